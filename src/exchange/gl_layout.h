/*
 * What the layouts of `export gl` share: each entry as two lines, debit and
 * credit, and how amounts and texts are written.
 */
#ifndef EXCHANGE_GL_LAYOUT_H
#define EXCHANGE_GL_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/slice.h"
#include "value/gl_entries.h"

struct arena;
struct programs;
struct text;

/* What is exported. */
struct gl_export {
	struct arena *arena;
	const struct programs *programs; /* for the units' names */
	const struct program *program;   /* in force on the last day */
	const struct gl_period *periods; /* that follow each other, no gaps */
	size_t count;                    /* at least one */
	bool opens; /* begins with the liability as it stood before */
	struct slice accounts[GL_ACCOUNTS];
};

/* A row of the table of formats. */
struct gl_layout {
	const char *name;
	/* True for a name or number that the program takes. */
	bool (*takes)(struct slice account);
	const char *account; /* what it takes, for messages */
	/* What else is missing, in the arena, NULL; may be NULL. */
	const char *(*lacks)(const struct gl_export *export);
	void (*write)(const struct gl_export *export, struct text *text);
	size_t lines_max; /* that the program takes from a file, 0: any */
};

extern const struct gl_layout gl_layout_hledger, gl_layout_ledger,
	gl_layout_beancount; /* gl_plain.c */
extern const struct gl_layout gl_layout_csv, gl_layout_xero,
	gl_layout_quickbooks;                  /* gl_tables.c */
extern const struct gl_layout gl_layout_datev; /* gl_datev.c */

/* The reference of a period's entries: "PB-2026-10"; of one that is no whole
 * month its days, too: "PB-2026-10-01-15". In the arena. */
const char *gl_layout_reference(struct arena *arena,
				const struct gl_period *period);

/* An entry as it is written. */
struct gl_posting {
	struct day day;
	const char *reference;
	const char *words; /* "points redeemed (point)" */
	struct slice debit, credit;
	int64_t amount; /* above 0, in minor units */
};

/* The nth posting of a period: its entries, before them what stood before
 * when the export opens. False behind the last. Lives in the arena. */
bool gl_layout_posting(const struct gl_export *export, size_t period,
		       size_t nth, struct gl_posting *posting);

/* True when a posting, or what stood before, uses the account. */
bool gl_layout_uses(const struct gl_export *export, enum gl_account account);

/* The code of the currency. */
const char *gl_layout_currency(const struct gl_export *export);

/* Appends an amount with the currency's digits. */
void gl_layout_amount(const struct gl_export *export, struct text *text,
		      int64_t amount);

/* Appends a text as a cell of CSV: in quotes where it needs them. */
void gl_layout_cell(struct text *text, struct slice cell);

/* Appends a day as a pattern says: Y (four digits), M, D, B (Oct) stand for
 * its parts, all else for itself. */
void gl_layout_day(struct text *text, struct day day, const char *pattern);

/* True for any text of one line. */
bool gl_layout_is_name(struct slice account);

#endif
