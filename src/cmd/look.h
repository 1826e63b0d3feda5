/*
 * What commands that show a book share: from a session to the scope of its
 * reports, from a query to the table of one.
 */
#ifndef CMD_LOOK_H
#define CMD_LOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "cmd/exit_status.h"
#include "report/report_scope.h"

struct report;
struct session;
struct sheet;
struct table;

/* The session's book, query, period and segments. */
struct report_scope look_scope(const struct session *session);

/* Compiles the operands as a query on the report, and begins its table.
 * STATUS_FINE, or the status to give after the message. */
enum exit_status look_begin(struct session *session,
			    const struct report *report,
			    struct report_scope *scope, struct table **table);

/* Prints a page: laid out for people, as rows of the report where another
 * format was asked for. STATUS_FINE, or the status after the message. */
enum exit_status look_print(struct session *session,
			    const struct report *report,
			    const struct sheet *sheet);

#endif
