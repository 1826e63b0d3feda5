/*
 * The definitions of the figures, one row each (metrics.def).
 */
#ifndef INSIGHT_METRICS_H
#define INSIGHT_METRICS_H

#include <stddef.h>

struct metric {
	const char *name;    /* of the column */
	const char *meaning; /* what it tells, lower case, no full stop */
	const char *formula; /* how it is worked out */
	const char *source;  /* from which lines */
};

/* The nth definition, NULL behind the last. */
const struct metric *metrics_list(size_t nth);

/* The definition of a figure, NULL when it has none. */
const struct metric *metrics_find(const char *name);

#endif
