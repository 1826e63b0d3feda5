/*
 * The method and the figures a valuation rests on. See value_heading.h.
 */
#include "cmd/value_heading.h"

#include "base/currency.h"
#include "base/text.h"
#include "cmd/session.h"
#include "rules/program.h"
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
