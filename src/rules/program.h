/*
 * What a programme allows: one rules file as typed, flat arrays, compiled
 * once. Units are numbered over all rules files of a book (struct programs),
 * so that a lot keeps its unit when the rules change. Durations stay spans,
 * decimals stay exact, texts are slices of the file.
 *
 * Indexes: a unit is an index into programs.units, a reward, level, rule,
 * category an index into its program's array; -1 means none.
 */
#ifndef RULES_PROGRAM_H
#define RULES_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/decimal.h"
#include "base/slice.h"
#include "base/source.h"
#include "rules/matchers.h"

struct arena;
struct diagnostics;
struct pattern;

enum {
	UNITS_MAX = 32,
	RULES_TOGETHER_MAX = 64 /* earn rules that one line can set off */
};

struct unit {
	struct slice name;
	struct slice plural;
	int decimals;    /* 0..6 */
	struct place at; /* where it was first defined */
};

/* What the till calls an item -> category. */
struct category {
	struct slice name;
	struct matchers items; /* SKU or the item's own category text */
};

enum basis_choice {
	BASIS_EXCLUDE,
	BASIS_INCLUDE
};

struct basis {
	enum basis_choice tax, shipping, discount, paid_with_points, gift_cards;
	struct matchers exclude_category;
	struct matchers exclude_sku;
};

enum limit_period {
	LIMIT_PURCHASE,
	LIMIT_DAY,
	LIMIT_WEEK, /* ISO */
	LIMIT_MONTH,
	LIMIT_YEAR,
	LIMIT_EVER
};

/* {points: N | times: N, per: PERIOD, mode: clip|reject} */
struct limit {
	bool is_set;
	bool counts_times; /* else points */
	int64_t amount;    /* times, or points in the unit's smallest part */
	enum limit_period per;
	bool rejects; /* clip awards what is left, reject awards none */
};

enum condition_scope {
	SCOPE_PURCHASE,
	SCOPE_ITEM
};

struct attribute_match {
	struct slice key; /* attr=… of the member's profile: `member:` */
	struct matchers values;
};

/* when: every set part must hold. Item parts (category, sku) are judged item
 * by item. */
struct condition {
	struct matchers store, channel, till, campaign, partner;
	struct matchers category, sku, tag;
	struct matchers segment;    /* names of segments */
	struct matchers experiment; /* NAME/ARM */
	struct attribute_match *member;
	size_t member_count;
	uint8_t weekdays;         /* bit 0 = Monday; 0: any */
	int hours_from, hours_to; /* minutes, -1: any; to is exclusive; may
				   * cross midnight */
	struct day from, until;   /* inclusive, DAY_NONE: open */
	struct slice *tiers;      /* level names */
	size_t tier_count;
	bool first_purchase;
	bool has_first_purchase; /* first-purchase: false is a condition too */
	int64_t minimum;         /* of the basis, in minor units; -1: none */
};

enum earn_trigger {
	EARN_PURCHASE,
	EARN_VISIT,
	EARN_ACTION /* a bonus line */
};

enum earn_kind {
	EARN_PER,      /* points per `per` of money, proportional */
	EARN_PER_FULL, /* points per whole block of `per` */
	EARN_PER_ITEM, /* points per piece (`pieces` pieces) */
	EARN_FLAT,     /* points, once per event */
	EARN_MULTIPLY  /* multiplies what other rules gave */
};

struct earn_rule {
	struct slice name;
	struct place at;
	enum earn_trigger on;
	struct slice action; /* as written: purchase, visit, signup, review … */
	enum earn_kind kind;
	int unit;
	int64_t points;        /* in the unit's smallest part */
	int64_t per;           /* money in minor units, for PER and PER_FULL */
	struct decimal pieces; /* for PER_ITEM */
	struct decimal multiply;
	struct condition when;
	bool has_item_condition;
	struct day from, until; /* inclusive, DAY_NONE: open */
	struct limit limit;
	int every;          /* visits; 0: not a counting rule */
	struct span within; /* of every and of referral; has_within: given */
	bool has_within;
	/* `within: month`: the calendar's, of the local day; `within` is then
	 * its length as a span. False: a window of that span that moves. */
	bool within_is_calendar;
	enum limit_period within_period; /* LIMIT_DAY to LIMIT_YEAR */
	struct span expires;             /* of these very points */
	bool has_expires;
	bool feb29_is_mar1; /* feb-29: mar-1 */
	/* referral: both sides, in the unit's smallest part */
	int64_t referrer, friend_points;
	int64_t minimum; /* of the friend's first purchase, minor units; 0 */
};

enum combine {
	COMBINE_SUM,
	COMBINE_BEST,
	COMBINE_FIRST
};

