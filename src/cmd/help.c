/*
 * The help of the program and of its commands.
 */
#include "cmd/help.h"

#include "base/arena.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/global.h"
#include "cmd/help_line.h"

void help_add_start(struct text *text)
{
	text_add(text,
		 "pointbook keeps a shop's loyalty points in plain-text "
		 "journals.\n\n"
		 "  pointbook demo cafe && cd cafe     a book to look at\n"
		 "  pointbook balance --total          what everybody has\n"
		 "  pointbook why M0001                how that came about\n\n"
		 "init    a new book       balance  what members have\n"
		 "import  from a till      history  what happened\n"
		 "check   find mistakes    why      how a number came about\n"
		 "rules   what is allowed  export   for other programs\n"
		 "\n"
		 "pointbook help             all commands\n"
		 "pointbook help COMMAND     how one works\n");
}

void help_add_overview(struct text *text, size_t width)
{
	text_add(text, "usage: pointbook [OPTION]... COMMAND [OPTION]... "
		       "[OPERAND]...\n");
	for (unsigned group = 0; group < GROUP_COUNT; group++) {
		bool has_title = false;
		for (size_t i = 0; command_list(i); i++) {
			const struct command *command = command_list(i);
			if (command->group != group)
				continue;
			if (!has_title)
				text_add_format(
					text, "\n%s\n",
					command_group_title(command->group));
			has_title = true;
			help_line_add(text, command->name, command->summary,
				      width);
		}
	}
	text_add(text, "\nTopics (pointbook help TOPIC)\n  ");
	for (size_t i = 0; help_topic(i); i++) {
		text_add(text, i > 0 ? ", " : "");
		text_add(text, help_topic(i));
	}
	text_add_char(text, '\n');
}

static void add_usage(struct text *text, const struct command *command)
{
	if (command->parts) {
		const char *separator = "";
		text_add_format(text, "usage: pointbook %s ", command->name);
		for (size_t i = 0; command->parts[i]; i++) {
			text_add(text, separator);
			text_add(text, command_word(command->parts[i]));
			separator = "|";
		}
		text_add(text, " [OPTION]...\n");
		return;
	}
	text_add_format(text, "usage: pointbook %s [OPTION]...%s%s\n",
			command->name, command->operands ? " " : "",
			command->operands ? command->operands : "");
}

static void add_examples(struct text *text, const struct command *command)
{
	if (!command->examples || !command->examples[0])
		return;
	text_add(text, "\nExamples\n");
	for (size_t i = 0; command->examples[i]; i++)
		text_add_format(text, "  pointbook %s\n", command->examples[i]);
}

static void add_shared(struct text *text, const struct command *command,
		       size_t width)
{
	if (command->takes & TAKES_QUERY)
		help_line_add_options(text, "Choosing rows", global_filter,
				      width);
	if (command->takes & TAKES_PERIOD)
		help_line_add_options(text, "Dates", global_dates, width);
	else if (command->takes & TAKES_AS_OF)
		help_line_add_options(text, "Dates", global_as_of, width);
	if (command->takes & TAKES_OUTPUT)
		help_line_add_options(text, "Output", global_output, width);
	else if (command->takes & TAKES_FILE)
		help_line_add_options(text, "Output", global_file, width);
	else if (command->takes & TAKES_RECORD)
		help_line_add_options(text, "Output", global_rows, width);
	if (command->takes & TAKES_DRY_RUN)
		help_line_add_options(text, "Writing", global_write, width);
	if (command->takes & TAKES_RECORD)
		help_line_add_options(text, "Recording", global_record, width);
}

void help_add_command(struct text *text, const struct command *command,
		      size_t width)
{
	text_add_format(text, "pointbook %s - %s\n", command->name,
			command->summary);
	add_usage(text, command);
	add_examples(text, command);
	if (command->parts) {
		text_add(text, "\nCommands\n");
		for (size_t i = 0; command->parts[i]; i++)
			help_line_add(text, command->parts[i]->name,
				      command->parts[i]->summary, width);
	}
	help_line_add_options(text, "Options", command->options, width);
	for (size_t i = 0; command->parts && command->parts[i]; i++)
		help_line_add_options(text,
				      arena_print(text->arena, "Options of %s",
						  command->parts[i]->name),
				      command->parts[i]->options, width);
	add_shared(text, command, width);
	if (command->notes) {
		text_add_char(text, '\n');
		help_line_add_words(text, command->notes, width);
	}
	text_add(text, "\nExit status: 0 fine, 1 the answer is no, 2 wrong "
		       "usage, 3 the environment,\n4 confirmation needed, 5 "
		       "outcome unknown, 6 the book cannot be read.\n"
		       "See also: pointbook help options");
	if (command->takes & TAKES_QUERY)
		text_add(text, ", pointbook help query");
	if (command->takes & TAKES_PERIOD)
		text_add(text, ", pointbook help periods");
	text_add_char(text, '\n');
}
