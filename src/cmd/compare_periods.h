/*
 * `report NAME --compare PERIOD` and `--goals`: the figures of a report one by
 * one.
 */
#ifndef CMD_COMPARE_PERIODS_H
#define CMD_COMPARE_PERIODS_H

#include <stdbool.h>

#include "cmd/exit_status.h"
#include "query/period.h"

struct analysis;
struct analysis_request;
struct session;

struct compare_options {
	const struct analysis *analysis;
	const struct analysis_request *request; /* without its scope */
	bool is_listed;                         /* the rows of --list */
	struct period period; /* the other one; PERIOD_ALWAYS: none */
};

/* Prints it. The book must be loaded; the other period's figures are those of
 * the book at its end, as the report alone would print them. STATUS_FINE, or
 * the status after the message. */
enum exit_status compare_periods(struct session *session,
				 const struct compare_options *options);

/* Warns when a goal of the rules of the book's day is never shown. */
void compare_check_goals(const struct session *session);

#endif
