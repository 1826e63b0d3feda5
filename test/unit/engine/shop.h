/*
 * A small shop for tests of earning: rules from a text, purchases from lines
 * of a journal, and a member of whom the test says what there is to know.
 */
#ifndef UNIT_ENGINE_SHOP_H
#define UNIT_ENGINE_SHOP_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "engine/earn.h"
#include "journal/journal.h"
#include "rules/program.h"

struct shop {
	struct arena arena;
	struct diagnostics diagnostics;
	struct programs programs;
	const struct program *program; /* of the first text */
	/* what is known of the member; all may be left alone */
	const char *tier;    /* a level's name */
	const char *paid;    /* money paid with points, "5.00" */
	const char *member;  /* id, M0001 */
	const char *segment; /* the one the member is in */
	const char *city;    /* of the profile */
	bool first_purchase;
	int64_t used;   /* of every limit */
	int64_t visits; /* of every counting rule */
	bool referrer;
	/* what came of it */
	struct earn_input input;
	struct earn_result result;
	struct earn_working working;
};

/* Opens with rules. A text that does not begin with `program:` gets a head:
 * currency EUR, units point and stamp. The rules must be sound. */
void shop_open(struct shop *shop, const char *rules);

/* Further rules, in force from a day. */
void shop_change(struct shop *shop, const char *rules, const char *from);

/* Computes a line `DAY purchase M0001 …` with its working. */
void shop_sell(struct shop *shop, const char *line);

/* The same for an action on a day, with words like `store:north`. */
void shop_act(struct shop *shop, const char *action, const char *line);

/* Computed points of a unit in its smallest parts. */
int64_t shop_points(const struct shop *shop, const char *unit);

/* Sum of the shares of a unit. */
int64_t shop_shares(const struct shop *shop, const char *unit);

/* The working, a line a step: `RULE: text`, refused ones with `-` before. */
const char *shop_working(struct shop *shop);

/* A day of a text; the test fails when it is none. */
struct day shop_day(const char *text);

/* Gives the memory back. */
void shop_close(struct shop *shop);

#endif
