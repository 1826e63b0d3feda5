/*
 * How many points of each month will ever be redeemed, by a method of
 * triangle.h; what the answer does to what points are carried at; and how the
 * estimate before it fared. Everything stands at the close of a month.
 *
 * A rate is a percentage of what was issued and not clawed back, with two
 * decimals, half up; it holds for all points of the month, as an `estimate`
 * line does. Points expected and money are what value/liability.h makes of
 * the rates.
 */
#ifndef INSIGHT_ESTIMATE_H
#define INSIGHT_ESTIMATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/decimal.h"
#include "insight/redeemed.h"
#include "insight/triangle.h"

struct arena;
struct liability;
struct vintages;

enum {
	ESTIMATE_SHIFTS = 5 /* -5, -1, 0, +1, +5 points of the rates */
};

struct estimate_options {
	struct day day; /* the last of a month */
	int method;     /* enum estimator; -1: as the rules say */
	enum redeemed_points points;
	struct decimal rate;     /* percent; mantissa -1: the rules' */
	struct decimal tail;     /* at least 1 */
	const int32_t *left_out; /* months that factors do not count */
	size_t left_out_count;
	const int32_t *chosen; /* months whose rates are to change */
	size_t chosen_count;   /* 0: all */
	int unit;              /* alone; -1: all */
};

enum estimate_note {
	ESTIMATE_NEW,     /* a rate by the method */
	ESTIMATE_RAISED,  /* E is what is redeemed: it cannot be less */
	ESTIMATE_LOWERED, /* E is that and what is outstanding */
	/* from here on the rate stays */
	ESTIMATE_RUN_OFF,     /* nothing is outstanding */
	ESTIMATE_NO_TRIANGLE, /* no points of the triangle */
	ESTIMATE_KEPT         /* not chosen */
};

/* A month of issue. */
struct estimate_row {
	const struct redeemed_month *month;
	const struct triangle_row *points;
	int64_t redeemed;         /* now */
	struct decimal developed; /* percent of the end that is there */
	enum estimate_note note;
	bool is_left_out;
	/* by the rates in force, and by those of the method */
	bool has_before;
	struct decimal percent_before; /* rounded, when vintages differ */
	int64_t expected_before;
	struct day estimated; /* of the line in force; DAY_NONE: the rules */
	struct decimal percent;
	int64_t expected;
	int64_t liability_before, liability; /* of all points of the month */
};

/* How the estimate in force fared since it was made. */
struct estimate_look_back {
	const struct estimate_row *row;
	int64_t expected; /* ever, by it */
	int64_t redeemed_then, redeemed_since;
	bool has_pattern; /* the factors say what should have come */
	int64_t expected_since;
};

struct estimate_step { /* from one age to the next */
	size_t age, rows;
	bool is_defined;
	struct decimal factor;    /* four decimals */
	struct decimal cdf;       /* likewise; defined when developed > 0 */
	struct decimal developed; /* percent, of points without an end */
};

struct estimate_shift {
	int points; /* of a hundred, added to every rate */
	bool is_defined;
	int64_t expected, liability;
};

/* The estimate of a unit. */
struct estimate {
	int unit;
	enum estimator method;
	const struct redeemed *redeemed;
	size_t cells;
	bool has_rate; /* that the method found or was given */
	struct decimal rate;
	struct estimate_row *rows;
	size_t count;
	struct estimate_row total;   /* month and points are NULL */
	int64_t issued, outstanding; /* of the total */
	struct estimate_step *steps; /* the last one is the tail */
	size_t step_count;
	struct estimate_shift shifts[ESTIMATE_SHIFTS];
	struct estimate_look_back *look_back;
	size_t look_back_count;
};

enum estimate_failure {
	ESTIMATE_FINE,
	ESTIMATE_REFUSED,  /* `refusal` says why */
	ESTIMATE_NO_RATE,  /* neither given nor in the rules */
	ESTIMATE_OVERFLOW, /* amounts are too large */
};

struct estimates {
	struct estimate *list; /* by unit */
	size_t count;
	const struct liability *before, *after;
	enum estimate_failure failure;
	enum triangle_refusal refusal;
	int unit;              /* that failed */
	enum estimator method; /* of that unit */
	size_t cells;          /* that it has */
	const char *month;     /* that failed, NULL: none alone */
};

/* Estimates from before the first day of the vintages; they stand at the
 * close of the day then. What points need to be valued must be there
 * (liability_lacks). Lives in the arena. */
struct estimates estimate_all(struct arena *arena, struct vintages *vintages,
			      const struct estimate_options *options);

#endif
