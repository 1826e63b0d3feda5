/*
 * Finding the command, reading its options, preparing its session, running
 * it, and completing its output: once for all commands. Global options may
 * stand before or after the command; the last one wins wherever it stands.
 */
#include "cmd/dispatch.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"
#include "cmd/book_path.h"
#include "cmd/command.h"
#include "cmd/complete.h"
#include "cmd/help.h"
#include "cmd/help_line.h"
#include "cmd/open_book.h"
#include "cmd/recording_rows.h"
#include "cmd/session.h"
#include "cmd/signals.h"
#include "cmd/standard_streams.h"
#include "cmd/today.h"
#include "cmd/unknown_command.h"
#include "cmd/version.h"
#include "query/query.h"
#include "report/sink.h"

enum {
	SETS_MAX = 10
};

/* Everything about one run. */
struct dispatch {
	struct arena arena;
	struct session session;
	struct option_set sets[SETS_MAX];
	size_t set_count;
	struct option_line line;
	const char *const *words; /* argv without the program's name */
	size_t word_count;
	void *options;    /* of the command */
	bool has_entered; /* -C was done */
};

static void add_set(struct dispatch *dispatch, const struct option *options,
		    void *values)
{
	if (options)
		dispatch->sets[dispatch->set_count++] =
			(struct option_set){ options, values, NULL };
}

/* The sets of a command; without one all that may stand before it. */
static void choose_sets(struct dispatch *dispatch,
			const struct command *command)
{
	struct session *session = &dispatch->session;
	unsigned takes = command ? command->takes : ~0u;
	dispatch->set_count = 0;
	if (command && command->options)
		add_set(dispatch, command->options, dispatch->options);
	add_set(dispatch, global_table, &session->global);
	if (takes & TAKES_PERIOD)
		add_set(dispatch, global_dates, &session->dates);
	else if (takes & TAKES_AS_OF)
		add_set(dispatch, global_as_of, &session->dates);
	if (takes & TAKES_OUTPUT)
		add_set(dispatch, global_output, &session->output_options);
	else if (takes & TAKES_FILE)
		add_set(dispatch, global_file, &session->output_options);
	else if (takes & TAKES_RECORD)
		add_set(dispatch, global_rows, &session->output_options);
	if (takes & TAKES_QUERY)
		add_set(dispatch, global_filter, &session->filter);
	if (takes & TAKES_DRY_RUN)
		add_set(dispatch, global_write, &session->write);
	if (takes & TAKES_RECORD)
		add_set(dispatch, global_record, &session->record);
}

static enum exit_status fail_usage(struct dispatch *dispatch)
{
	struct session *session = &dispatch->session;
	const struct option_line *line = &dispatch->line;
	message_error(&session->terminal, "%s%s%s", line->error,
		      line->fix ? "; " : "", line->fix ? line->fix : "");
	if (session->command)
		message_note(&session->terminal,
			     "'pointbook %s --help' says how it works",
			     session->command->name);
	return STATUS_USAGE;
}

/* Text that is all the output: help and version. */
static enum exit_status print_text(struct dispatch *dispatch,
				   const struct text *text)
{
	struct sink *sink = session_sink(&dispatch->session);
	if (!sink)
		return STATUS_ENVIRONMENT;
	sink_add_slice(sink, text_slice(text));
	return STATUS_FINE;
}

static size_t help_width(const struct dispatch *dispatch)
{
	size_t width = dispatch->session.terminal.width;
	return width < HELP_WIDTH ? width : HELP_WIDTH;
}

/* --- finding the command ----------------------------------------------------*/

/* Removes the word at an index: it was the command. */
static void take_word(struct dispatch *dispatch, size_t at)
{
	const char **rest = arena_take_array(
		&dispatch->arena, dispatch->word_count, sizeof(*rest));
	for (size_t i = 0; i < dispatch->word_count; i++) {
		if (i != at)
			rest[i < at ? i : i - 1] = dispatch->words[i];
	}
	dispatch->words = rest;
	dispatch->word_count--;
}

/* Finds the command, and its part, among the words and takes them out; none
 * when there are only options. */
