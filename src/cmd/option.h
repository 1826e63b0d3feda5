/*
 * Options, once: an option is one const row, and from the rows come parsing,
 * -h, completion, `help --dump`, and the checks that all of it is documented
 * and tested. A value lands in a member of the command's option struct.
 *
 * How the command line is read: `--name=value` and `--name value`, `-f value`
 * and `-fvalue`, flags of one letter together (`-nv`), `--` ends the options,
 * options may follow operands, long names are never abbreviated, a flag NAME
 * is taken back by --no-NAME (and no-NAME by --NAME), the last one wins. An
 * operand of `-`, or of `-` or `+` and a digit, is an operand.
 *
 * To add an option: one row in the command's table, one member in its struct,
 * `.It Fl -NAME` in its page, a case that uses it.
 */
#ifndef CMD_OPTION_H
#define CMD_OPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/slice.h"

struct arena;

/* The member that a row fills, and what it holds when the option is not
 * given. */
enum option_kind {
	OPTION_FLAG,   /* bool: false */
	OPTION_COUNT,  /* int, how often it was given: 0 */
	OPTION_TEXT,   /* const char *: NULL */
	OPTION_FILE,   /* const char *, completed as a path: NULL */
	OPTION_NUMBER, /* int64_t, digits: -1 */
	OPTION_DAY,    /* struct day: DAY_NONE */
	OPTION_PERIOD, /* struct period: PERIOD_ALWAYS */
	OPTION_SPAN,   /* struct span: count -1 */
	OPTION_CHOICE, /* int, index into choices: -1 */
	OPTION_LIST    /* struct option_list, repeatable text: count 0 */
};

struct option_list {
	const char *const *values;
	size_t count;
};

struct option {
	const char *name; /* without --; NULL ends a table */
	char letter;      /* 0: none */
	enum option_kind kind;
	const char
		*value; /* name of the value in help: "FILE"; NULL for flags */
	const char *const *choices; /* of CHOICE, ended by NULL */
	size_t offset;              /* offsetof the member */
	const char *help;           /* one line, lower case, no full stop */
};

/* A table of options that fill one struct. */
struct option_set {
	const struct option *options; /* NULL: none */
	void *values;
	const char *title; /* heading in -h: "Output" */
};

/* One option as it stands on the line. */
struct option_match {
	const struct option *option;
	const struct option_set *set;
	const char *text; /* its value, NULL for flags */
	bool negated;     /* --no-NAME */
};

/*
 * A command line read by some sets. The caller fills sets and set_count;
 * where two sets have a name, the earlier one has it. Operands and texts are
 * the words of argv themselves; lists and messages live in the arena.
 */
struct option_line {
	const struct option_set *sets;
	size_t set_count;
	struct option_match *matches; /* as they stand */
	size_t match_count, match_capacity;
	const char **operands; /* as they stand */
	size_t operand_count, operand_capacity;
	bool takes_signed; /* `-` and a letter no option has begins an operand */
	const char *error; /* what is wrong, NULL: nothing */
	const char *fix;   /* what to do about it, may be NULL */
};

/* How many of the words stand before the first operand; options that no set
 * knows count as taking no value. */
size_t option_lead(const struct option_set *sets, size_t set_count,
		   const char *const *words, size_t count);

/* Splits the words into matches and operands. May be called again with more
 * words. False and line->error when an option is unknown, lacks its value or
 * takes none. */
bool option_scan(struct arena *arena, struct option_line *line,
		 const char *const *words, size_t count);

/* The last value given for a long name, NULL when there is none ("" for a
 * flag that is set). For what is needed before everything can be read. */
const char *option_given(const struct option_line *line, const char *name);

/* Fills the sets' structs: first what "not given" means, then the matches in
 * order. Days and periods are relative to today. False and line->error when a
 * value is none of its kind. */
bool option_apply(struct arena *arena, struct option_line *line,
		  struct day today);

/* The row of a long name, NULL when the table has none. */
const struct option *option_find(const struct option *table, struct slice name);

/* The row of a letter, NULL when the table has none. */
const struct option *option_find_letter(const struct option *table,
					char letter);

/* True when the option takes a value. */
bool option_takes_value(const struct option *option);

#endif
