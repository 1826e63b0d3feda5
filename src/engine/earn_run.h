/*
 * The state of one computation of earnings, shared by the earn_*.c files;
 * nothing else sees it. It lies on the stack and nothing in it is cleared
 * that is not used: a purchase costs some tens of nanoseconds.
 *
 * A part is one rule that takes part: it gives points, or it multiplies.
 * Parts stand in the order of the rules, which is the order of shares.
 */
#ifndef ENGINE_EARN_RUN_H
#define ENGINE_EARN_RUN_H

#include "engine/earn.h"

struct text;

/* Why a rule takes no part. */
enum earn_refusal {
	REFUSAL_NONE,
	REFUSAL_NOT_YET, /* before from: */
	REFUSAL_OVER,    /* after until: */
	REFUSAL_WEEKDAY,
	REFUSAL_HOURS,
	REFUSAL_STORE, /* these five in the order of the conditions' table */
	REFUSAL_CHANNEL,
	REFUSAL_TILL,
	REFUSAL_CAMPAIGN,
	REFUSAL_PARTNER,
	REFUSAL_TAG,
	REFUSAL_TIER,
	REFUSAL_FIRST_PURCHASE,
	REFUSAL_MINIMUM,
	REFUSAL_SEGMENT,
	REFUSAL_EXPERIMENT,
	REFUSAL_MEMBER,
	REFUSAL_ITEMS,    /* no item matches */
	REFUSAL_NO_MONEY, /* the amount is not known */
	REFUSAL_NOTHING,  /* no part of the purchase earns */
	REFUSAL_VISITS,   /* not the Nth visit */
	REFUSAL_LIMIT,    /* used up */
	REFUSAL_NO_BLOCK  /* less than one whole block or piece, or nothing */
};

struct earn_part {
	const struct earn_rule *rule;
	int index; /* in program->rules */
	bool multiplies;
	bool is_limited; /* in points; `left` of them are left */
	int64_t left;
	struct ratio points;  /* given before multipliers, smallest parts */
	struct ratio measure; /* what they were given for: minor units of
			       * basis, or pieces in 10^-9 */
	size_t place;         /* among the parts that give, or that multiply */
	bool is_dropped;      /* by combine */
};

struct earn_run {
	const struct program *program;
	const struct earn_input *input;
	const struct earn_past *past; /* never NULL */
	struct earn_result *result;
	struct earn_working *working; /* NULL: none */
	struct ratio basis;           /* minor units */
	struct ratio item_share; /* of an item's amount that is in the basis */
	size_t part_count, give_count, multiplier_count;
	struct earn_part parts[EARN_SHARES_MAX];
};

/* What the items of a condition come to, without those that never earn. */
struct earn_sum {
	int64_t amount;  /* minor units as written */
	int128_t pieces; /* in 10^-9 */
	size_t count;
};

enum {
	EARN_PIECE_SCALE = 9
};

/* ---- earn_basis.c ---- */

/* The share of an item's amount that is in the basis: without the tax that
 * the basis is without, and without the share paid with points. */
struct ratio earn_item_share(const struct program *program,
			     const struct earn_input *input);

/* True for an item that never earns (basis.exclude). */
bool earn_item_is_excluded(const struct program *program,
			   const struct earn_item *item, bool *pattern_limit);

/* ---- earn_condition.c ---- */

/* Whether the rule's dates and conditions hold, but for those on items. */
enum earn_refusal earn_condition_check(struct earn_run *run,
				       const struct earn_rule *rule);

/* True when the item earns and the condition's item parts hold for it. */
bool earn_item_matches(struct earn_run *run, const struct condition *when,
		       const struct earn_item *item);

/* The sum of matching items (when NULL: of all that earn); false when it does
 * not fit. */
bool earn_items_sum(struct earn_run *run, const struct condition *when,
		    struct earn_sum *sum);

/* Pieces of an item in 10^-9. */
int128_t earn_item_pieces(const struct earn_item *item);

/* ---- earn_rule.c ---- */

/* Looks at every rule that the input may set off (on: purchase and visit, or
 * the action) and makes parts of those that apply; then keeps of those that
 * give points in one unit the ones that `combine` says. */
void earn_collect(struct earn_run *run, enum earn_trigger trigger);

/* ---- earn_multiply.c ---- */

/* True when some multiplier has conditions on items. */
bool earn_weighs_items(const struct earn_run *run);

/*
 * Weighs items for multipliers with conditions on items: weights[i * n + j]
 * is how much of the measure of the giving part at place i the items of the
 * multiplier at place j come to, each times what earlier multipliers make of
 * it; n is run->multiplier_count. False on overflow.
 */
bool earn_weigh(struct earn_run *run, struct ratio *weights);

/*
 * What a giving part comes to before the tier: products[0] without
 * multipliers, products[1 + j] what the multiplier at place j adds. `weights`
 * are those of the part (NULL: no conditions on items). False on overflow.
 */
bool earn_multiply(const struct earn_run *run, const struct earn_part *part,
		   const struct ratio *weights, struct ratio *products);

/* The level whose multiplier counts for the part, NULL when none does. */
const struct level *earn_tier(const struct earn_run *run,
			      const struct earn_part *part);

/* ---- earn_settle.c ---- */

/* Multiplies, rounds once, applies limits, and fills the result. */
void earn_settle(struct earn_run *run);

/* ---- earn_explain.c: steps of the working; each does nothing without ---- */

/* Appends value / 10^scale as a decimal; one without end is cut with "…". */
void earn_text_ratio(struct text *text, struct ratio value, int scale);

/* Appends money in minor units, with the currency's digits where it is
 * whole. */
void earn_text_money(struct text *text, struct ratio money, uint8_t currency);

/* Why the rule takes no part. */
void earn_explain_refusal(const struct earn_run *run,
			  const struct earn_part *part,
			  enum earn_refusal refusal);

/* What a part gives before multipliers. */
void earn_explain_give(const struct earn_run *run,
		       const struct earn_part *part);

/* A rule that does not count beside a better or earlier one. */
void earn_explain_drop(const struct earn_run *run,
		       const struct earn_part *part);

/* How a unit's total came about: `sums` of the purchase's parts as
 * earn_multiply gives them, `visits` what is not multiplied, `total` before
 * rounding, `points` after. */
struct earn_total {
	int unit;
	size_t gives; /* how many */
	const struct ratio *sums;
	const struct level *tier; /* NULL: none */
	struct ratio visits, total;
	int64_t points;
};

/* The steps from the rules' points to the rounded total. */
void earn_explain_total(const struct earn_run *run,
			const struct earn_total *total);

/* A limit that cut `wanted` points to `given`, and what is left in all. */
void earn_explain_limit(const struct earn_run *run,
			const struct earn_part *part, int64_t wanted,
			int64_t given);

/* Why a purchase earns nothing at all. */
void earn_explain_closed(const struct earn_run *run);

#endif
