/*
 * What stays on the counter between two customers: the open book, and what was
 * recorded last. Shared by cmd_till.c and till_*.c.
 */
#ifndef CMD_TILL_H
#define CMD_TILL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "base/text.h"
#include "cmd/exit_status.h"
#include "cmd/line_editor.h"
#include "cmd/request.h"
#include "cmd/session.h"

struct till {
	struct session *session;
	struct requests requests;
	struct line_editor editor;
	struct slice member; /* who stands there, an id; empty: nobody */
	struct text last;    /* reference of what was recorded last, or empty */
	struct text chosen;  /* what member points into */
};

/* A member looked at: the book in part, with what there is to say. */
struct till_look {
	struct session session; /* of the part */
	uint32_t member;        /* in its journal */
};

/*
 * Looks for whom a text names; everything lives in the arena. STATUS_FINE, or
 * the status after a message. With `quietly` nothing is said, and only a whole
 * id, card, address, telephone number or name will do.
 */
enum exit_status till_look_for(struct till *till, struct arena *arena,
			       struct slice text, bool quietly,
			       struct till_look *look);

/* Says who it is, what there is, and what can be had for it, to stderr. */
void till_look_say(const struct till_look *look);

/* Says what each reward costs, and what is missing for it. */
void till_look_say_rewards(const struct till_look *look);

/* What a line at the member's prompt asks for, as the words of a command. */
struct till_action {
	const char *words[12];
	size_t count;
};

/* Reads an amount (`4.50`, `4.50 pay 50`), `stamp [N]` or a reward. False when
 * it is none of these. */
bool till_action_read(const struct till *till, struct arena *arena,
		      struct slice line, struct till_action *action);

/* The nth word that may stand at the prompt, for the line editor; the context
 * is the till. */
const char *till_word(void *context, const char *line, const char *start,
		      size_t nth);

#endif
