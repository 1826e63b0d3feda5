/*
 * pointbook ageing: how old what is outstanding is, and how long it can still
 * be used.
 */
#include "cmd/command.h"
#include "cmd/session.h"
#include "cmd/value_heading.h"
#include "engine/book.h"
#include "report/report_ageing.h"
#include "report/table.h"
#include "value/ageing.h"
#include "value/liability.h"
#include "value/vintage.h"
#include "value/vintage_advance.h"

struct ageing_options {
	const char *months;
};

static const struct option ageing_table[] = {
	{ "months", 0, OPTION_TEXT, "LIST", NULL,
	  offsetof(struct ageing_options, months),
	  "the first month of each class behind the first: 1,2,3,6,12,24" },
	{ 0 },
};

static const char *const ageing_examples[] = {
	"ageing",
	"ageing --as-of 2025-12-31 --months 3,6,12",
	NULL,
};

/* Ascending numbers above 0, separated by commas; false when it is no such
 * list, or longer than can be. */
static bool read_bounds(const char *text, struct ageing_bounds *bounds)
{
	int32_t number = 0;
	bool has_digit = false;

	for (const char *at = text;; at++) {
		if (*at >= '0' && *at <= '9' && number < 10000) {
			number = number * 10 + (*at - '0');
			has_digit = true;
			continue;
		}
		if ((*at != ',' && *at != '\0') || !has_digit ||
		    bounds->count == AGEING_BOUNDS_MAX || number == 0 ||
		    (bounds->count > 0 &&
		     number <= bounds->first[bounds->count - 1]))
			return false;
		bounds->first[bounds->count++] = number;
		if (*at == '\0')
			return true;
		number = 0;
		has_digit = false;
	}
}

static enum exit_status ageing_run(struct session *session, const void *options)
{
	const struct ageing_options *given = options;
	struct ageing_bounds bounds = { .count = 0 };
	int64_t points[UNITS_MAX] = { 0 };
	struct vintages *vintages =
		vintages_open(session->arena, session->book);

	if (!read_bounds(given->months == NULL ? "1,2,3,6,12,24"
					       : given->months,
			 &bounds)) {
		message_error(&session->terminal,
			      "'%s' is no list of months: give ascending "
			      "numbers, as in --months 3,6,12",
			      given->months);
		return STATUS_USAGE;
	}
	vintages_advance(vintages, session->book->as_of);
	if (!value_heading_check(session, vintages))
		return STATUS_NO;
	struct liability liability = liability_of(session->arena, vintages);
	if (!value_heading_is_right(session, &liability))
		return STATUS_NO;
	value_heading_warn(session, &liability);
	struct ageing ageing =
		ageing_of(session->arena, vintages, &liability, &bounds);
	value_heading_add(session, liability.program);
	for (size_t i = 0; i < ageing.total_count; i++)
		points[ageing.totals[i].unit] = ageing.totals[i].points;
	if (!value_heading_ties(session, points))
		return STATUS_NO;
	struct table *table = session_table(session, &report_ageing);
	if (table == NULL)
		return STATUS_ENVIRONMENT;
	report_ageing_rows(session->book, &liability, &ageing, table);
	return STATUS_FINE;
}

const struct command cmd_ageing = {
	.name = "ageing",
	.group = GROUP_CHECK,
	.summary = "points outstanding by months since issue and until expiry",
	.takes = TAKES_AS_OF | TAKES_OUTPUT,
	.needs = NEEDS_MOVES | READS_ONLY,
	.options = ageing_table,
	.options_size = sizeof(struct ageing_options),
	.examples = ageing_examples,
	.run = ageing_run,
};
