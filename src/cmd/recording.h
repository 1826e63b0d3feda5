/*
 * Recording events: what every command of the group Record does. Under the
 * write lock the book is read, the command adds the lines it wants, and they
 * are read and replayed with the book as any other lines: what is BROKEN, or
 * a finding, because of them is refused with nothing written. What they earn
 * is filled in, bonuses that fall due by them are added, and they are written
 * as canonical lines, all or none.
 *
 * Whoever runs a command again with the same reference records nothing a
 * second time.
 *
 * The book a plan sees is the part that concerns those it has named so far
 * (session_take_part). A name that is not in it yet ends the plan, which is
 * made again with the part that has it: recording_find_* see to that.
 */
#ifndef CMD_RECORDING_H
#define CMD_RECORDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/text.h"
#include "cmd/exit_status.h"

struct book;
struct session;

struct recording;

/* Adds lines to recording->lines, with event_line_*; again from the start when
 * the book changed meanwhile, or more of it is looked at. STATUS_FINE, or the
 * status after a message. */
typedef enum exit_status recording_plan(struct recording *recording,
					const void *options);

struct recording {
	struct session *session; /* its book is that before the event */
	struct text lines;       /* of the journal, to be recorded */
	struct slice reference;  /* --ref, or a fresh one; the same whenever
				  * the command is tried once more */
	uint32_t member;         /* whose balance is shown, UINT32_MAX none */
	struct slice member_id;  /* the same, of a member that is new */
	bool is_confirmed;       /* somebody said that this member is meant */
	bool is_sure;            /* and that the line is */
	bool starts_again;       /* the lock was let go to ask */
	uint32_t retried;   /* an event that is there already, and whose points
			   * must be right with the lines; EVENT_NONE */
	bool for_everybody; /* only the whole book can tell */
	bool may_be_there;  /* a try may have written the lines */
	recording_plan *then;    /* set by the plan: it goes on with this, once
				  * its lines are in the book; NULL: no more */
	const struct book *book; /* for `then`: with the lines of the plan */
	const char *nothing; /* said when there is nothing new, NULL: so much */
};

/* Records what the plan says, prints the lines and the balance behind them.
 * With --dry-run the lines alone. */
enum exit_status recording_run(struct session *session, recording_plan *plan,
			       const void *options);

/*
 * The member that an operand names. Where somebody sits at the terminal and it
 * was not named by its id, he is asked whether it is meant, without the lock;
 * then the command starts again. STATUS_FINE, or the status to give.
 */
enum exit_status recording_find_member(struct recording *recording,
				       const char *text);

/*
 * The event that an operand names by its reference or place. STATUS_FINE, or
 * the status to give.
 */
enum exit_status recording_find_event(struct recording *recording,
				      const char *text, uint32_t *event);

/* For plans that look at all members: true when all of the book is there,
 * else return STATUS_DECLINED; the plan is made again with it. */
bool recording_has_everybody(struct recording *recording);

/* Prints `M0001 Anna has 54 points, 4 stamps`; nothing of an event that is
 * nobody's. */
void recording_print_balance(const struct recording *recording,
			     const struct book *book);

#endif
