/*
 * The method and the figures a valuation rests on. See value_heading.h.
 */
#include "cmd/value_heading.h"

#include "base/currency.h"
#include "base/text.h"
#include "cmd/session.h"
#include "rules/program.h"
#include "value/control_total.h"
#include "value/liability.h"

bool value_heading_check(struct session *session,
			 const struct vintages *vintages)
{
	int unit;
	const char *lacking = liability_lacks(vintages, &unit);

	if (lacking == NULL)
		return true;
	message_error(&session->terminal,
		      "the rules give no '%s' for '%.*s': add it under "
		      "accounting, or choose 'method: memo'",
		      lacking, SLICE_ARGS(session->programs->units[unit].name));
	return false;
}

bool value_heading_is_right(struct session *session,
			    const struct liability *liability)
{
	bool is_right = true;

	if (liability->overflow) {
		message_error(&session->terminal,
			      "the amounts are too large to be valued exactly: "
			      "value a part of the book with --as-of");
		return false;
	}
	for (size_t i = 0; i < liability->count; i++) {
		const struct liability_row *row = &liability->rows[i];
		struct slice unit = session->programs->units[row->unit].name;
		if (!row->nothing_expected)
			continue;
		message_error(&session->terminal,
			      "no redemption is expected of '%s' although "
			      "points in '%.*s' are outstanding: record an "
			      "'estimate' above 0%%",
			      row->vintage, SLICE_ARGS(unit));
		is_right = false;
	}
	return is_right;
}

/* Says of how many vintages of a unit the estimate is stale. */
static void warn_stale(struct session *session,
		       const struct liability *liability, int unit)
{
	const char *first = NULL;
	int count = 0;

	for (size_t i = 0; i < liability->count; i++) {
		const struct liability_row *row = &liability->rows[i];
		if (row->unit != unit || !row->stale)
			continue;
		first = count++ == 0 ? row->vintage : first;
	}
	if (count > 0)
		message_warning(
			&session->terminal,
			"%d %s of '%.*s' ('%s'%s): all points that were "
			"expected are redeemed, and some are outstanding: "
			"record a new 'estimate'",
			count, count == 1 ? "vintage" : "vintages",
			SLICE_ARGS(session->programs->units[unit].name), first,
			count == 1 ? "" : " and later");
}

void value_heading_warn(struct session *session,
			const struct liability *liability)
{
	uint8_t currency = liability->program->currency;
	char text[DECIMAL_TEXT_MAX];

	for (size_t i = 0; i < liability->total_count; i++)
		warn_stale(session, liability, liability->totals[i].unit);
	if (liability->program->accounting.method != METHOD_DEFERRED)
		return;
	if (liability->net_sales > 0)
		message_warning(&session->terminal,
				"%lld %s taken as net of VAT: give 'vat' "
				"under accounting in the rules, or tax: in "
				"the lines",
				(long long)liability->net_sales,
				liability->net_sales == 1 ? "sale was"
							  : "sales were");
	if (liability->unplaced == 0)
		return;
	decimal_print(liability->unplaced, currency_scale(currency), text);
	message_warning(&session->terminal,
			"%s %s of deferred: came in a month without opening "
			"points, and are not in the table: date 'opening *' "
			"as the points",
			text, currency_code(currency));
}

const char *value_heading_points(struct session *session, int unit,
				 int64_t points)
{
	const struct unit *u = &session->programs->units[unit];
	struct text text;

	text_init(&text, session->arena);
	decimal_add_text(&text, points, u->decimals, false);
	text_add_format(&text, " %.*s", SLICE_ARGS(u->name));
	return text.bytes;
}

bool value_heading_ties(struct session *session, const int64_t *points)
{
	struct text heading;
	bool ties = true;

	text_init(&heading, session->arena);
	for (int unit = 0; unit < (int)session->programs->unit_count; unit++) {
		struct control_total total =
			control_total_of(session->book, unit);
		text_add_format(
			&heading, "%s%s", heading.length > 0 ? "; " : "",
			value_heading_points(session, unit, points[unit]));
		if (total.members == points[unit] && total.lots == points[unit])
			continue;
		message_error(
			&session->terminal,
			"the sums do not tie: movements come to %s, members "
			"have %s, lots %s: please report this fault",
			value_heading_points(session, unit, points[unit]),
			value_heading_points(session, unit, total.members),
			value_heading_points(session, unit, total.lots));
		ties = false;
	}
	session_heading(session, "members = lots = movements",
			text_slice(&heading));
	return ties;
}

static const char *const methods[] = {
	[METHOD_MEMO] = "memo: points only",
	[METHOD_DEFERRED] = ("deferred: revenue is deferred by relative price, "
			     "and recognised as points are redeemed"),
	[METHOD_COST] = "cost: the points still expected, at what they cost",
};

/* "point 0.05 EUR, 80%; stamp 0.28 EUR, 60%" */
void value_heading_add(struct session *session, const struct program *program)
{
	const struct accounting *given = &program->accounting;
	struct text text;

	session_heading(session, "method", slice_from(methods[given->method]));
	text_init(&text, session->arena);
	for (size_t i = 0; i < program->unit_count; i++) {
		int unit = program->units[i];
		struct decimal value = given->method == METHOD_COST
					       ? given->point_cost[unit]
					       : given->point_value[unit];
		struct decimal rate = given->redemption_rate[unit];
		if (value.mantissa < 0 && rate.mantissa < 0)
			continue;
		text_add_format(
			&text, "%s%.*s", text.length > 0 ? "; " : "",
			SLICE_ARGS(session->programs->units[unit].name));
		if (value.mantissa >= 0) {
			text_add(&text, " ");
			decimal_add_text(&text, value.mantissa, value.scale,
					 false);
			text_add_format(&text, " %s",
					currency_code(program->currency));
		}
		if (rate.mantissa >= 0) {
			text_add(&text, ", ");
			decimal_add_text(&text, rate.mantissa, rate.scale,
					 false);
			text_add(&text, "% expected");
		}
	}
	if (text.length > 0)
		session_heading(session, "value and rate", text_slice(&text));
}
