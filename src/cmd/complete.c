/*
 * Working out what may stand at the end of a line: a command, its part, an
 * option, an option's value, or an operand. The words before it are read with
 * the tables of the command; what they say that is wrong is ignored.
 */
#include "cmd/complete.h"

#include <string.h>

#include "base/text.h"
#include "cmd/command.h"
#include "cmd/help.h"
#include "cmd/session.h"
#include "journal/journal.h"
#include "query/query.h"
#include "report/sink.h"

enum {
	TABLES_MAX = 8
};

/* What is being completed. */
struct completion {
	struct session *session;
	struct sink *sink;
	const struct command *command;
	const struct option *tables[TABLES_MAX];
	size_t table_count;
	struct slice word; /* so far */
	size_t operands;   /* that stand before it */
};

static void offer(struct completion *completion, const char *prefix,
		  struct slice value, const char *words)
{
	struct slice rest = completion->word;
	if (!slice_starts(rest, prefix))
		return;
	rest = slice_from_offset(rest, strlen(prefix));
	if (rest.length > value.length ||
	    !slice_equal(rest, (struct slice){ value.text, rest.length }))
		return;
	sink_add(completion->sink, prefix);
	sink_add_slice(completion->sink, value);
	sink_add_char(completion->sink, '\t');
	sink_add(completion->sink, words);
	sink_add_char(completion->sink, '\n');
}

static void add_table(struct completion *completion, const struct option *table)
{
	if (table)
		completion->tables[completion->table_count++] = table;
}

static void choose_tables(struct completion *completion)
{
	const struct command *command = completion->command;
	unsigned takes = command ? command->takes : 0;
	completion->table_count = 0;
	if (command)
		add_table(completion, command->options);
	if (takes & TAKES_PERIOD)
		add_table(completion, global_dates);
	else if (takes & TAKES_AS_OF)
		add_table(completion, global_as_of);
	if (takes & TAKES_OUTPUT)
		add_table(completion, global_output);
	else if (takes & TAKES_FILE)
		add_table(completion, global_file);
	else if (takes & TAKES_RECORD)
		add_table(completion, global_rows);
	if (takes & TAKES_QUERY)
		add_table(completion, global_filter);
	if (takes & TAKES_DRY_RUN)
		add_table(completion, global_write);
	if (takes & TAKES_RECORD)
		add_table(completion, global_record);
	add_table(completion, global_table);
}

/* The option whose value the next word is, NULL when it is none. */
static const struct option *awaiting(const struct completion *completion,
				     const char *word)
{
	for (size_t i = 0; i < completion->table_count; i++) {
		const struct option *option = NULL;
		if (strncmp(word, "--", 2) == 0)
			option = option_find(completion->tables[i],
					     slice_from(word + 2));
		else if (word[0] == '-' && word[1] != '\0')
			option = option_find_letter(completion->tables[i],
						    word[strlen(word) - 1]);
		if (option)
			return option_takes_value(option) ? option : NULL;
	}
	return NULL;
}

static void offer_options(struct completion *completion)
{
	for (size_t i = 0; i < completion->table_count; i++) {
		const struct option *option = completion->tables[i];
		for (; option->name; option++)
			offer(completion, "--", slice_from(option->name),
			      option->help);
	}
}

static void offer_values(struct completion *completion,
			 const struct option *option, const char *prefix)
{
	static const char *const days[] = { "today", "yesterday", NULL };
	static const char *const periods[] = { "today",
					       "yesterday",
					       "this-week",
					       "last-week",
					       "this-month",
					       "last-month",
					       "this-quarter",
					       "last-quarter",
					       "this-year",
					       "last-year",
					       NULL };
	const char *const *values = option->choices;
	if (option->kind == OPTION_DAY)
		values = days;
	if (option->kind == OPTION_PERIOD)
		values = periods;
	for (; values && *values; values++)
		offer(completion, prefix, slice_from(*values), "");
}

