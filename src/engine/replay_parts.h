/*
 * A replay member by member, the members in as many parts as there are
 * processors. What one member has depends on his own events alone in books
 * without transfers, merges and the like; and a member's accounts and lots
 * fit the caches while a day of all of them does not.
 *
 * Everything has the number that it has when the events are applied one after
 * the other. Where something turns up that the parts cannot do (or what is
 * BROKEN), the attempt is given up and the book is replayed as a whole.
 */
#ifndef ENGINE_REPLAY_PARTS_H
#define ENGINE_REPLAY_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "journal/order.h"

struct event;
struct parts;
struct replay;

/* True when the rules and the question seem fit for it. */
bool replay_parts_suit(const struct replay *r);

/* True when the event is fit for it: all of a book must be. */
bool replay_parts_take(const struct replay *r, const struct event *e);

/* Looks at the steps up to the as-of day, and deals them out; *done is how
 * many that were, and the steps given are needed no more. NULL when it has to
 * be done as a whole. */
struct parts *replay_parts_plan(struct replay *r, const order_step *steps,
				size_t count, size_t *done);

/* Applies what was planned, and settles all accounts. */
void replay_parts_play(struct parts *parts);

/* Puts the parts together. False when it has to be done as a whole: the book
 * is then of no use. */
bool replay_parts_join(struct parts *parts);

#endif
