/*
 * What closing a period asks for: that it is over and comes next, that its
 * events are as the rules want them, and that the till agreed. Used by
 * `close`, and by `month-end`, which only looks.
 */
#ifndef CMD_CLOSING_H
#define CMD_CLOSING_H

#include <stdbool.h>

#include "base/diagnostic.h"
#include "base/slice.h"
#include "cmd/exit_status.h"
#include "query/period.h"

struct seals;
struct session;

struct closing {
	struct session *session;
	struct period period;
	struct slice name; /* its shortest: 2026-10 */
};

/* Reads a period as it was typed; it must have both ends. STATUS_FINE, or
 * the status after the message. */
enum exit_status closing_read(struct session *session, const char *text,
			      struct closing *closing);

/* Whether the period comes next: it is over, and follows on what is closed.
 * NULL, or why not and what to do, in the arena. */
const char *closing_obstacle(const struct closing *closing,
			     const struct seals *seals);

/* Whether `reconciled WHAT` lines without open differences cover the period. */
bool closing_is_reconciled(const struct closing *closing, const char *what);

/* Takes the findings of events to the period's end that were not accepted
 * out of `all`, into `open`; those about no dated event are among them. */
void closing_findings(const struct closing *closing,
		      const struct diagnostics *all, struct diagnostics *open);

#endif
