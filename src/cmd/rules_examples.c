/*
 * Turning an example into a purchase as the rules see it, and comparing.
 */
#include "cmd/rules_examples.h"

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/text.h"
#include "engine/earn.h"
#include "rules/program.h"

/* What of an example stands the comparison. */
struct example {
	struct arena *arena;
	const struct programs *programs;
	const struct program *program;
	const struct rules_test *test;
	struct earn_item item;
	struct earn_input input;
	struct earn_result result;
	struct earn_working working;
};

/* The one item an example can speak of: all of the purchase. */
static void add_item(struct example *example)
{
	const struct rules_test *test = example->test;
	struct earn_input *input = &example->input;
	if (test->category.length == 0 && test->sku.length == 0)
		return;
	example->item = (struct earn_item){
		.category = program_category(example->program, test->category,
					     test->sku, &input->pattern_limit),
		.sku = test->sku,
		.quantity = test->quantity,
		.amount = test->purchase > 0 ? test->purchase : 0,
		.has_amount = test->purchase >= 0,
	};
	input->items = &example->item;
	input->item_count = 1;
}

static void run_example(struct example *example)
{
	const struct rules_test *test = example->test;
	struct earn_input *input = &example->input;
	*input = (struct earn_input){
		.day = test->date,
		.minute = test->minute,
		.has_money = test->purchase >= 0,
		.money = test->purchase > 0 ? test->purchase : 0,
		.store = test->store,
		.channel = test->channel,
		.member = UINT32_MAX,
		.level = program_find_level(example->program, test->tier),
		.first_purchase = test->first_purchase,
		.action = test->action,
	};
	if (test->tier.length == 0)
		input->level = -1;
	add_item(example);
	earn_working_init(&example->working, example->arena, example->programs);
	if (test->action.length > 0)
		earn_action(example->program, input, NULL, &example->result,
			    &example->working);
	else
		earn_purchase(example->program, input, NULL, &example->result,
			      &example->working);
}

static void add_points(const struct example *example, struct text *text,
		       int unit, int64_t points)
{
	const struct unit *named = &example->programs->units[unit];
	decimal_add_text(text, points, named->decimals, true);
	bool is_one = points == decimal_power(named->decimals);
	text_add_char(text, ' ');
	text_add_slice(text, is_one ? named->name : named->plural);
}

static void report_difference(const struct example *example, int unit,
			      int64_t expected, struct diagnostics *diagnostics)
{
	struct text text;
	text_init(&text, example->arena);
	text_add(&text, "expected ");
	add_points(example, &text, unit, expected);
	text_add(&text, ", the rules give ");
	add_points(example, &text, unit, example->result.points[unit]);
	struct diagnostic *failed =
		diagnostic_add(diagnostics, DIAGNOSTIC_rules_test_failed,
			       example->test->at, "%s", text.bytes);
	const struct earn_step *step = example->working.first;
	for (; step; step = step->next)
		diagnostic_note(diagnostics, failed, PLACE_NONE, "%.*s%s%s",
				SLICE_ARGS(step->rule),
				step->rule.length > 0 ? ": " : "", step->text);
}

static void check_example(struct example *example,
			  struct diagnostics *diagnostics)
{
	const struct rules_test *test = example->test;
	run_example(example);
	for (size_t i = 0; i < test->expect_count; i++) {
		int unit = test->expect[i].unit;
		int64_t expected = test->expect[i].points;
		if (example->result.points[unit] != expected)
			report_difference(example, unit, expected, diagnostics);
	}
}

size_t rules_examples_check(struct arena *arena,
			    const struct programs *programs,
			    const struct program *program,
			    struct diagnostics *diagnostics)
{
	for (size_t i = 0; i < program->test_count; i++) {
		struct example *example = arena_take(arena, sizeof(*example));
		example->arena = arena;
		example->programs = programs;
		example->program = program;
		example->test = &program->tests[i];
		check_example(example, diagnostics);
	}
	return program->test_count;
}
