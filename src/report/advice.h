/*
 * What the owner could do next, found in the book, most pressing first; each
 * with the command that does it or shows whom it is about.
 */
#ifndef REPORT_ADVICE_H
#define REPORT_ADVICE_H

#include <stddef.h>

struct analysis_request;

enum {
	ADVICE_MAX = 3
};

struct advice {
	const char *what;    /* "37 members are overdue …" */
	const char *command; /* "pointbook report at-risk …" */
};

/* At most ADVICE_MAX pieces for the request's members as of the book's day, in
 * the arena; the book needs its postings. */
size_t advice_find(const struct analysis_request *request,
		   struct advice advice[ADVICE_MAX]);

#endif