static enum exit_status find_command(struct dispatch *dispatch)
{
	const struct command *command = NULL;
	choose_sets(dispatch, NULL);
	for (;;) {
		size_t at = option_lead(dispatch->sets, dispatch->set_count,
					dispatch->words, dispatch->word_count);
		if (at == dispatch->word_count)
			break;
		const char *word = dispatch->words[at];
		const struct command *found =
			command ? command_find_part(command, slice_from(word))
				: command_find(slice_from(word));
		if (!found)
			return unknown_command_say(&dispatch->session.terminal,
						   command, word);
		command = found;
		take_word(dispatch, at);
		if (!command->parts)
			break;
	}
	dispatch->session.command = command;
	return STATUS_FINE;
}

/* --- reading options --------------------------------------------------------*/

/* What must be known before the rest is read: how to talk, and to whom. */
static void prepare_terminal(struct dispatch *dispatch)
{
	struct session *session = &dispatch->session;
	struct global_options options = {
		.quiet = option_given(&dispatch->line, "quiet") != NULL,
		.color = -1,
	};
	const char *color = option_given(&dispatch->line, "color");
	const struct option *row = option_find(global_table, SLICE("color"));
	for (int i = 0; color && row->choices[i]; i++) {
		if (strcmp(color, row->choices[i]) == 0)
			options.color = i;
	}
	terminal_init(&session->terminal, &options);
}

static bool read_today(struct dispatch *dispatch)
{
	struct session *session = &dispatch->session;
	const char *given = option_given(&dispatch->line, "today");

	session->minute = MINUTE_NONE;
	if (given && day_parse(slice_from(given), &session->today))
		return true;
	if (!given && today_find(&session->today, &session->minute))
		return true;
	message_error(&session->terminal,
		      "%s is no day: write it as 2026-10-31",
		      given ? "the value of --today"
			    : "the value of POINTBOOK_TODAY");
	return false;
}

/* --from and --to narrow the period; as-of is the close of what is asked. */
static bool settle_dates(struct dispatch *dispatch)
{
	struct session *session = &dispatch->session;
	const struct date_options *dates = &session->dates;
	session->period = dates->period;
	if (day_is_real(dates->from))
		session->period.from = dates->from;
	if (day_is_real(dates->to))
		session->period.to = dates->to;
	struct period period = session->period;
	session->as_of = session->today;
	if (day_is_real(period.to) &&
	    (day_compare(period.to, session->today) < 0 ||
	     (day_is_real(period.from) &&
	      day_compare(period.from, session->today) > 0)))
		session->as_of = period.to;
	if (day_is_real(dates->as_of))
		session->as_of = dates->as_of;
	if (!day_is_real(period.from) || !day_is_real(period.to) ||
	    day_compare(period.from, period.to) <= 0)
		return true;
	message_error(&session->terminal,
		      "the period ends before it begins; look at --from and "
		      "--to");
	return false;
}

static bool check_operands(struct dispatch *dispatch)
{
	const struct command *command = dispatch->session.command;
	int count = (int)dispatch->line.operand_count;
	bool is_few = count < command->operand_min;
	bool is_many = command->operand_max != OPERANDS_ANY &&
		       count > command->operand_max;
	if (is_few)
		dispatch->line.error =
			arena_print(&dispatch->arena, "'pointbook %s' needs %s",
				    command->name, command->operands);
	if (is_many)
		dispatch->line.error = arena_print(
			&dispatch->arena, "'%s' is one operand too many",
			dispatch->line.operands[command->operand_max]);
	return !is_few && !is_many;
}

