/*
 * Entries for the general ledger in the layouts of accounting programs. One
 * format is one row of a table: its name, which accounts it takes, and the
 * function that writes. The same entries give the same bytes; nothing in them
 * tells when they were written.
 */
#ifndef EXCHANGE_EXPORT_GL_H
#define EXCHANGE_EXPORT_GL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "rules/program.h"
#include "value/gl_entries.h"

struct arena;
struct export_output;

struct gl_export {
	struct arena *arena;
	const struct programs *programs; /* for the units' names */
	const struct program *program;   /* in force on the last day */
	const struct gl_period *periods; /* that follow each other, no gaps */
	size_t count;                    /* at least one */
	bool opens; /* begins with the liability as it stood before */
	struct slice accounts[GL_ACCOUNTS];
};

/* Words for the formats (enum ledger_format), ended by NULL. */
extern const char *const export_gl_targets[];

/* The names of the accounts that the rules give, else the defaults. */
void export_gl_accounts(struct gl_export *export);

/*
 * Why the format cannot take the entries, in the arena: an account's name, a
 * number that is missing; NULL when it can. Looks at what the entries use.
 */
const char *export_gl_lacks(const struct gl_export *export,
			    enum ledger_format format);

/* Lines of the file when they are more than the program takes at once, and how
 * many that is; 0 when they are not. */
size_t export_gl_excess(const struct gl_export *export,
			enum ledger_format format, size_t *most);

/* Writes them. */
void export_gl_write(const struct gl_export *export, enum ledger_format format,
		     const struct export_output *output);

/* The reference of a period's entries: "PB-2026-10"; of one that is no whole
 * month its days, too: "PB-2026-10-01-15". In the arena. */
const char *export_gl_reference(struct arena *arena,
				const struct gl_period *period);

#endif