enum expiry_kind {
	EXPIRY_NEVER,
	EXPIRY_AFTER,
	EXPIRY_INACTIVITY,
	EXPIRY_ON
};
enum expiry_rounding {
	EXPIRY_EXACT,
	EXPIRY_MONTH_END,
	EXPIRY_YEAR_END
};

/* How long points of one unit live; unit -1: every unit without its own. */
struct expiry_rule {
	int unit;
	enum expiry_kind kind;
	struct span after; /* AFTER and INACTIVITY */
	enum expiry_rounding round;
	unsigned activity; /* bit per enum event_kind_of_activity below */
	int month, day;    /* ON: MM-DD, with grace added */
	struct span grace;
	bool is_never; /* never: true */
	struct place at;
};

enum {
	ACTIVITY_PURCHASE = 1,
	ACTIVITY_REDEEM = 2,
	ACTIVITY_BONUS = 4,
	ACTIVITY_REFUND = 8,
	ACTIVITY_ADJUST = 16
};

enum tier_metric {
	METRIC_POINTS,
	METRIC_SPEND,
	METRIC_VISITS
};
enum tier_window {
	WINDOW_ROLLING,
	WINDOW_CALENDAR_YEAR,
	WINDOW_LIFETIME
};

struct level {
	struct slice name;
	struct place place;
	int64_t at; /* points or money in smallest parts, or visits */
	struct decimal multiply; /* 1 when not given */
	bool has_multiply;
	bool has_expiry;
	struct expiry_rule expiry;
};

struct tiers {
	bool is_set;
	enum tier_metric metric;
	int unit; /* of METRIC_POINTS: the first unit */
	enum tier_window window_kind;
	struct span window;
	bool same_day; /* qualify: same-day */
	bool has_downgrade;
	struct span downgrade_after, downgrade_grace;
	bool downgrade_one_step;
	struct level *levels; /* lowest threshold first, however listed */
	size_t level_count;
};

enum reward_kind {
	REWARD_PRODUCT,
	REWARD_DISCOUNT,
	REWARD_PAYMENT,
	REWARD_ACCESS,
	REWARD_EVENT,
	REWARD_DONATION,
	REWARD_OTHER
};

struct reward {
	struct slice name;
	struct slice title; /* empty: none */
	struct place at;
	enum reward_kind kind;
	int unit;
	int64_t cost;         /* smallest parts; 0 for payment */
	int64_t value;        /* money, minor units; -1 not given */
	int64_t cost_price;   /* minor units; -1 not given */
	struct decimal off;   /* percent of a discount; mantissa -1 not given */
	int64_t at_most;      /* minor units; -1 */
	int64_t points, buys; /* payment: `points` buy `buys` minor units */
	int64_t minimum, step; /* payment: points; 0 not given */
	struct decimal share;  /* payment: percent of the sale, 100 */
	bool has_share;
	bool counts_stock;
	struct limit limit;
	struct slice tier; /* level name needed, empty: none */
	struct day from, until;
};

enum deficit_mode {
	DEFICIT_ALLOW,
	DEFICIT_CLAMP,
	DEFICIT_PENDING_ONLY
};

struct refunds {
	bool keeps_earned;   /* earned: keep */
	bool keeps_redeemed; /* redeemed: keep */
	enum deficit_mode deficit;
	struct span within;
	bool has_within;
};

struct redeem_rules {
	int64_t minimum[UNITS_MAX]; /* by unit, 0: none */
	int64_t approval_above;     /* of the first unit; -1: no approval */
	bool approval_by_other;
	struct span request_expires;
	bool has_request_expires;
};

enum accounting_method {
	METHOD_MEMO,
	METHOD_DEFERRED,
	METHOD_COST
};
enum estimator {
	ESTIMATOR_FIXED,
	ESTIMATOR_HISTORICAL,
	ESTIMATOR_CHAIN_LADDER,
	ESTIMATOR_BORNHUETTER_FERGUSON,
	ESTIMATOR_CAPE_COD
};

/* key: value of a map that later stages read (accounts, goals, templates). */
struct named_text {
	struct slice name;
	struct slice value;
	struct place at;
};

/* What a general ledger is written for. */
enum ledger_format {
	LEDGER_HLEDGER,
	LEDGER_LEDGER,
	LEDGER_BEANCOUNT,
	LEDGER_CSV,
	LEDGER_XERO,
	LEDGER_QUICKBOOKS,
	LEDGER_DATEV
};

/* Whose books they are; 0: not given. */
struct datev {
	int consultant;
	int client;
	int first_month; /* of the fiscal year */
};

struct accounting {
	enum accounting_method method;
	struct decimal point_value[UNITS_MAX];     /* mantissa -1: not given */
	struct decimal point_cost[UNITS_MAX];      /* likewise */
	struct decimal redemption_rate[UNITS_MAX]; /* percent */
	struct decimal vat;                        /* percent; mantissa -1 */
	enum estimator estimator;
	enum ledger_format gl;
	struct named_text *accounts;
	size_t account_count;
	struct slice tax_rate; /* empty: not given */
	struct datev datev;
};

