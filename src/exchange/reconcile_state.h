/*
 * What the files reconcile_*.c share; the most of it is the working state of
 * one reconciliation with the till. Nothing outside of them sees it.
 */
#ifndef EXCHANGE_RECONCILE_STATE_H
#define EXCHANGE_RECONCILE_STATE_H

#include "base/day.h"
#include "engine/accepted.h"
#include "exchange/import_state.h"
#include "exchange/reconcile.h"

/* What an event of the book says to a till. */
struct till_event {
	int64_t points; /* of the first unit that it moved, signed */
	uint32_t row;   /* ticket that has it, NONE */
	bool is_wanted; /* the till should know it */
};

/* What was found of a ticket. */
struct till_finding {
	uint32_t event; /* NONE */
	uint8_t status; /* enum reconcile_status */
	bool is_settled;
	bool is_ambiguous;   /* several events may be it */
	uint32_t doubles;    /* rows that repeat its receipt */
	uint32_t occurrence; /* of its receipt in the file, from 1 */
	const char *note;
	size_t other_events; /* that one row stands for, beyond the first */
	int64_t journal;     /* money of the events */
	int64_t points;
};

struct till {
	struct import import;
	const struct reconcile_request *request;
	struct reconciliation *result;
	struct till_event *events;     /* by event of the journal */
	struct till_finding *findings; /* by ticket */
	struct day closed;             /* up to which day the book is closed */
	struct accepted accepted;
	struct intern keys; /* without a reference: how many of a kind */
	uint32_t *key_counts;
	size_t key_capacity;
	size_t row_capacity;
	bool has_redemptions; /* the file says what was redeemed */
};

/* ---- what all reconciliations share (reconcile_status.c) ---- */

/* Settles an open row, whose key and facts are set, when an accept line does;
 * the note then says what it was, and why it stands. */
void reconcile_accept(struct arena *keep, const struct accepted *accepted,
		      struct reconcile_row *row);

/* How the file was read. */
void reconcile_take_plan(struct reconciliation *result,
			 const struct import_plan *plan);

/* ---- the two sides (reconcile_sides.c) ---- */

/* The day on which the till should have an event: sold:, else its own. */
struct day till_event_day(const struct till *till, uint32_t event);

/* Money of an event, refunds negative; false when it states none. */
bool till_event_money(const struct till *till, uint32_t event, int64_t *money);

/* The same of a ticket. */
bool till_ticket_money(const struct ticket *ticket, int64_t *money);

/* Points of a ticket, signed as in the book; false when it states none. */
bool till_ticket_points(const struct ticket *ticket, int64_t *points);

/* The member of a ticket in the book, after merges; NONE: none. */
uint32_t till_ticket_member(const struct till *till,
			    const struct ticket *ticket);

/* True when the event's reference was made by the program, or is none. */
bool till_event_is_by_hand(const struct till *till, uint32_t event);

/* Which events the till should know, and their points. */
void till_read_events(struct till *till);

/* ---- pairing (reconcile_pair.c) ---- */

/* By reference, then by member, day and money; settles what has a mate. */
void till_pair(struct till *till);

/* ---- rows (reconcile_rows.c) ---- */

/* Makes the rows, of tickets and of events that no ticket has. */
void till_make_rows(struct till *till);

/* Adds up days and statuses. */
void till_add_up(struct till *till);

#endif
