/*
 * What a book means: the result of one pure pass over a journal under its
 * rules (engine.md). No clock, no locale, no environment, no floating point.
 *
 *   journal + programs + as-of day  --replay-->  struct book
 *
 * Members and accounts are arrays; a member is numbered as in
 * journal.members, an account is a member's points of one unit. Every credit
 * opens a lot; every debit keeps which lots it took how much from
 * (consumption). Points are in the smallest part of their unit
 * (programs.units[unit].decimals), money in minor units.
 */
#ifndef ENGINE_BOOK_H
#define ENGINE_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"
#include "base/slice.h"
#include "rules/program.h"

struct arena;
struct diagnostics;
struct event;
struct journal;
struct sale_share;

#define NONE UINT32_MAX

enum lot_origin {
	ORIGIN_SALE,
	ORIGIN_BONUS,
	ORIGIN_OPENING,
	ORIGIN_GOODWILL, /* positive adjust */
	ORIGIN_PARTNER,  /* a sale or bonus with partner: */
	ORIGIN_TRANSFER,
	ORIGIN_CORRECTION /* given back beyond what any lot can take */
};

enum {
	LOT_SLIDING = 1, /* expiry moves with the member's activity */
	LOT_FENCE = 2,   /* stands in its list's fences (replay) */
	LOT_HELD = 4,    /* aside: points reserved by requests */
	LOT_EXPIRED = 8  /* aside: points that have expired */
};

/* One credit, in 56 bytes: a million of them are written at once. points =
 * remaining + held + expired + used; used is derived. */
struct lot {
	uint32_t account;
	uint32_t event;          /* that opened it */
	uint32_t next, previous; /* in its account's list, NONE at the ends */
	struct day earned;
	struct day usable_from;
	struct day expires; /* last usable day; DAY_NEVER; sliding lots: see
			     * lot_expires */
	uint8_t origin;
	uint8_t flags;
	int64_t points;
	int64_t remaining; /* free to use (or pending) */
	int64_t aside;     /* held or expired, as the flags say; with both flags
			    * the number of a book.splits. See lot_held */
};

/* A lot of which points are held and others have expired. */
struct lot_split {
	int64_t held;
	int64_t expired;
};

/* What one debit took from one lot (or gave back to it, negative). lot NONE:
 * the part that became deficit and was not paid yet. */
struct consumption {
	uint32_t event;
	uint32_t lot;
	uint32_t next; /* of the same event, NONE at the end */
	union {
		struct day day;   /* when the lot gave it */
		uint32_t account; /* of the debtor, for a part without a lot */
	};
	int64_t points; /* still taken; lowered by what is given back */
};

struct lot_fences;

/* The open lots of an account in one order, and the days of its ends, so that
 * most credits and checks for expiry need not look at a lot. */
struct lot_list {
	uint32_t first, last;     /* NONE: empty */
	struct day first_expires; /* of `first`; DAY_NEVER when empty */
	struct day last_expires;  /* of `last` */
	struct day last_earned;
};

/* A member's points of one unit. What every event touches stands in the
 * first 64 bytes. */
struct account {
	int64_t balance; /* available + reserved + pending - deficit */
	int64_t issued;  /* by sales and bonuses */
	uint32_t member;
	uint32_t next;            /* the member's account of another unit */
	uint32_t merged_into;     /* account, NONE */
	uint32_t debts;           /* unpaid parts, oldest first (replay) */
	struct day pending_until; /* latest usable_from of any lot */
	uint8_t unit;
	bool slides;               /* lots[1] was used */
	struct lot_list lots[2];   /* by expiry; [1] sliding */
	struct day inactive_until; /* sliding lots live at least so long */
	uint32_t last_debt;
	struct day expired_on; /* day of the latest expiry … */
	int64_t expired_then;  /* … and how much it was */
	int64_t reserved;
	int64_t deficit;
	int64_t opening, redeemed, expired, clawed_back, adjusted,
		transferred_in, transferred_out;
	struct lot_fences *fences[2]; /* into long lists (replay), NULL */
};

enum member_status {
	MEMBER_UNKNOWN, /* never joined: only in a BROKEN book */
	MEMBER_ACTIVE,
	MEMBER_BLOCKED,
	MEMBER_CLOSED,
	MEMBER_ERASED,
	MEMBER_MERGED /* an alias from its merge on */
};

