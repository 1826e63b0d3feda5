/*
 * What a purchase or an action earns under the rules of its day, exactly
 * (engine.md 11-16): basis, thresholds, rules, combination, multipliers, one
 * rounding, limits. A pure function of its input; who asks keeps the
 * counters of limits and visits.
 */
#ifndef ENGINE_EARN_H
#define ENGINE_EARN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"
#include "base/decimal.h"
#include "base/slice.h"
#include "rules/program.h"

struct arena;
struct journal;
struct event;

/* One item of the purchase as rules see it. */
struct earn_item {
	struct slice category; /* after the rules' mapping, may be empty */
	struct slice sku;
	struct decimal quantity;
	int64_t amount; /* minor units; 0 when not given */
	bool has_amount;
};

/* A purchase (or visit, or action) stripped to what rules may ask. Filled by
 * earn_input_from_event, or by hand for quotes and the rules' own tests. */
struct earn_input {
	struct day day; /* sold: when given, else the event's */
	int minute;     /* MINUTE_NONE: no time */
	bool has_money;
	int64_t money;                              /* charged, minor units */
	int64_t tax, shipping, discount, gift_card; /* minor units */
	int64_t paid_with_points; /* minor units of money covered by points */
	struct slice store, till, channel, campaign, partner;
	const struct earn_item *items;
	size_t item_count;
	const struct slice *tags;
	size_t tag_count;
	uint32_t member; /* for `segment` and `member` conditions */
	int level;       /* of the member at this moment, -1: none */
	bool first_purchase;
	struct slice action; /* of earn_action: signup, review, referral … */
	bool referrer;       /* of a referral: the side that brought */
	bool pattern_limit;  /* a category's pattern was too complex */
};

/* What conditions and limits need to know of the member and the past; each
 * may be NULL: then conditions of that sort do not hold, limits are unused
 * and counting rules never reach their count. */
struct earn_past {
	void *context;
	bool (*in_segment)(void *context, uint32_t member,
			   struct slice segment);
	/* the value of a profile key of the member, empty when none */
	struct slice (*profile)(void *context, uint32_t member,
				struct slice key);
	/* the member's id, for the stable hash of experiments */
	struct slice (*member_id)(void *context, uint32_t member);
	/* how much of the rule's limit is used in the period around the day:
	 * points or times as the limit says */
	int64_t (*used)(void *context, uint32_t member, int rule,
			struct day day);
	/* how many visits count for an `every` rule, this one included */
	int64_t (*visits)(void *context, uint32_t member, int rule,
			  struct day day);
};

/*
 * What one rule gave, after limits; for counters, lots and `why`. The shares
 * of a unit add up to its points exactly, and none is negative. A multiplying
 * rule's share is what it added; the tier's multiplier is part of every
 * share. Each share counts as one time for the rule's limit.
 */
struct earn_share {
	int rule; /* in program->rules */
	int unit;
	int64_t points;  /* of the rounded total, this rule's part */
	int64_t counted; /* points that count for the rule's limit: of a point
			  * rule with all that was multiplied onto it */
};

enum {
	EARN_SHARES_MAX = RULES_TOGETHER_MAX
};

struct earn_result {
	int64_t points[UNITS_MAX];
	uint32_t units; /* bit set of units with a rule that looked at it */
	struct earn_share shares[EARN_SHARES_MAX];
	size_t share_count;
	bool overflow;      /* BROKEN: does not fit */
	bool pattern_limit; /* a pattern was too complex: finding */
};

/* The reasoning, one line a step, for `why`, `rules quote` and `check`. */
struct earn_working {
	struct arena *arena;
	const struct programs *programs; /* names and decimals of units */
	struct earn_step *first;
	struct earn_step **end;
};

struct earn_step {
	struct slice rule; /* name, empty for steps of the whole */
	const char *text;  /* "12.50 EUR / 1.00 EUR x 1 = 12.5" */
	bool counts;       /* false: the rule did not apply, text says why */
	struct earn_step *next;
};

/* Ready to collect. */
void earn_working_init(struct earn_working *working, struct arena *arena,
		       const struct programs *programs);

/* Adds a step; the rule's name may be empty (a step of the whole), the text
 * is terminated and stays where it is. */
void earn_working_add(struct earn_working *working, struct slice rule,
		      bool counts, const char *text);

/*
 * Fills the input from a purchase line; items, tags and texts with escapes go
 * to the arena (scratch). member, level, first_purchase and paid_with_points
 * are the caller's. False when an amount has more digits than the programme's
 * currency, or does not fit.
 */
bool earn_input_from_event(struct arena *arena, const struct journal *journal,
			   const struct program *program,
			   const struct event *event, struct earn_input *input);

/* What the purchase (rules `on: purchase` and `on: visit`) earns. `past` and
 * `working` may be NULL. */
void earn_purchase(const struct program *program,
		   const struct earn_input *input, const struct earn_past *past,
		   struct earn_result *result, struct earn_working *working);

/* What input->action (rules `on: ACTION`) earns; input->referrer chooses the
 * side of a referral rule. */
void earn_action(const struct program *program, const struct earn_input *input,
		 const struct earn_past *past, struct earn_result *result,
		 struct earn_working *working);

/* The base rate of the day: what MONEY earns under the plain rules (no
 * condition, no multiplier, no limit), in `unit`; for refunds without a
 * sale. False when it does not fit. */
bool earn_base(const struct program *program, struct day day, int64_t money,
	       int unit, int64_t *points);

/* The part of a purchase that earns, in minor units, as basis says; false
 * when it does not fit. */
bool earn_basis(const struct program *program, const struct earn_input *input,
		struct ratio *basis, struct earn_working *working);

#endif
