/*
 * One import in a test: a book as text, options, a file; then the lines, the
 * counts and the complaints.
 */
#ifndef EXCHANGE_IMPORT_TRIAL_H
#define EXCHANGE_IMPORT_TRIAL_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "exchange/import.h"

struct import_trial {
	struct arena arena;
	struct import_options options;
	struct diagnostics diagnostics;
	const char *book; /* the journal before the import */
	struct import_plan *plan;
};

/* The trial of the running test. */
extern struct import_trial trial;

/* Begins on 2026-11-22 with an empty book, enrolling who is unknown. */
void import_trial_init(void);

/* Frees everything. */
void import_trial_release(void);

/* Imports one file under a shipped preset, or a text beginning `preset:`. */
void import_trial_run(const char *preset, const char *csv);

/* All new lines, as they would be written. */
const char *import_trial_lines(void);

/* The first complaint as LINE: MESSAGE, "" for none. */
const char *import_trial_complaint(void);

/* The counts of rows that are not 0, as "new 2, known 1". */
const char *import_trial_counts(void);

#endif
