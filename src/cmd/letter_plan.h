/*
 * Which letters are to be written: whom the kind of letter is for, which of
 * those the query takes, who has had it already, and the texts. Nothing is
 * written yet.
 */
#ifndef CMD_LETTER_PLAN_H
#define CMD_LETTER_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "cmd/exit_status.h"
#include "cmd/letter_template.h"
#include "report/contact.h"
#include "report/letter_item.h"
#include "report/mail_header.h"

struct letter_kind;
struct session;

struct letter_plan {
	struct session *session;
	const char *name; /* of the template */
	const struct letter_kind *kind;
	int days; /* how far it looks */
	enum contact_channel channel;
	bool is_merge; /* rows for a mail merge are asked for */
	struct letter_template templates;
	struct mailbox from; /* address empty: the rules name no sender */
	struct letter_item *items;
	size_t count, capacity;
};

/* How many of the letters may go out: ready, and not sent before. */
size_t letter_plan_ready(const struct letter_plan *plan);

/* True when the letter may go out. */
bool letter_plan_is_ready(const struct letter_item *item);

/*
 * Fills the plan, whose first members are set: session, name, days (-1: the
 * kind's own), channel. Loads the book as of the day the letter is about.
 * STATUS_FINE, or the status after the message.
 */
enum exit_status letter_plan_make(struct letter_plan *plan);

/* The line that records a letter, without its end, in the session's arena. */
struct slice letter_plan_line(const struct letter_plan *plan,
			      const struct letter_item *item);

#endif
