/*
 * Book order (journal.md, Order): by day, inside a day by class, then time
 * of day, reference with runs of digits compared as numbers, canonical text.
 * The order depends on the lines alone, never on where they stand.
 *
 * A line may act twice on its day: a refund gives back what was paid with
 * points (class 3) and claws back what was earned (class 6); a move voids
 * (class 6) and earns anew (class 3). Each act is one step.
 */
#ifndef JOURNAL_ORDER_H
#define JOURNAL_ORDER_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct journal;
struct event;

enum order_class {
	ORDER_EXPIRY = 1,
	ORDER_STATE = 2, /* rules, join, merge, status, tier, stock, estimate */
	ORDER_IN = 3,    /* credits, and debits of earlier days given back */
	ORDER_TRANSFER = 4,
	ORDER_OUT = 5,  /* request, redeem and their steps */
	ORDER_BACK = 6, /* clawed back, credits voided, forfeited */
	ORDER_TALK = 7, /* note, sent, consent, accept, balance, close … */
};

/* One act of one event: event number * 2 + part. part 1 is the second act of
 * a line that acts twice (claw-back of a refund, void half of a move). */
typedef uint32_t order_step;

#define ORDER_EVENT(step) ((step) >> 1)
#define ORDER_PART(step)  ((step)&1u)

/* The class of a step. Void, cancel, reject and move look at the event they
 * name (journal_find); unknown targets count as ORDER_TALK. */
enum order_class order_class(const struct journal *journal, order_step step);

/* Compares two steps in book order. */
int order_compare(const struct journal *journal, order_step a, order_step b);

/*
 * All steps of dated events that are not duplicates, in book order. An array
 * in the arena; *count is its length. A journal already in order is only
 * checked, not sorted.
 */
order_step *order_steps(struct arena *arena, const struct journal *journal,
			size_t *count);

/* The same by several threads: one begins, and each that helps puts shares of
 * days in order until there is none left. When all have returned, it is done. */
struct order_work {
	const struct journal *journal;
	order_step *steps; /* by day */
	size_t count;
	size_t *ends; /* of the shares */
	size_t shares;
	atomic_size_t taken; /* shares that somebody has begun */
};

/* Collects all steps; what the work needs lives in the arena. */
void order_begin(struct order_work *work, struct arena *arena,
		 const struct journal *journal);

/* Helps with a work that was begun; by any thread, at any time. */
void order_help(struct order_work *work);

#endif
