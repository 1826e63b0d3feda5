/*
 * The inventory of lots of one account: opening, consuming in the order of
 * engine.md 2, holding, giving back, expiring. Accounts settle lazily: what
 * expired before a day is taken out when the account is next touched.
 */
#ifndef ENGINE_LOTS_H
#define ENGINE_LOTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"

struct replay;

/* One credit to open a lot with. */
struct credit {
	uint32_t account;
	uint32_t event;
	struct day earned, usable_from, expires;
	const struct span *life; /* of these very points, NULL: the usual */
	bool sliding;
	uint8_t origin;   /* enum lot_origin */
	uint8_t posting;  /* enum posting_kind */
	uint8_t reverses; /* of POSTING_VOID: the kind it takes back */
	int64_t points;
};

/* From which lots a debit takes. */
enum debit_mode {
	DEBIT_USABLE,    /* usable lots, soonest last day first; no deficit */
	DEBIT_OVERDRAFT, /* the same, then pending and excluded ones; the rest
			  * becomes a deficit */
	DEBIT_BACK,      /* the given event's lots, then pending, then as above;
		       * the rest becomes a deficit */
	DEBIT_CLAMP,     /* as BACK, the rest is dropped */
	DEBIT_PENDING,   /* the event's lots and pending ones only if pending */
};

struct debit {
	uint32_t account;
	uint32_t event; /* that takes */
	uint32_t own;   /* BACK: the event whose lots go first;
			 * USABLE: the event whose lots may not be used */
	enum debit_mode mode;
	uint8_t posting, reverses;
	int64_t points;
	bool hold; /* reserve instead of taking */
};

/* Points to give back to the lots an event took them from. */
struct give_back {
	uint32_t account;
	uint32_t taken_by; /* the event that took them */
	uint32_t event;    /* that gives them back */
	uint8_t posting, reverses;
	int64_t points;
};

/* The lots that an event opened: from effects[].lot (not NONE) to before this
 * one. */
uint32_t lots_end(const struct replay *r, uint32_t event);

/* An account in which nothing has happened. */
struct account lots_new_account(uint32_t member, int unit);

/* The account of a member in a unit, made on first use. */
uint32_t lots_account(struct replay *r, uint32_t member, int unit);

/* Takes out what expired before the start of the day. */
void lots_settle(struct replay *r, uint32_t account, struct day day);

/* Opens a lot; the account's debts are paid from it first. Gives its
 * number. The account is settled to the replay's day. */
uint32_t lots_credit(struct replay *r, const struct credit *credit);

/* Points that a redemption could take now, without those of the event
 * `except` (NONE: of all lots). */
int64_t lots_available(struct replay *r, uint32_t account, uint32_t except);

/* Points of pending lots now. */
int64_t lots_pending(struct replay *r, uint32_t account);

/* Takes or holds points; gives what no lot covered (already booked as
 * deficit where the mode says so). Kept as consumptions of debit->event. */
int64_t lots_debit(struct replay *r, const struct debit *debit);

/* Gives points back to the very lots, an unpaid deficit first, then last
 * taken first; lots past their last day expire at once. Gives what was
 * returned: never more than is still taken. */
int64_t lots_give_back(struct replay *r, const struct give_back *back);

/* Reserved points of a request are free again (the same rules). */
int64_t lots_release(struct replay *r, uint32_t account, uint32_t request,
		     uint32_t event);

/* Reserved points of a request are taken for good by `event`. */
int64_t lots_take_held(struct replay *r, uint32_t account, uint32_t request,
		       uint32_t event);

/* Points the event still has of the account: taken or owed. */
int64_t lots_taken_by(const struct replay *r, uint32_t account, uint32_t event);

/* Points of a unit the event still has, of whichever account. */
int64_t lots_clawed_by(const struct replay *r, uint32_t event, int unit);

/* Pays what the account owes from its open lots, first to expire first. */
void lots_pay(struct replay *r, uint32_t account);

/* Moves open lots, debts and the balance of one account into another;
 * `event` is the merge. What stays behind is an alias. */
void lots_merge(struct replay *r, uint32_t from, uint32_t into, uint32_t event);

/* The account that holds what this one held (after merges). */
uint32_t lots_account_now(const struct replay *r, uint32_t account);

/* Keeps sliding lots of the account alive until the day at least. */
void lots_extend(struct replay *r, uint32_t account, struct day until);

#endif
