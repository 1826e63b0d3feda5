/*
 * The story of a book: every movement of points and every event that moved
 * none, in book order, with the balance behind each. What belongs to an
 * account that was merged stands with the account it went to; a recorded
 * expiry is the derived one, so it shows once.
 */
#ifndef REPORT_MOVEMENTS_H
#define REPORT_MOVEMENTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"

struct report_scope;

struct movement {
	struct day day;
	uint32_t event;   /* that made it; of an expiry that of the lot */
	uint32_t member;  /* who has it now, after merges; NONE: nobody */
	uint32_t written; /* as the line has it, NONE */
	uint32_t lot;     /* of an expiry, else NONE */
	uint8_t posting;  /* enum posting_kind, when has_points */
	const char *kind; /* the journal's word, or what followed from it */
	bool has_points;
	int unit;
	int64_t points; /* signed */
	int64_t held;   /* signed change of what is reserved */
	int64_t balance;
};

typedef void movement_taker(void *context, const struct movement *movement);

/* Hands all movements to `take`, oldest first; the book must have been
 * replayed with postings. The scope's query and period are the taker's. */
void movements_visit(const struct report_scope *scope, movement_taker *take,
		     void *context);

#endif
