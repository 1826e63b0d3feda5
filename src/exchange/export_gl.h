/*
 * Entries for the general ledger in the layouts of accounting programs. One
 * format is one row of a table: its name, which accounts it takes, and the
 * function that writes. The same entries give the same bytes; nothing in them
 * tells when they were written.
 */
#ifndef EXCHANGE_EXPORT_GL_H
#define EXCHANGE_EXPORT_GL_H

#include <stddef.h>

#include "exchange/gl_layout.h"
#include "rules/program.h"

struct export_output;

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

#endif
