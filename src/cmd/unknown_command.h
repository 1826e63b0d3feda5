/*
 * What is said of a word that is no command.
 */
#ifndef CMD_UNKNOWN_COMMAND_H
#define CMD_UNKNOWN_COMMAND_H

#include "cmd/exit_status.h"

struct command;
struct terminal;

/* Says that there is no such command, or no such part of one that is not NULL,
 * with a did-you-mean. STATUS_USAGE. */
enum exit_status unknown_command_say(const struct terminal *terminal,
				     const struct command *command,
				     const char *word);

#endif
