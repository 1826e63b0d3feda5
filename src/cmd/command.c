/*
 * The list of commands, made of commands.def.
 */
#include "cmd/command.h"

static const struct command *const commands[] = {
#define COMMAND(name) &cmd_##name,
#include "cmd/commands.def"
#undef COMMAND
	NULL
};

const struct command *command_list(size_t nth)
{
	return nth < sizeof(commands) / sizeof(commands[0]) ? commands[nth]
							    : NULL;
}

const struct command *command_find(struct slice name)
{
	for (size_t i = 0; commands[i]; i++) {
		if (slice_is(name, commands[i]->name))
			return commands[i];
	}
	return NULL;
}

const char *command_word(const struct command *command)
{
	const char *word = command->name;
	for (const char *at = word; *at; at++) {
		if (*at == ' ')
			word = at + 1;
	}
	return word;
}

const struct command *command_find_part(const struct command *command,
					struct slice name)
{
	const struct command *const *part = command->parts;
	for (; part && *part; part++) {
		if (slice_is(name, command_word(*part)))
			return *part;
	}
	return NULL;
}

const char *command_group_title(enum command_group group)
{
	static const char *const titles[] = {
		[GROUP_START] = "Start",
		[GROUP_RECORD] = "Record",
		[GROUP_LOOK] = "Look",
		[GROUP_CHECK] = "Check and close",
		[GROUP_TALK] = "Learn and talk",
		[GROUP_COUNT] = "",
	};
	return titles[group];
}
