/*
 * A word that is no command, or no part of one. See unknown_command.h.
 */
#include "cmd/unknown_command.h"

#include "base/suggest.h"
#include "cmd/command.h"
#include "cmd/message.h"

enum exit_status unknown_command_say(const struct terminal *terminal,
				     const struct command *command,
				     const char *word)
{
	struct suggest search;
	suggest_init(&search, slice_from(word));
	if (command) {
		for (size_t i = 0; command->parts[i]; i++)
			suggest_add(&search, slice_from(command_word(
						     command->parts[i])));
	} else {
		for (size_t i = 0; command_list(i); i++)
			suggest_add(&search, slice_from(command_list(i)->name));
	}
	struct slice near = suggest_take(&search);
	const char *of = command ? command->name : "";
	if (near.length > 0)
		message_error(terminal,
			      "there is no command '%s%s%s'; did you mean "
			      "'%.*s'?",
			      of, command ? " " : "", word, SLICE_ARGS(near));
	else
		message_error(terminal,
			      "there is no command '%s%s%s'; 'pointbook help%s"
			      "%s' lists them",
			      of, command ? " " : "", word, command ? " " : "",
			      of);
	return STATUS_USAGE;
}
