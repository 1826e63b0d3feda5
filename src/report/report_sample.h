/*
 * An audit sample of a book's events, the same whoever draws it again.
 *
 * Each event has a number: the SHA-256 of the seed, a blank, and its reference
 * (its whole canonical line where it has none), so that anybody can compute it
 * with sha256sum, and further events do not change which of the others are
 * drawn. At random the events with the smallest numbers are drawn. By monetary
 * units the money of all events is laid end to end in the order of the book;
 * the unit at the start (the first 60 bits of the SHA-256 of the seed and
 * " start", modulo the interval) and every interval further on is drawn, and
 * with it its event.
 */
#ifndef REPORT_REPORT_SAMPLE_H
#define REPORT_REPORT_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct report_scope;
struct table;

struct sample_request {
	size_t n; /* how many, 0: as the interval says */
	int64_t seed;
	int64_t interval; /* minor units, 0: at random */
};

/* What the sample is drawn from. */
struct sample_population {
	uint32_t *events; /* in book order */
	size_t count;
	int64_t money;    /* refunds as they are, below 0 */
	int64_t absolute; /* refunds as if they were above */
	uint8_t currency;
};

/* The events of the scope's period and query that move points or money and
 * were not voided. */
struct sample_population sample_population(const struct report_scope *scope);

/* The interval that is used: that of the request, or one small enough to draw
 * n; 0: at random. */
int64_t sample_interval(const struct sample_population *population,
			const struct sample_request *request);

/* Adds the rows that are drawn, in book order; gives how many. */
size_t report_sample_rows(const struct report_scope *scope, struct table *table,
			  const struct sample_population *population,
			  const struct sample_request *request);

#endif
