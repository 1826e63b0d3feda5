/*
 * pointbook help: the overview, one command, a topic, or everything in lines
 * for programs (--dump), which the checks of documentation read.
 */
#include "base/suggest.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/help.h"
#include "cmd/help_dump.h"
#include "cmd/help_line.h"
#include "cmd/session.h"
#include "report/sink.h"

struct help_options {
	bool dump;
};

static const struct option help_table[] = {
	{ "dump", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct help_options, dump),
	  "print all commands, options, columns and diagnostics in lines for "
	  "programs" },
	{ .name = NULL },
};

static const char *const help_examples[] = { "help", "help balance",
					     "help periods", NULL };

static enum exit_status fail_topic(struct session *session, const char *name)
{
	struct suggest search;
	suggest_init(&search, slice_from(name));
	for (size_t i = 0; command_list(i); i++)
		suggest_add(&search, slice_from(command_list(i)->name));
	for (size_t i = 0; help_topic(i); i++)
		suggest_add(&search, slice_from(help_topic(i)));
	struct slice near = suggest_take(&search);
	if (near.length > 0)
		message_error(&session->terminal,
			      "there is no help on '%s'; did you mean '%.*s'?",
			      name, SLICE_ARGS(near));
	else
		message_error(&session->terminal,
			      "there is no help on '%s'; 'pointbook help' "
			      "lists commands and topics",
			      name);
	return STATUS_USAGE;
}

static enum exit_status help_run(struct session *session, const void *options)
{
	const struct help_options *given = options;
	size_t width = session->terminal.width;
	struct text text;
	text_init(&text, session->arena);
	width = width < HELP_WIDTH ? width : HELP_WIDTH;
	const char *name =
		session->operand_count > 0 ? session->operands[0] : NULL;
	const struct command *command = command_find(slice_from(name));
	if (command && command->parts && session->operand_count > 1) {
		name = session->operands[1];
		command = command_find_part(command, slice_from(name));
	}
	if (given->dump)
		help_dump(&text, session->arena);
	else if (!name)
		help_add_overview(&text, width);
	else if (command)
		help_add_command(&text, command, width);
	else if (!help_add_topic(&text, name, width))
		return fail_topic(session, name);
	struct sink *sink = session_sink(session);
	if (!sink)
		return STATUS_ENVIRONMENT;
	sink_add_slice(sink, text_slice(&text));
	return STATUS_FINE;
}

const struct command cmd_help = {
	.name = "help",
	.group = GROUP_START,
	.summary = "how the program, a command or a topic works",
	.operands = "[COMMAND|TOPIC]",
	.operand_max = 2,
	.options = help_table,
	.options_size = sizeof(struct help_options),
	.examples = help_examples,
	.run = help_run,
};