struct member {
	/* what every purchase touches */
	uint8_t status;
	bool joined_known : 1;
	bool tiers_now : 1;   /* its level is kept up to date (replay) */
	int16_t level;        /* as of the book's day; -1: no tiers */
	struct day joined;    /* earliest join line */
	uint32_t merged_into; /* member, NONE */
	uint32_t accounts;    /* first account, NONE */
	uint32_t referred_by; /* member, NONE */
	uint32_t visits;      /* purchases that count */
	int64_t spend;        /* MONEY net of refunds and voids */
	struct day first_purchase, last_purchase;
	struct day last_activity;   /* purchase, redemption, bonus … */
	uint32_t first_qualifying;  /* purchase event of the referral, NONE */
	struct tier_state *tier;    /* engine/tier.h; NULL without tiers */
	struct member_usage *usage; /* engine/usage.h; NULL when unused */
	/* the rest */
	struct day merged_on;
	struct day status_day;      /* of the last status line */
	uint32_t profile;           /* first event of kind PROFILE, NONE */
	uint32_t referral_bonus[2]; /* its bonus events, NONE */
	uint32_t last_status;       /* latest status event, NONE */
	struct day level_since;
	struct day level_until; /* DAY_NONE: open */
	uint32_t alias;         /* member merged into this one last, NONE */
	uint32_t next_alias;    /* the one merged before it, NONE */
};

enum redemption_state {
	REDEMPTION_REQUESTED,
	REDEMPTION_APPROVED,
	REDEMPTION_FULFILLED,
	REDEMPTION_REJECTED,
	REDEMPTION_CANCELLED,
	REDEMPTION_EXPIRED
};

struct redemption {
	uint32_t event; /* redeem or request */
	uint32_t member;
	uint8_t state;
	uint8_t unit;
	bool taken;     /* its points were taken, not only held */
	int16_t reward; /* in the program of its day, -1 */
	uint32_t sale;  /* event of on:, NONE */
	struct day requested, approved, fulfilled, ended; /* DAY_NONE */
	int64_t points;                                   /* cost, positive */
	int64_t money;         /* value of a payment; -1 */
	int64_t returned;      /* points given back */
	struct day expires;    /* of the request; DAY_NEVER */
	uint32_t next_payment; /* of the same sale, NONE */
	uint32_t approved_by;  /* approve event, NONE */
	uint32_t ended_by;     /* reject, cancel or void event, NONE */
};

enum posting_kind {
	POSTING_OPENING,
	POSTING_SALE,
	POSTING_BONUS,
	POSTING_CLAWBACK,
	POSTING_REDEEM,
	POSTING_GIVEN_BACK,
	POSTING_EXPIRY,
	POSTING_FORFEIT,
	POSTING_ADJUST,
	POSTING_TRANSFER_IN,
	POSTING_TRANSFER_OUT,
	POSTING_RESERVE, /* moves nothing: balance stays */
	POSTING_RELEASE,
	POSTING_VOID
};

/* One movement of one account, in book order (only with
 * replay_options.postings). Expiries stand at their own day. */
struct posting {
	struct day day;
	uint32_t event; /* that made it; of an expiry: of the lot */
	uint32_t account;
	uint32_t lot; /* of an expiry, else NONE */
	uint8_t kind;
	uint8_t reverses; /* of POSTING_VOID: the kind it takes back */
	bool late; /* an expiry of points that came (back) past their last day:
		    * it stands behind what brought them */
	int64_t points; /* signed; 0 for reserve and release */
	int64_t held;   /* signed change of reserved */
};

/*
 * One change of one lot's points (only with replay_options.moves): what a
 * credit opened it with, what debits took from it and gave back, what expired.
 * In the order they were made; expiries bear their own day, and may stand late.
 * Reserving moves nothing: held points are taken when the request is fulfilled.
 * lot NONE: points owed beyond the lots; when a later credit pays them, they
 * move from the debt to its lot on that day. For each unit, sum of the moves up
 * to a day = sum of all balances at its close.
 */
struct lot_move {
	struct day day;
	uint32_t event; /* that moved them; of an expiry: that opened the lot */
	uint32_t lot;   /* or NONE */
	uint8_t kind;   /* enum posting_kind */
	uint8_t reverses; /* of POSTING_VOID: the kind it takes back */
	uint8_t unit;
	int64_t points; /* signed */
};

/* What became of an event. Lots it opened stand together: lots[lot] and on
 * while their event is this one. */
struct effect {
	uint32_t consumption; /* first of its list, NONE */
	uint32_t lot;         /* first lot it opened, NONE */
	uint32_t extra;       /* redeem, request: book.redemptions; purchase:
			       * book.sales; refund: the purchase's event;
			       * profile: the member's next profile line;
			       * status: the one before; else, and without,
			       * NONE */
	uint8_t flags;        /* EFFECT_… */
};

enum {
	EFFECT_APPLIED = 1, /* on or before the as-of day */
	EFFECT_VOIDED = 2,
	EFFECT_MOVED = 4,
	EFFECT_COMPUTED = 8,   /* its points were left out and computed */
	EFFECT_NULLIFIED = 16, /* taken back on its own day */
	EFFECT_REFUSED = 32    /* had no effect (a finding says why) */
};

