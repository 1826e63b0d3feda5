/*
 * The liability's account in the books against the entries of the roll-forward:
 * the opening, what is open entry by entry, the movements and the closing.
 */
#ifndef REPORT_REPORT_RECONCILE_GL_H
#define REPORT_REPORT_RECONCILE_GL_H

#include <stdbool.h>

struct gl_match;
struct gl_match_request;
struct table;

/* Adds the rows, with what agrees when `all`; the table is open on
 * report_reconcile_gl. */
void report_reconcile_gl_rows(const struct gl_match_request *request,
			      const struct gl_match *match, bool all,
			      struct table *table);

#endif
