/*
 * The rules file of a new book: a starter of share/rules with another name
 * and currency, or one put together from six answers. Under 30 lines, with
 * nothing in it that was not asked for.
 */
#ifndef CMD_STARTER_H
#define CMD_STARTER_H

#include <stdbool.h>

#include "base/slice.h"

struct session;
struct text;

/* What the owner answered. Texts need no quoting. */
struct starter {
	struct slice name;     /* of the programme */
	struct slice currency; /* ISO 4217 */
	bool stamps;           /* a stamp a visit, else points for money */
	struct slice rate;     /* points a unit of money, a decimal */
	struct slice reward;   /* title of the first reward */
	struct slice cost;     /* what it costs */
	struct slice months;   /* after which points expire, "0": never */
};

/* Appends the rules file. */
void starter_add_rules(struct text *text, const struct starter *starter);

/* Appends the starter file with this name and currency in place of its own
 * (empty: its own). */
void starter_add_file(struct text *text, struct slice file, struct slice name,
		      struct slice currency);

/* True when the text is a rules file without a fault. */
bool starter_check(struct session *session, struct slice rules);

#endif