/* What refunds did to a purchase, and what paid it (only for purchases that
 * a refund, a move or a payment names). */
struct sale {
	uint32_t event;
	uint32_t owner;            /* member, after a move */
	uint32_t earned_by;        /* event whose lots it earned: a move */
	uint32_t payments;         /* first redemption of on:, NONE */
	int64_t refunded;          /* money so far, for the claw-back … */
	int64_t given;             /* … and for what paid it */
	int64_t paid;              /* money covered by redeem … on: */
	int64_t *clawed;           /* by unit */
	struct sale_share *shares; /* what counted towards limits */
};

struct book {
	struct arena *arena;
	const struct journal *journal;
	const struct programs *programs;
	struct day as_of;
	struct member *members; /* journal.members.count of them */
	size_t member_count;
	struct account *accounts;
	size_t account_count, account_capacity;
	struct lot *lots;
	size_t lot_count, lot_capacity;
	struct lot_split *splits;
	size_t split_count, split_capacity;
	struct consumption *consumptions;
	size_t consumption_count, consumption_capacity;
	struct effect *effects; /* one an event of the journal */
	struct redemption *redemptions;
	size_t redemption_count, redemption_capacity;
	struct sale *sales;
	size_t sale_count, sale_capacity;
	struct posting *postings;
	size_t posting_count, posting_capacity;
	struct lot_move *moves;
	size_t move_count, move_capacity;
	int64_t *stock; /* by reward of the program in force on as_of */
	struct day first_day, last_day; /* of applied events */
	size_t applied;                 /* events applied */
	struct replay *replay; /* the pass's own state, for why and quote */
};

/* ---- looking at a book ---- */

/* Who a member is on the book's day: follows merges to the end. */
uint32_t book_member_now(const struct book *book, uint32_t member);

/* The nth member that was merged into this one, or into one of those, by the
 * book's day; NONE behind the last. */
uint32_t book_member_alias(const struct book *book, uint32_t member,
			   size_t nth);

/* Asks for the memory of members that will be looked at soon: those from
 * `members` on are next, `count` of them. */
void book_ask_ahead(const struct book *book, const uint32_t *members,
		    size_t count);

/* The account of a member (after merges) in a unit, NULL when it has none. */
const struct account *book_account(const struct book *book, uint32_t member,
				   int unit);

/* The account that holds a lot now (after merges). */
const struct account *lot_account(const struct book *book,
				  const struct lot *lot);

/* The last usable day of a lot: its own, for sliding ones its account's when
 * that is later. */
struct day lot_expires(const struct book *book, const struct lot *lot);

/* True when the lot cannot be used yet on the book's day. */
bool lot_is_pending(const struct book *book, const struct lot *lot);

/* Points of a lot that are reserved by requests. */
int64_t lot_held(const struct book *book, const struct lot *lot);
/* Points of a lot that have expired. */
int64_t lot_expired(const struct book *book, const struct lot *lot);
/* Points of a lot that were used up. */
int64_t lot_used(const struct book *book, const struct lot *lot);
/* Points of a lot that are left: free to use, pending or reserved. */
int64_t lot_left(const struct book *book, const struct lot *lot);

/* Points of an account earned but not usable yet on the book's day. */
int64_t account_pending(const struct book *book, const struct account *account);
/* Points of an account that can be redeemed now. balance = available +
 * reserved + pending - deficit. */
int64_t account_available(const struct book *book,
			  const struct account *account);

/* The next last-usable day and the points that go with it; DAY_NEVER and 0
 * when nothing expires. */
struct day account_next_expiry(const struct book *book,
			       const struct account *account, int64_t *points);

/* The member's name in the profile (the quoted text), empty when there is
 * none; in the arena when it had escapes. */
struct slice book_member_name(const struct book *book, uint32_t member);

/* A key of the member's profile (email, phone, card, birthday …). */
struct slice book_member_profile(const struct book *book, uint32_t member,
				 uint32_t key);

/* The word of a status, as it stands in reports. */
const char *member_status_name(enum member_status status);
/*
 * The status of a member at a minute of a day (MINUTE_NONE: its first, as of
 * lines without a time), by the latest status line up to then that counts; of
 * several of one time the strictest holds. ACTIVE before the first.
 */
enum member_status book_status_at(const struct book *book, uint32_t member,
				  struct day day, int minute);

/* The status a `status` line's word sets; false for other words. */
bool member_status_find(struct slice word, enum member_status *status);

/* The word of a redemption's state. */
const char *redemption_state_name(enum redemption_state state);
/* The word of a posting's kind. */
const char *posting_kind_name(enum posting_kind kind);
/* The word of a lot's origin. */
const char *lot_origin_name(enum lot_origin origin);

#endif