struct partner {
	struct slice name;
	struct place at;
	struct decimal points_cost;
	bool has_points_cost;
};

struct arm {
	struct slice name;
	int64_t weight;
};

struct experiment {
	struct slice name;
	struct place at;
	struct arm *arms;
	size_t arm_count;
	struct day from, until;
};

struct staff {
	struct slice name;
	struct place at;
	struct slice member; /* empty: none */
};

/* One example of `tests:`. */
struct rules_test {
	struct place at;
	bool is_visit;       /* `visit: true`: a purchase without MONEY */
	int64_t purchase;    /* minor units; -1: none */
	struct slice action; /* `bonus:` instead of a purchase */
	struct slice category, sku, store, tier, channel, time;
	struct decimal quantity; /* pieces of the category; 1 */
	struct day date;
	int minute; /* -1 */
	bool first_purchase;
	struct {
		int unit;
		int64_t points;
	} expect[UNITS_MAX];
	size_t expect_count;
};

struct program {
	struct source *source; /* the rules file */
	struct day from;       /* in force from this day; DAY_NONE: always */
	struct slice name;
	uint8_t currency;
	struct slice country;
	struct day starts, earning_ends, redeeming_ends; /* DAY_NONE: open */
	struct staff *staff;
	size_t staff_count;
	int first_unit; /* the default of the journal */
	bool has_unit[UNITS_MAX];
	int units[UNITS_MAX]; /* in this file's order */
	size_t unit_count;
	struct slice plurals[UNITS_MAX]; /* by unit, as this file has them */
	const struct pattern *member_id; /* NULL: any id */
	struct slice member_id_text;
	bool duplicates_email, duplicates_phone, duplicates_card;
	bool earn_before_join;
	struct category *categories;
	size_t category_count;
	struct basis basis;
	enum rounding rounding;
	struct earn_rule *rules;
	size_t rule_count;
	enum combine combine;
	struct span pending;
	struct expiry_rule *expiry;
	size_t expiry_count;
	struct tiers tiers;
	struct reward *rewards;
	size_t reward_count;
	struct redeem_rules redeem;
	struct refunds refunds;
	bool transfers_allowed;
	struct accounting accounting;
	struct partner *partners;
	size_t partner_count;
	struct named_text *segments; /* name: query */
	size_t segment_count;
	struct experiment *experiments;
	size_t experiment_count;
	struct named_text *goals;
	size_t goal_count;
	struct span privacy_retain;
	bool has_privacy_retain;
	struct slice messages_from;
	struct named_text *templates;
	size_t template_count;
	struct rules_test *tests;
	size_t test_count;
};

/* All rules files of a book by the day they come into force. */
struct programs {
	struct arena *arena;
	struct unit units[UNITS_MAX]; /* union of all files' units */
	size_t unit_count;
	struct program **list; /* oldest first; list[0] has from DAY_NONE when
				* there is an undated line */
	size_t count;
};

/* No rules files yet. */
void programs_init(struct programs *programs, struct arena *arena);

/*
 * Reads one rules file, in force from `from` (DAY_NONE: from the beginning),
 * checks it against the schema and for sense, and adds it. NULL when it is
 * BROKEN; every finding is reported with its place. A unit that another file
 * gave other decimals is BROKEN.
 */
struct program *programs_add(struct programs *programs, struct source *source,
			     struct day from, struct diagnostics *diagnostics);

/* The file in force on a day: the latest whose `from` is not after it; the
 * oldest for days before every file; NULL when there are none. */
const struct program *programs_on(const struct programs *programs,
				  struct day day);

/* The unit of a name, or -1. The empty name is the program's first unit. */
int programs_find_unit(const struct programs *programs, struct slice name);

/* Index of a reward by name, or -1. */
int program_find_reward(const struct program *program, struct slice name);

/* Index of a level by name (the levels are sorted), or -1. */
int program_find_level(const struct program *program, struct slice name);

/* Index of a segment by name, or -1. */
int program_find_segment(const struct program *program, struct slice name);

/* True when some rule is `on:` this action. */
bool program_has_action(const struct program *program, struct slice action);

/* The expiry rule for a unit at a level (-1: none): the level's own where it
 * is for this unit, then the unit's, then the general one; NULL: never. */
const struct expiry_rule *program_expiry(const struct program *program,
					 int unit, int level);

/* The category of an item: the written one, else the first whose list holds
 * the SKU; empty when none. *limit is set when a pattern ran into
 * its limits. */
struct slice program_category(const struct program *program,
			      struct slice category, struct slice sku,
			      bool *limit);

#endif
