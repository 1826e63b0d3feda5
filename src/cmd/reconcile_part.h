/*
 * The parts of `pointbook reconcile`, each in its own file
 * cmd_reconcile_NAME.c, and what they share.
 */
#ifndef CMD_RECONCILE_PART_H
#define CMD_RECONCILE_PART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "cmd/command.h"
#include "cmd/import_reading.h"
#include "exchange/reconcile.h"

struct diagnostics;

extern const struct command cmd_reconcile_till;
extern const struct command cmd_reconcile_balances;
extern const struct command cmd_reconcile_gl;

/* What one run compares with. */
struct reconcile_run {
	struct session *session;
	struct reconcile_other other;
};

/* The options and the file. STATUS_FINE, or the status after the message. */
enum exit_status reconcile_part_read(struct reconcile_run *run,
				     const struct import_reading *reading);

/* Loads the book as of --as-of, else of today: what was put right, or
 * accepted, after the period counts. */
enum exit_status reconcile_part_load(struct session *session, unsigned needs);

/* An amount of an option, in minor units of the programme's currency, or in
 * parts of the first unit; NULL is 0. False after the message. */
bool reconcile_part_amount(struct session *session, const char *name,
			   const char *text, bool is_points, int64_t *amount);

/* Puts the points proof of each unit into the heading of the table to come.
 * False after the message when one does not hold. */
bool reconcile_part_control(struct session *session);

/* Says that --record needs a period; STATUS_FINE when it has one. */
enum exit_status reconcile_part_check(struct session *session, bool records);

/* "7495 matched, 3 duplicate", in the session's arena. */
struct slice reconcile_part_counts(struct session *session,
				   const struct reconciliation *result);

/* Says how the file was read and what is wrong with it. */
void reconcile_part_show_found(struct session *session,
			       const struct reconciliation *result,
			       struct diagnostics *found);

/* What the result is as an exit status, said on stderr where it is open. */
enum exit_status reconcile_part_answer(struct session *session,
				       const struct reconciliation *result);

/* What a `reconciled` line keeps. */
struct reconcile_kept {
	const char *what;
	struct period period;
	size_t rows;        /* of the other side's file */
	size_t differences; /* that are open */
	size_t accepted;
	struct slice bytes; /* of the file */
};

/* Records `reconciled WHAT PERIOD …`; the table that stands on stdout is
 * completed first. */
enum exit_status reconcile_part_keep(struct session *session,
				     const struct reconcile_kept *kept);

/* The same of the result of a run. */
enum exit_status reconcile_part_record(struct session *session,
				       const char *what,
				       const struct reconcile_run *run,
				       const struct reconciliation *result);

#endif
