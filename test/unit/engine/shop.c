/*
 * Lines are read by the journal's own parser, so that a test says what a
 * shop would write.
 */
#include "engine/shop.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/currency.h"
#include "base/source.h"
#include "base/text.h"
#include "journal/parser.h"

static const char head[] = "program: {name: Shop, currency: EUR}\n"
			   "units: [{name: point, plural: points},"
			   " {name: stamp, plural: stamps}]\n";

static struct program *read_rules(struct shop *shop, const char *rules,
				  struct day from)
{
	struct text text;
	text_init(&text, &shop->arena);
	if (strncmp(rules, "program:", strlen("program:")) != 0)
		text_add(&text, head);
	text_add(&text, rules);
	struct program *program = programs_add(
		&shop->programs,
		source_new(&shop->arena, "rules.yaml", text_slice(&text)), from,
		&shop->diagnostics);
	if (program == NULL)
		cr_assert_fail("%s\n%s", shop->diagnostics.first->message,
			       text.bytes);
	return program;
}

void shop_open(struct shop *shop, const char *rules)
{
	*shop = (struct shop){ .member = "M0001" };
	arena_init(&shop->arena);
	diagnostics_init(&shop->diagnostics, &shop->arena);
	programs_init(&shop->programs, &shop->arena);
	shop->program = read_rules(shop, rules, DAY_NONE);
}

void shop_change(struct shop *shop, const char *rules, const char *from)
{
	read_rules(shop, rules, shop_day(from));
}

/* ---- the member ---- */

static bool in_segment(void *context, uint32_t member, struct slice segment)
{
	const struct shop *shop = context;
	(void)member;
	return shop->segment != NULL && slice_is(segment, shop->segment);
}

static struct slice profile(void *context, uint32_t member, struct slice key)
{
	const struct shop *shop = context;
	(void)member;
	return slice_is(key, "city") ? slice_from(shop->city)
				     : (struct slice){ NULL, 0 };
}

static struct slice member_id(void *context, uint32_t member)
{
	const struct shop *shop = context;
	(void)member;
	return slice_from(shop->member);
}

static int64_t used(void *context, uint32_t member, int rule, struct day day)
{
	const struct shop *shop = context;
	(void)member;
	(void)rule;
	(void)day;
	return shop->used;
}

static int64_t visits(void *context, uint32_t member, int rule, struct day day)
{
	const struct shop *shop = context;
	(void)member;
	(void)rule;
	(void)day;
	return shop->visits;
}

/* ---- events ---- */

static const struct event *read_line(struct shop *shop, struct journal *journal,
				     const char *line)
{
	struct text text;
	text_init(&text, &shop->arena);
	text_add_format(&text, "%s\n", line);
	journal_init(journal, &shop->arena, 1);
	parser_parse(journal,
		     source_new(&shop->arena, "test", text_slice(&text)),
		     &shop->diagnostics);
	cr_assert_eq(journal->event_count, 1, "'%s' is one line", line);
	return &journal->events[0];
}

static void fill_input(struct shop *shop, const char *line)
{
	struct journal journal;
	struct earn_input *input = &shop->input;
	const struct event *event = read_line(shop, &journal, line);
	bool fits = earn_input_from_event(&shop->arena, &journal, shop->program,
					  event, input);
	cr_assert(fits, "the amounts of '%s' fit", line);
	input->first_purchase = shop->first_purchase;
	input->referrer = shop->referrer;
	if (shop->tier != NULL)
		input->level = program_find_level(shop->program,
						  slice_from(shop->tier));
	struct decimal paid;
	if (shop->paid != NULL)
		cr_assert(decimal_parse(slice_from(shop->paid), &paid) ==
				  DECIMAL_OK &&
			  decimal_rescale(
				  paid, currency_scale(shop->program->currency),
				  &input->paid_with_points) == DECIMAL_OK);
}

static struct earn_past past_of(struct shop *shop)
{
	return (struct earn_past){ .context = shop,
				   .in_segment = in_segment,
				   .profile = profile,
				   .member_id = member_id,
				   .used = used,
				   .visits = visits };
}

void shop_sell(struct shop *shop, const char *line)
{
	const struct earn_past past = past_of(shop);
	fill_input(shop, line);
	earn_working_init(&shop->working, &shop->arena, &shop->programs);
	earn_purchase(shop->program, &shop->input, &past, &shop->result,
		      &shop->working);
}

void shop_act(struct shop *shop, const char *action, const char *line)
{
	const struct earn_past past = past_of(shop);
	fill_input(shop, line);
	shop->input.action = slice_from(action);
	earn_working_init(&shop->working, &shop->arena, &shop->programs);
	earn_action(shop->program, &shop->input, &past, &shop->result,
		    &shop->working);
}

/* ---- what came of it ---- */

int64_t shop_points(const struct shop *shop, const char *unit)
{
	int number = programs_find_unit(&shop->programs, slice_from(unit));
	cr_assert(number >= 0, "there is a unit '%s'", unit);
	return shop->result.points[number];
}

int64_t shop_shares(const struct shop *shop, const char *unit)
{
	int number = programs_find_unit(&shop->programs, slice_from(unit));
	int64_t sum = 0;
	for (size_t i = 0; i < shop->result.share_count; i++)
		if (shop->result.shares[i].unit == number)
			sum += shop->result.shares[i].points;
	return sum;
}

const char *shop_working(struct shop *shop)
{
	struct text text;
	text_init(&text, &shop->arena);
	text_add(&text, "");
	for (const struct earn_step *step = shop->working.first; step != NULL;
	     step = step->next) {
		text_add(&text, step->counts ? "" : "- ");
		text_add_slice(&text, step->rule);
		text_add_format(&text, "%s%s\n",
				step->rule.length > 0 ? ": " : "", step->text);
	}
	return text.bytes;
}

struct day shop_day(const char *text)
{
	struct day day = DAY_NONE;
	cr_assert(day_parse(slice_from(text), &day), "'%s' is a day", text);
	return day;
}

void shop_close(struct shop *shop)
{
	arena_release(&shop->arena);
}
