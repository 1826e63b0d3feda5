/*
 * Estimating how much of a whole will come in the end, from a triangle: rows
 * (months of issue) by age, cumulative. The methods are the actuaries':
 *
 *   factor(j)     sum of C(j+1) / sum of C(j), over rows that have both
 *   developed(j)  1 / CDF(j) = 1 / (tail x factor(j) x factor(j+1) ...)
 *   fixed                  E = issued x rate
 *   historical             E = issued x sum C / sum issued of rows run off
 *   chain-ladder           E = C x CDF
 *   bornhuetter-ferguson   E = C + issued x rate x (1 - 1/CDF)
 *   cape-cod               the same, rate = sum C / sum (issued / CDF)
 *
 * (Gault, Llaguno and Menard, Loyalty Rewards and Gift Card Programs: Basic
 * Actuarial Estimation Techniques, CAS E-Forum, Summer 2012.) From the age at
 * which nothing of a row can come any more its CDF is 1. E is never below C,
 * nor above C and what is outstanding.
 */
#ifndef INSIGHT_TRIANGLE_H
#define INSIGHT_TRIANGLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rules/program.h"

struct arena;

enum {
	TRIANGLE_CELLS_MIN = 12 /* vintage-months that a method needs */
};

#define TRIANGLE_NO_END SIZE_MAX

struct triangle_row {
	int64_t issued;          /* less what was clawed back */
	int64_t outstanding;     /* can still be redeemed */
	const int64_t *redeemed; /* C by age, cumulative */
	size_t ages;             /* how many; the last is the latest */
	size_t final_age;        /* from which on nothing can come, or NO_END */
	bool is_left_out;        /* of factors and rates; it is estimated */
	bool is_kept; /* nobody asks for its E; it counts in factors */
};

/* From age j to age j + 1. */
struct triangle_step {
	int64_t from, to; /* sums over the rows that have both */
	size_t rows;      /* how many */
	double factor;    /* to / from; 1 where both are 0 */
	bool is_defined;  /* from is not 0 */
};

struct triangle {
	const struct triangle_row *rows;
	size_t row_count;
	struct triangle_step *steps; /* ages - 1 of them */
	size_t ages;                 /* of the oldest row */
	size_t cells;                /* of rows with points, not left out */
	double tail;                 /* from the oldest age to the end */
};

/* Works out the factors. The rows are kept by reference; lives in the
 * arena. */
struct triangle triangle_of(struct arena *arena,
			    const struct triangle_row *rows, size_t count,
			    double tail);

/* The share of the end that is there at an age, of a row with that final age:
 * 1 / CDF; 0 where a factor is infinite. */
double triangle_developed(const struct triangle *triangle, size_t age,
			  size_t final_age);

enum triangle_refusal {
	TRIANGLE_FINE,
	TRIANGLE_TOO_SMALL,     /* fewer than TRIANGLE_CELLS_MIN */
	TRIANGLE_NO_RUN_OFF,    /* historical: no row has run off */
	TRIANGLE_NO_REDEMPTION, /* chain-ladder: nothing to multiply, in *row;
				 * cape-cod: nothing at all */
	TRIANGLE_NO_FACTOR /* chain-ladder: a factor *row needs is infinite */
};

/*
 * The method's E of every row into expected[]. rate, as a share, is given for
 * fixed and bornhuetter-ferguson; the others put theirs there (chain-ladder
 * none). A refusal leaves expected[] open.
 */
enum triangle_refusal triangle_estimate(const struct triangle *triangle,
					enum estimator method, double *rate,
					double expected[], size_t *row);

/* E of a row as a percentage of what was issued, in hundredths, half up; so
 * that it is not below what was redeemed. False when nothing was issued. */
bool triangle_percent(const struct triangle_row *row, double expected,
		      int64_t *hundredths);

#endif