/* The command's options, all of them, into their structs. */
static enum exit_status read_options(struct dispatch *dispatch)
{
	struct session *session = &dispatch->session;
	const struct command *command = session->command;
	if (command)
		dispatch->options =
			arena_take(&dispatch->arena, command->options_size);
	choose_sets(dispatch, command);
	dispatch->line = (struct option_line){
		.sets = dispatch->sets,
		.set_count = dispatch->set_count,
		.takes_signed = command && command->takes & TAKES_SIGNED
	};
	bool is_read = option_scan(&dispatch->arena, &dispatch->line,
				   dispatch->words, dispatch->word_count);
	prepare_terminal(dispatch);
	if (option_given(&dispatch->line, "help") ||
	    option_given(&dispatch->line, "version"))
		return STATUS_FINE;
	if (!is_read)
		return fail_usage(dispatch);
	if (!read_today(dispatch))
		return STATUS_USAGE;
	if (!option_apply(&dispatch->arena, &dispatch->line, session->today))
		return fail_usage(dispatch);
	terminal_init(&session->terminal, &session->global);
	if (command && !check_operands(dispatch))
		return fail_usage(dispatch);
	session->operands = (const char *const *)dispatch->line.operands;
	session->operand_count = dispatch->line.operand_count;
	return settle_dates(dispatch) ? STATUS_FINE : STATUS_USAGE;
}

/* --- running ----------------------------------------------------------------*/

static bool enter_folder(struct dispatch *dispatch)
{
	const char *folder = dispatch->session.global.directory;
	if (!folder || dispatch->has_entered)
		return true;
	dispatch->has_entered = true;
	if (chdir(folder) == 0)
		return true;
	message_error(&dispatch->session.terminal, "cannot enter '%s': %s",
		      folder, strerror(errno));
	return false;
}

/* A pattern that ran into its limits leaves the answer incomplete. */
static enum exit_status check_limit(struct session *session,
				    enum exit_status status)
{
	struct slice pattern = session->query ? query_limit(session->query)
					      : (struct slice){ NULL, 0 };
	if (pattern.length == 0)
		return status;
	message_error(&session->terminal,
		      "the pattern /%.*s/ is too complex for some text; "
		      "write a simpler one",
		      SLICE_ARGS(pattern));
	return status == STATUS_FINE ? STATUS_USAGE : status;
}

static enum exit_status run_command(struct dispatch *dispatch)
{
	struct session *session = &dispatch->session;
	const struct command *command = session->command;
	if (!enter_folder(dispatch))
		return STATUS_ENVIRONMENT;
	if ((command->takes & TAKES_OUTPUT &&
	     !(command->takes & TAKES_FOLDER) && !session_format(session)) ||
	    (recording_rows_wanted(session) && !session_format(session)))
		return STATUS_USAGE;
	if (command->needs) {
		enum exit_status status = session_load(session, command->needs);
		if (status != STATUS_FINE)
			return status;
	}
	return check_limit(session, command->run(session, dispatch->options));
}

static enum exit_status print_help(struct dispatch *dispatch)
{
	const struct command *command = dispatch->session.command;
	struct text text;
	text_init(&text, &dispatch->arena);
	if (command)
		help_add_command(&text, command, help_width(dispatch));
	else
		help_add_overview(&text, help_width(dispatch));
	return print_text(dispatch, &text);
}

static enum exit_status print_version(struct dispatch *dispatch)
{
	struct text text;
	text_init(&text, &dispatch->arena);
	version_add(&text);
	return print_text(dispatch, &text);
}

/* No command: the state of the book when there is one, else where to start. */
static enum exit_status run_bare(struct dispatch *dispatch)
{
	struct session *session = &dispatch->session;
	const struct command *status = command_find(SLICE("status"));
	struct text text;
	if (!enter_folder(dispatch))
		return STATUS_ENVIRONMENT;
	if (status &&
	    book_path_find(&dispatch->arena, &session->global.files).count >
		    0) {
		session->command = status;
		enum exit_status read = read_options(dispatch);
		return read == STATUS_FINE ? run_command(dispatch) : read;
	}
	text_init(&text, &dispatch->arena);
	help_add_start(&text);
	return print_text(dispatch, &text);
}

/* True for commands that look at the book or record an event. */
static bool may_be_requested(const struct session *session)
{
	const struct command *command = session->command;
	return command->takes & TAKES_RECORD ||
	       (session->operand_count > 0 &&
		session->operand_count <= (size_t)command->looks_with) ||
	       (command->needs && !(command->needs & NEEDS_LOCK) &&
		!(command->takes & TAKES_DRY_RUN));
}

