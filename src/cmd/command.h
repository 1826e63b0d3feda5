/*
 * What a command is: one const record in its own file plus one row in
 * commands.def. The dispatcher reads its options, prepares the session as
 * `needs` says, calls run, and looks after stdout and the exit status.
 */
#ifndef CMD_COMMAND_H
#define CMD_COMMAND_H

#include <stddef.h>

#include "base/slice.h"
#include "cmd/exit_status.h"
#include "cmd/option.h"

struct session;

/* Order and headings of the help. */
enum command_group {
	GROUP_START,
	GROUP_RECORD,
	GROUP_LOOK,
	GROUP_CHECK,
	GROUP_TALK,
	GROUP_COUNT
};

/* Which shared options it takes (cmd/global.h). */
enum command_takes {
	TAKES_OUTPUT = 1,   /* -O -o --csv --header: it prints a table */
	TAKES_FILE = 2,     /* -o alone: it prints text */
	TAKES_PERIOD = 4,   /* --from --to -p --as-of */
	TAKES_AS_OF = 8,    /* --as-of alone */
	TAKES_QUERY = 16,   /* --tag; operands are a query */
	TAKES_DRY_RUN = 32, /* -n: it writes */
	TAKES_FOLDER = 64,  /* with TAKES_OUTPUT: -o may name a folder; the
			     * command looks at the format itself */
	TAKES_RECORD = 128, /* --ref --date …: it records an event; -O and -o
			     * print it as rows */
	TAKES_SIGNED = 256  /* operands may begin with - and a letter */
};

/* What the session must hold before run. Each includes those it needs. */
enum command_needs {
	NEEDS_NOTHING = 0,
	NEEDS_JOURNAL = 1,   /* session->journal */
	NEEDS_RULES = 2,     /* session->programs */
	NEEDS_BOOK = 4,      /* session->book as of session->as_of */
	NEEDS_POSTINGS = 8,  /* the book with every movement */
	NEEDS_FINDINGS = 16, /* findings and warnings in session->diagnostics */
	NEEDS_REPERFORM = 32, /* findings of every earn computed again */
	NEEDS_LOCK = 64,      /* the write lock, from before the read until the
			  * session ends or session_unlock */
	ACCEPTS_BROKEN = 128, /* run is called although something is BROKEN */
	NEEDS_ONE = 256,      /* where the only operand is a member's id, or
			 * member:ID, his movements will do */
	NEEDS_MOVES = 512,    /* the book with every change of every lot */
	NEEDS_UNUSUAL = 1024, /* what is allowed and worth a look */
	READS_ONLY = 2048,    /* from the reading on it writes nothing but -o */
	NEEDS_COPY = 4096     /* the files' bytes as they were read: compared
			  * with what is there when they are written */
};

enum {
	OPERANDS_ANY = -1 /* operand_max: no limit */
};

struct command {
	const char *name; /* as typed: "month-end"; of a sub-command
			      * "rules check" */
	enum command_group group;
	const char *summary;  /* one line, lower case, no full stop */
	const char *operands; /* "MEMBER [AMOUNT]", NULL when it takes none */
	int operand_min;
	int operand_max;
	int looks_with; /* with so many operands or fewer a command that
			 * changes files only looks at the book */
	unsigned takes; /* enum command_takes */
	unsigned needs; /* enum command_needs */
	const struct option *options; /* NULL: none of its own */
	size_t options_size;          /* of the struct run gets */
	const char *const *examples;  /* arguments, run on the demo book */
	const char *notes; /* what -h says below the options, may be NULL */
	const struct command *const *parts; /* sub-commands, ended by NULL */
	/* options points to a struct of options_size bytes. The result is the
	 * exit status; all messages have been printed. */
	enum exit_status (*run)(struct session *session, const void *options);
};

/*
* To add a command:
 * 1. src/cmd/cmd_NAME.c: a purpose comment, the option struct and its const
 *    table, a static run function, and
 *
 *	const struct command cmd_name = {
 *		.name = "name",
 *		.group = GROUP_LOOK,
 *		.summary = "what it does, in a few words",
 *		.operands = "[QUERY]...",
 *		.operand_max = OPERANDS_ANY,
 *		.takes = TAKES_QUERY | TAKES_PERIOD | TAKES_OUTPUT,
 *		.needs = NEEDS_BOOK,
 *		.options = name_table,
 *		.options_size = sizeof(struct name_options),
 *		.examples = name_examples,
 *		.run = name_run,
 *	};
 *
 * 2. One row in commands.def: COMMAND(name); its place is that in the help.
 * 3. doc/pointbook-NAME.1, with `.It Fl -OPTION` for each row of its table.
 * 4. test/cases/NAME/: a case for each option.
 * `make check` names what is missing.
 */
#define COMMAND(name) extern const struct command cmd_##name;
#include "cmd/commands.def"
#undef COMMAND

/* The nth command in help order, NULL behind the last. */
const struct command *command_list(size_t nth);

/* The command of a name, NULL when there is none. */
const struct command *command_find(struct slice name);

/* The part of a command ("check" of "rules"), NULL when there is none. */
const struct command *command_find_part(const struct command *command,
					struct slice name);

/* The last word of a command's name: "check" of "rules check". */
const char *command_word(const struct command *command);

/* "Start", "Record" … */
const char *command_group_title(enum command_group group);

#endif
