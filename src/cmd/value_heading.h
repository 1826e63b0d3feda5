/*
 * What the commands that value points say above their tables, and what they
 * refuse: the method, the values and the rates of the rules.
 */
#ifndef CMD_VALUE_HEADING_H
#define CMD_VALUE_HEADING_H

#include <stdbool.h>
#include <stdint.h>

struct liability;
struct program;
struct session;
struct vintages;

/* False after the message, when the rules of the day the vintages have reached
 * lack a value or a rate that the method needs. */
bool value_heading_check(struct session *session,
			 const struct vintages *vintages);

/* False after the message, when figures overflow, or nothing is expected of
 * points that carry money. */
bool value_heading_is_right(struct session *session,
			    const struct liability *liability);

/* Warns of estimates that are stale, of sales taken as net of VAT and of
 * deferred: that has no month. */
void value_heading_warn(struct session *session,
			const struct liability *liability);

/* False after the message, unless the balances of all members, and what is left
 * in all lots, come to these points, by unit: says so in the heading. */
bool value_heading_ties(struct session *session, const int64_t *points);

/* N points of a unit as text: "120 point". Lives in the arena. */
const char *value_heading_points(struct session *session, int unit,
				 int64_t points);

/* Adds the method, and the values and rates of the units, to the heading. */
void value_heading_add(struct session *session, const struct program *program);

#endif
