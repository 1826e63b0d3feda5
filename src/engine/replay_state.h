/*
 * The working state of one replay, shared by the files that apply events.
 * Nothing outside engine/ sees it. All functions take the replay first and
 * report through its diagnostics; findings are dropped when the options do
 * not ask for them.
 */
#ifndef ENGINE_REPLAY_STATE_H
#define ENGINE_REPLAY_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/suggest.h"
#include "engine/book.h"
#include "engine/earn.h"
#include "engine/replay.h"
#include "journal/journal.h"
#include "journal/order.h"

/* What a word of the journal is in the program in force. */
struct word_meaning {
	int16_t reward; /* index or -1 */
	int16_t level;
	bool is_action;
};

/* An unpaid part of a deficit: the consumption that waits for a lot, and what
 * sort of debit made it. */
struct debt {
	uint32_t consumption;
	uint32_t next;
	uint8_t posting, reverses;
};

/* A request that ends by itself on a day. */
struct ending {
	struct day day;
	uint32_t redemption;
};

struct credit;
struct foreseen;
struct expiry_known;
struct tier_amounts;
struct tier_notes;
struct tier_state;

/* An event that rests on another by of: or on:. */
struct dependent {
	uint32_t target;
	uint32_t event;
};

struct earn_kept;

/* Recorded and computed points that differ, until the day is over. */
struct difference {
	uint32_t event;
	uint32_t member;
	int unit;
	int64_t recorded, computed;
	const struct earn_kept *kept;
};

/* What a purchase that is voided or moved later used of a rule's limit. */
struct sale_share {
	struct slice rule;
	int64_t points;
	struct sale_share *next;
};

/* The working of a purchase whose points differ. */
struct earn_kept {
	struct earn_working working;
};

enum {
	WORKINGS_MAX = 1000 /* kept in one run, so that memory is bounded */
};

/* How large the amounts of the book are together, signs apart: while these
 * stay below BOUND, no sum of some of them can overflow. */
struct bounds {
	int64_t money;
	int64_t points[UNITS_MAX];   /* written in lines */
	int64_t computed[UNITS_MAX]; /* by the rules */
	bool exceeded;
};

struct replay {
	struct arena *arena;
	struct arena scratch; /* emptied after each event that uses it */
	struct arena passing; /* for what the pass alone needs */
	struct foreseen
		*foreseen; /* of a part of the members; NULL: the whole */
	bool in_parts;
	struct book *book;
	const struct journal *journal;
	const struct programs *programs;
	const struct replay_options *options;
	struct diagnostics *diagnostics;
	const struct program *program;    /* in force on `day` */
	struct day day;                   /* the day reached */
	struct day program_until;         /* first day of the next program */
	const struct word_meaning *words; /* by journal.words, for `program` */
	struct word_meaning **meanings;   /* of each program, NULL: not yet */
	int16_t units[256];               /* journal unit -> unit, -1 unknown */
	int64_t *stock;                   /* by reward name (journal.words) */
	struct ending *endings;
	size_t ending_count, ending_next;
	struct debt *debts;
	size_t debt_count, debt_capacity;
	struct difference *differences;
	size_t difference_count, difference_capacity;
	size_t kept_count;
	struct dependent *dependents; /* sorted by target */
	size_t dependent_count, dependent_capacity;
	/* the event being applied: its points and which attributes it has */
	uint32_t event;
	int amount_units[UNITS_MAX];
	int64_t amounts[UNITS_MAX];
	size_t amount_count;
	uint64_t keys;                    /* bit per enum attribute_key */
	const struct program *earning;    /* program of the purchase's day */
	struct expiry_known *expiries;    /* apply_earn.c, NULL: none yet */
	const struct earn_result *shares; /* what rules gave of the event at
					   * hand, NULL: not computed */
	bool slides;                      /* some rule is about inactivity */
	bool level_expiry;  /* some level has an expiry of its own */
	bool counts_limits; /* some rule has a limit */
	bool counts_visits; /* some rule counts visits */
	bool has_tiers;
	bool puts_off_tiers; /* replay_tier.c */
	enum tier_metric tier_metric;
	unsigned tier_metrics;         /* bit set of those some rules ask for */
	struct tier_notes *tier_notes; /* what they wait in, else NULL */
	bool compute_all;              /* every purchase is computed */
	struct bounds bounds;
	struct earn_past past;
};

