/*
 * pointbook stats: how much the book holds. With -v also how long reading it
 * took and how much memory, on stderr, since that is never the same twice.
 */
#include <time.h>

#include "cmd/command.h"
#include "cmd/session.h"
#include "journal/journal.h"
#include "report/report_stats.h"
#include "report/table.h"

static const char *const stats_examples[] = { "stats", "stats -O csv",
					      "stats -v", NULL };

/* Milliseconds between two readings. */
static long long milliseconds(struct timespec from, struct timespec to)
{
	return (long long)(to.tv_sec - from.tv_sec) * 1000 +
	       (to.tv_nsec - from.tv_nsec) / 1000000;
}

static enum exit_status stats_run(struct session *session, const void *options)
{
	struct timespec from;
	struct timespec to;
	(void)options;
	(void)clock_gettime(CLOCK_MONOTONIC, &from);
	enum exit_status status =
		session_load(session, NEEDS_BOOK | READS_ONLY);
	if (status != STATUS_FINE)
		return status;
	(void)clock_gettime(CLOCK_MONOTONIC, &to);
	message_detail(&session->terminal, 1,
		       "%zu events read and replayed in %lld ms, %zu MB",
		       session->journal->event_count, milliseconds(from, to),
		       session->arena->used / 1000000);
	struct table *table = session_table(session, &report_stats);
	if (!table)
		return STATUS_ENVIRONMENT;
	report_stats_add(session->arena, table, session->book);
	return STATUS_FINE;
}

const struct command cmd_stats = {
	.name = "stats",
	.group = GROUP_LOOK,
	.summary = "how much the book holds",
	.takes = TAKES_OUTPUT | TAKES_AS_OF,
	.examples = stats_examples,
	.run = stats_run,
};
