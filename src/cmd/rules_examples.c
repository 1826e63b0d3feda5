/*
 * Turning an example into a purchase as the rules see it, and comparing.
 */
#include "cmd/rules_examples.h"

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/text.h"
#include "engine/quote.h"
#include "rules/program.h"

static void add_points(struct text *text, const struct unit *unit,
		       int64_t points)
{
	bool is_one = points == decimal_power(unit->decimals);
	decimal_add_text(text, points, unit->decimals, true);
	text_add_char(text, ' ');
	text_add_slice(text, is_one ? unit->name : unit->plural);
}

/* "expected +13 points, the rules give +12 points" */
static const char *difference_words(struct arena *arena,
				    const struct programs *programs,
				    const struct quote_difference *difference)
{
	const struct unit *unit = &programs->units[difference->unit];
	struct text text;
	text_init(&text, arena);
	text_add(&text, "expected ");
	add_points(&text, unit, difference->expected);
	text_add(&text, ", the rules give ");
	add_points(&text, unit, difference->computed);
	return text.bytes;
}

static void add_working(struct diagnostics *diagnostics,
			struct diagnostic *failed, const struct quote *quote)
{
	const struct earn_step *step = quote->working.first;
	for (; step; step = step->next)
		diagnostic_note(diagnostics, failed, PLACE_NONE, "%.*s%s%s",
				SLICE_ARGS(step->rule),
				step->rule.length > 0 ? ": " : "", step->text);
}

static void check_example(struct arena *arena, const struct programs *programs,
			  const struct program *program,
			  const struct rules_test *test,
			  struct diagnostics *diagnostics)
{
	struct quote *quote = arena_take(arena, sizeof(*quote));
	struct diagnostic *failed = NULL;
	if (quote_test(arena, programs, program, test, quote))
		return;
	for (size_t i = 0; i < quote->difference_count; i++)
		failed = diagnostic_add(
			diagnostics, DIAGNOSTIC_rules_test_failed, test->at,
			"%s",
			difference_words(arena, programs,
					 &quote->differences[i]));
	if (!failed)
		failed = diagnostic_add(
			diagnostics, DIAGNOSTIC_rules_test_failed, test->at,
			"%s",
			quote->result.overflow
				? "the points do not fit 64 bits"
				: "a pattern of the rules is too complex");
	add_working(diagnostics, failed, quote);
}

size_t rules_examples_check(struct arena *arena,
			    const struct programs *programs,
			    const struct program *program,
			    struct diagnostics *diagnostics)
{
	for (size_t i = 0; i < program->test_count; i++)
		check_example(arena, programs, program, &program->tests[i],
			      diagnostics);
	return program->test_count;
}