/* Adds the event's amounts to the bounds; BROKEN where they exceed them. */
void replay_bound_event(struct replay *r, uint32_t event);

/* The same for points that the rules gave: false when they exceed them. */
bool replay_bound_points(struct replay *r, int unit, int64_t points);

/* Bounds all of a result; one beyond them gives nothing, and is BROKEN. */
void replay_bound_result(struct replay *r, uint32_t event,
			 struct earn_result *result);

/* A book in which nothing has happened. */
struct book *replay_new_book(struct arena *arena, const struct journal *journal,
			     const struct programs *programs);

/* The event of a number. */
const struct event *replay_event(const struct replay *r, uint32_t event);

/* Adds a finding, warning or note at the event; NULL when not wanted. The
 * subject is the event's reference, else its member. */
struct diagnostic *replay_finding(struct replay *r, enum diagnostic_id id,
				  uint32_t event, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* What is BROKEN: the id, the event, the part of its line (empty: all). */
struct fault {
	enum diagnostic_id id;
	uint32_t event;
	struct slice part;
};

/* Adds "did you mean" to a diagnostic, if the search found anything. */
void replay_suggest(struct replay *r, struct diagnostic *to,
		    const struct suggest *search);

/* Adds a BROKEN diagnostic. */
struct diagnostic *replay_broken(struct replay *r, struct fault fault,
				 const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Notes the place of another event under a diagnostic (NULL: nothing). */
void replay_note_event(struct replay *r, struct diagnostic *to, uint32_t event,
		       const char *message);

/* What earning asks about the past, of this replay. */
struct earn_past replay_past(struct replay *r);

/* The status of a member when the event happened, which may be before or
 * behind a status line of its day. */
enum member_status replay_status(const struct replay *r, uint32_t event,
				 uint32_t member);

/* Who a member is at this moment: follows the merges applied so far. */
uint32_t replay_member(const struct replay *r, uint32_t member);

/* The quantity in the smallest part of its unit; false (and BROKEN) when the
 * unit is unknown, has fewer decimals, or the amount does not fit. */
bool replay_points(struct replay *r, uint32_t event, struct quantity quantity,
		   int *unit, int64_t *points);

/* The event a reference names, with a BROKEN message when there is none or
 * it is later than `event`. NONE then. */
uint32_t replay_target(struct replay *r, uint32_t event,
		       struct slice reference);

/* Brings the rules of a day into force. */
void replay_enter_program(struct replay *r, struct day day);

/* Resolves the event of a step and applies it. */
void replay_step(struct replay *r, order_step step);

/* Sets the levels of members from `first` to before `end` at the close of the
 * as-of day. */
void replay_close_tiers(struct replay *r, uint32_t first, uint32_t end);

/* The program in force on a day and what the journal's words are in it. */
const struct program *replay_program_on(struct replay *r, struct day day,
					const struct word_meaning **words);

/* What so many points of a payment reward buy, in minor units, rounded down;
 * -1 when it does not fit. */
int64_t replay_payment_value(const struct reward *reward, int64_t points);

/* The first living event (applied, not voided, not `except`) that rests on
 * the target, NONE when there is none. */
uint32_t replay_dependent(const struct replay *r, uint32_t target,
			  uint32_t except);

/* The sale record of a purchase, made on first use. */
struct sale *replay_sale(struct replay *r, uint32_t purchase);

/* Counts points a lot, a debit moved for reports, when postings are kept. */
void replay_post(struct replay *r, const struct posting *posting);

/* Points as text with unit name, in the diagnostics' arena. */
const char *replay_points_text(struct replay *r, int unit, int64_t points);

/* ---- applying, one function a directive (replay.c has the table) ---- */

typedef void replay_apply(struct replay *r, uint32_t event);

replay_apply apply_status, apply_merge, apply_tier, apply_opening,
	apply_purchase, apply_bonus, apply_adjust, apply_expire, apply_stock,
	apply_redemption, apply_approve, apply_fulfil, apply_end,
	apply_refund_give_back, apply_refund_claw, apply_void, apply_move_in,
	apply_move_out, apply_balance;

/* A request that nobody fulfilled ends on its day. */
void apply_end_by_itself(struct replay *r, uint32_t number);

/* A transfer: false when the giver cannot cover it yet. */
bool apply_transfer(struct replay *r, uint32_t event);

/* Says that a transfer could not be covered at all. */
void apply_transfer_refuse(struct replay *r, uint32_t event);

/* ---- parts used by several ---- */

/* Checks what does not depend on the past: member, unit, currency, reward,
 * action, level are known; reads the event's points into r->amounts. False
 * (and BROKEN) when something is not. */
bool replay_resolve(struct replay *r, uint32_t event);

/* True when the event has the attribute. */
bool replay_has(const struct replay *r, enum attribute_key key);

/* The member's tier state, made on first use; NULL without tiers. */
struct tier_state *replay_tier(struct replay *r, uint32_t member);

/* The member's level that counts for an event of today. */
int replay_level(struct replay *r, uint32_t member,
		 const struct tier_amounts *pending);

/* Adds to (or, negative, takes from) the points of a unit tiers measure. counted: the day of what is taken back, DAY_NONE: today. */
void replay_tier_points(struct replay *r, uint32_t member, int unit,
			int64_t points, struct day counted);
/* The same of money spent. */
void replay_tier_spend(struct replay *r, uint32_t member, int64_t money,
		       struct day counted);

/* A purchase as visit and money (sign -1: no longer). */
void replay_tier_visit(struct replay *r, uint32_t event, uint32_t member,
		       int sign);

/* Decides whether tiers can wait until the close. */
void replay_tier_plan(struct replay *r);

/* A member's purchase counts (or, sign -1, counts no longer) as visit and
 * spend. */
void replay_count_purchase(struct replay *r, uint32_t event, uint32_t member,
			   int sign);

/* Opens the lot of one unit of a credit event with its rules' expiry. */
void replay_open_lot(struct replay *r, uint32_t event, uint32_t member,
		     const struct credit *wanted, int unit);

/* Marks activity of a member on the day: sliding lots live on. */
void replay_activity(struct replay *r, uint32_t member, unsigned activity);

/* Sums up the differences of the day that is over and reports them. */
void replay_report_differences(struct replay *r);

/* Prepares redemptions, payments, life steps and nullified debits. */
void replay_prepare(struct replay *r);

/* Releases requests that ended by themselves up to the day. */
void replay_end_requests(struct replay *r, struct day day);

/* Computes a purchase's points for a member: level, limits and all. */
void replay_compute(struct replay *r, uint32_t event, uint32_t member,
		    struct earn_result *result, struct earn_working *working);

/* The checks that look at the whole book at the end. */
void replay_check_totals(struct replay *r);
/* Contacts, alike ids, closed accounts, doubled sales, accepted findings. */
void replay_check_members(struct replay *r);

/* Warns of addresses and numbers of people in the journal's texts. */
void replay_check_texts(struct replay *r);

/* Warns of what is allowed and worth a look: awards without a source or to
 * whoever gives them, amounts just under a limit, bursts, redemptions soon
 * after adjustments, backdated entries. */
void replay_check_unusual(struct replay *r);

#endif