static void offer_commands(struct completion *completion)
{
	for (size_t i = 0; command_list(i); i++)
		offer(completion, "", slice_from(command_list(i)->name),
		      command_list(i)->summary);
}

static void offer_topics(struct completion *completion)
{
	offer_commands(completion);
	for (size_t i = 0; help_topic(i); i++)
		offer(completion, "", slice_from(help_topic(i)), "topic");
}

static void offer_members(struct completion *completion, const char *prefix)
{
	struct session *session = completion->session;
	if (session_load(session, NEEDS_JOURNAL | ACCEPTS_BROKEN) !=
	    STATUS_FINE)
		return;
	const struct journal *journal = session->journal;
	for (uint32_t i = 0; i < journal->members.count; i++)
		offer(completion, prefix, intern_text(&journal->members, i),
		      "member");
}

static void offer_fields(struct completion *completion)
{
	for (unsigned i = 0; i < QUERY_FIELD_COUNT; i++) {
		const struct query_field_info *info =
			query_field_info((enum query_field)i);
		const char *field = arena_print(completion->session->arena,
						"%s:", info->name);
		offer(completion, "", slice_from(field), info->help);
	}
}

static void offer_operands(struct completion *completion)
{
	const struct command *command = completion->command;
	const char *operands = command->operands ? command->operands : "";
	for (size_t i = 0; command->parts && command->parts[i]; i++)
		offer(completion, "",
		      slice_from(command_word(command->parts[i])),
		      command->parts[i]->summary);
	if (slice_is(slice_from(command->name), "help"))
		offer_topics(completion);
	if (strstr(operands, "MEMBER") && completion->operands == 0)
		offer_members(completion, "");
	if (!(command->takes & TAKES_QUERY))
		return;
	if (slice_starts(completion->word, "member:"))
		offer_members(completion, "member:");
	else
		offer_fields(completion);
}

/* Reads the words before the last: which command, how many operands; gives
 * the option that waits for the last word as its value. */
static const struct option *read_words(struct completion *completion,
				       const char *const *words, size_t count)
{
	const struct option *waiting = NULL;
	choose_tables(completion);
	for (size_t i = 0; i < count; i++) {
		const struct command *command = completion->command;
		struct slice word = slice_from(words[i]);
		if (waiting) {
			waiting = NULL;
			continue;
		}
		if (words[i][0] == '-') {
			waiting = awaiting(completion, words[i]);
			continue;
		}
		const struct command *found =
			command ? command_find_part(command, word)
				: command_find(word);
		if (found)
			completion->command = found;
		else
			completion->operands++;
		choose_tables(completion);
	}
	return waiting;
}

enum exit_status complete_words(struct session *session,
				const char *const *words, size_t count)
{
	struct completion completion = { .session = session };
	struct slice value;
	if (count == 0)
		return STATUS_FINE;
	session->terminal.quiet = true;
	session->terminal.output_is_tty = false;
	completion.sink = session_sink(session);
	if (!completion.sink)
		return STATUS_FINE;
	completion.word = slice_from(words[count - 1]);
	const struct option *waiting =
		read_words(&completion, words, count - 1);
	struct slice name = slice_cut(completion.word, '=', &value);
	if (waiting) {
		offer_values(&completion, waiting, "");
	} else if (slice_starts(name, "--") &&
		   name.length < completion.word.length) {
		const char *prefix =
			arena_print(session->arena, "%.*s=", SLICE_ARGS(name));
		const char *option =
			arena_print(session->arena, "%.*s", SLICE_ARGS(name));
		waiting = awaiting(&completion, option);
		if (waiting)
			offer_values(&completion, waiting, prefix);
	} else if (slice_starts(completion.word, "-")) {
		offer_options(&completion);
	} else if (!completion.command) {
		offer_commands(&completion);
	} else {
		offer_operands(&completion);
	}
	return STATUS_FINE;
}
