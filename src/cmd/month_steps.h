/*
 * The steps of a month end, in the order an accountant takes them. Each looks
 * at the book and says what it found; none writes.
 */
#ifndef CMD_MONTH_STEPS_H
#define CMD_MONTH_STEPS_H

#include <stddef.h>

#include "cmd/closing.h"
#include "report/report_month_end.h"

struct liability;
struct seals;
struct seal_state;

/* What the steps look at. The session has the book of today with its moves,
 * and all its findings. */
struct month {
	struct session *session;
	struct closing closing;
	const struct seals *seals;
	const struct seal_state *states;
	struct book *book; /* at the period's end */
};

/* Looks at the nth step; false behind the last. The row's texts are in the
 * session's arena. */
bool month_steps_look(const struct month *month, size_t nth,
		      struct month_end_row *row);

#endif
