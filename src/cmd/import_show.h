/*
 * Showing an import to people: before anything is written.
 */
#ifndef CMD_IMPORT_SHOW_H
#define CMD_IMPORT_SHOW_H

#include "cmd/exit_status.h"

struct diagnostics;
struct import_plan;
struct journal;
struct session;

/* On stderr: what is wrong with files and rows, worst first, up to
 * --max-errors. */
void import_show_diagnostics(struct session *session,
			     struct diagnostics *found);

/* On stderr: how the files were read, and what is wrong with their rows, worst
 * first, up to --max-errors. */
void import_show_found(struct session *session, const struct import_plan *plan,
		       struct diagnostics *found);

/* The table of outcomes; its heading is about the journal before. */
enum exit_status import_show_table(struct session *session,
				   const struct import_plan *plan,
				   struct journal *before);

/* The lines that would be written, behind the table where people read it. */
enum exit_status import_show_lines(struct session *session,
				   const struct import_plan *plan);

#endif
