/*
 * What voids and moves need of refunds: taking points back, and the share of
 * what paid a sale.
 */
#ifndef ENGINE_APPLY_REFUND_H
#define ENGINE_APPLY_REFUND_H

#include <stdint.h>

struct replay;
struct sale;

/* Points to take back from a member, as refunds.deficit says. */
struct take_back {
	uint32_t member;
	int unit;
	uint32_t event; /* that takes them back */
	uint32_t own;   /* event whose lots go first, NONE */
	uint8_t posting, reverses;
	int64_t points;
};

/* Takes points back; gives what was really booked. */
int64_t refund_take_back(struct replay *r, const struct take_back *take);

/* The points of a unit that a sale earned its owner. */
int64_t refund_earned(const struct replay *r, const struct sale *sale,
		      int unit);

/* Gives back of each payment what sale->given says is due by now. */
void refund_settle_payments(struct replay *r, struct sale *sale,
			    uint32_t event);

#endif