static enum exit_status refuse_request(struct session *session)
{
	message_error(&session->terminal,
		      "'%s' is not for a program that stays: run it by itself",
		      session->command->name);
	return STATUS_USAGE;
}

static enum exit_status run(struct dispatch *dispatch)
{
	struct session *session = &dispatch->session;
	if (dispatch->word_count > 0 &&
	    strcmp(dispatch->words[0], "__complete") == 0)
		return complete_words(session, dispatch->words + 1,
				      dispatch->word_count - 1);
	enum exit_status status = find_command(dispatch);
	if (status != STATUS_FINE)
		return status;
	status = read_options(dispatch);
	if (status != STATUS_FINE)
		return status;
	if (option_given(&dispatch->line, "help"))
		return print_help(dispatch);
	if (option_given(&dispatch->line, "version"))
		return print_version(dispatch);
	if (!session->command)
		return run_bare(dispatch);
	if (session->open && !may_be_requested(session))
		return refuse_request(session);
	if (session->command->parts) {
		dispatch->line.error =
			arena_print(&dispatch->arena,
				    "'pointbook %s' needs to know what to do",
				    session->command->name);
		return fail_usage(dispatch);
	}
	return run_command(dispatch);
}

/* All shared options say "not given", also those a command does not take. */
static void clear_options(struct dispatch *dispatch)
{
	choose_sets(dispatch, NULL);
	dispatch->line =
		(struct option_line){ .sets = dispatch->sets,
				      .set_count = dispatch->set_count };
	(void)option_apply(&dispatch->arena, &dispatch->line, DAY_NONE);
}

/* Everything but the words and the arena. */
static void init(struct dispatch *dispatch)
{
	struct session *session = &dispatch->session;
	struct global_options none = { .color = -1 };
	clear_options(dispatch);
	session->arena = &dispatch->arena;
	session->dates = (struct date_options){ DAY_NONE, DAY_NONE,
						PERIOD_ALWAYS, DAY_NONE };
	terminal_init(&session->terminal, &none);
	diagnostics_init(&session->diagnostics, &dispatch->arena);
}

/* Runs it and completes its output. */
static enum exit_status finish(struct dispatch *dispatch)
{
	struct session *session = &dispatch->session;
	enum exit_status status = run(dispatch);
	bool is_whole = status != STATUS_USAGE && status != STATUS_ENVIRONMENT;
	if (session_finish(session, is_whole))
		return status;
	return session->recorded ? STATUS_UNKNOWN : STATUS_ENVIRONMENT;
}

int dispatch_run(int argc, char **argv)
{
	struct dispatch dispatch = {
		.words = (const char *const *)(argv + 1),
		.word_count = argc > 0 ? (size_t)argc - 1 : 0,
	};
	standard_streams_open();
	signals_init();
	arena_init_with_pool(&dispatch.arena);
	init(&dispatch);
	enum exit_status status = finish(&dispatch);
	session_unlock(&dispatch.session);
	arena_release(&dispatch.arena);
	return (int)status;
}

static enum exit_status run_within(const char *const *words, size_t count,
				   struct open_book *open,
				   const struct workbook_sheet *sheet)
{
	struct dispatch dispatch = { .words = words, .word_count = count };
	arena_init(&dispatch.arena);
	init(&dispatch);
	dispatch.session.open = open;
	dispatch.session.sheet = sheet;
	dispatch.session.is_within = true;
	signals_recording(false);
	enum exit_status status = finish(&dispatch);
	/* under the lock what came is known to be what was written */
	if (open && dispatch.session.recorded && dispatch.session.lock)
		open_book_refresh(open, &dispatch.session, true);
	session_unlock(&dispatch.session);
	arena_release(&dispatch.arena);
	return status;
}

enum exit_status dispatch_request(const char *const *words, size_t count,
				  struct open_book *open)
{
	return run_within(words, count, open, NULL);
}

enum exit_status dispatch_sheet(const char *const *words, size_t count,
				const struct workbook_sheet *sheet)
{
	return run_within(words, count, NULL, sheet);
}
