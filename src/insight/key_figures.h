/*
 * The figures that tell how a period went, on one page.
 */
#ifndef INSIGHT_KEY_FIGURES_H
#define INSIGHT_KEY_FIGURES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/decimal.h"
#include "query/period.h"

struct sample;

enum key_type {
	KEY_NUMBER,
	KEY_MONEY,
	KEY_POINTS,
	KEY_PERCENT
};

struct key_figure {
	const char *name;  /* of the figure in metrics.def */
	const char *label; /* for people */
	enum key_type type;
	struct decimal value;
	bool is_defined; /* false: a share of nothing, or it does not fit */
};

/* The figures of a sample, always the same ones in the same order; the book
 * needs its postings. Points are those of the rules' first unit. In the
 * sample's arena. */
const struct key_figure *key_figures_count(const struct sample *sample,
					   size_t *count);

/* The period of the same length before: the month, quarter or year before whole
 * ones, else as many days; PERIOD_ALWAYS when it is open at its beginning. */
struct period key_figures_before(struct period period);

#endif
