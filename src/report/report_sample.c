/*
 * `sample`: drawing by SHA-256. See report_sample.h.
 */
#include "report/report_sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/currency.h"
#include "base/digest.h"
#include "base/text.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "journal/order.h"
#include "journal/printer.h"
#include "report/event_points.h"
#include "report/event_row.h"
#include "report/report_scope.h"

static const struct column columns[] = {
	{ "item", COLUMN_INTEGER, "its number in the sample" },
	{ "drawn", COLUMN_TEXT,
	  "at random the beginning of its SHA-256; by monetary units the first "
	  "unit of it that was drawn" },
	{ "date", COLUMN_DAY, "the day" },
	{ "kind", COLUMN_ID, "purchase, refund, redeem …" },
	{ "member", COLUMN_ID, "the member's id" },
	{ "ref", COLUMN_ID, "the reference of the event" },
	{ "points", COLUMN_POINTS, "what it moved, of the first unit" },
	{ "unit", COLUMN_ID, "the first unit" },
	{ "amount", COLUMN_MONEY, "its money; of refunds below 0" },
	{ "currency", COLUMN_ID, "its currency" },
	{ "store", COLUMN_ID, "the store" },
	{ "staff", COLUMN_ID, "who was at the till" },
	{ "file", COLUMN_TEXT, "the file of the line" },
	{ "line", COLUMN_INTEGER, "the number of the line" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_sample = {
	.name = "sample",
	.title = "Audit sample",
	.columns = columns,
	.fields = EVENT_ROW_FIELDS,
};

enum {
	DRAWN_MAX = 32, /* bytes of the column drawn */
	SHOWN_DIGITS = 16,
	START_DIGITS = 15 /* 60 bits */
};

/* A drawn event. */
struct draw {
	size_t nth; /* in the population */
	char text[DRAWN_MAX];
};

/* --- the population --------------------------------------------------------- */

static bool is_counted(const struct report_scope *scope, uint32_t event)
{
	const struct event *e = scope_event(scope, event);
	uint8_t flags = scope->book->effects[event].flags;

	switch (e->kind) {
	case EVENT_STOCK:
	case EVENT_ACCEPT:
	case EVENT_NOTE:
		return false;
	default:
		break;
	}
	return directive_of((enum event_kind)e->kind)->moves &&
	       (flags & EFFECT_APPLIED) && !(flags & EFFECT_VOIDED) &&
	       scope_takes_day(scope, e->day) &&
	       event_points_taken(scope, event);
}

struct sample_population sample_population(const struct report_scope *scope)
{
	const struct journal *journal = scope->book->journal;
	struct sample_population population = {
		.currency = scope_program(scope)->currency,
	};
	size_t count;
	const order_step *steps = order_steps(scope->arena, journal, &count);

	population.events = arena_take_array(scope->arena, count,
					     sizeof(*population.events));
	for (size_t i = 0; i < count; i++) {
		uint32_t event = ORDER_EVENT(steps[i]);
		int64_t money;

		if (ORDER_PART(steps[i]) != 0 || !is_counted(scope, event))
			continue;
		money = event_points_money(&journal->events[event]);
		population.events[population.count++] = event;
		(void)amount_add(population.money, money, &population.money);
		(void)amount_add(population.absolute,
				 money < 0 ? -money : money,
				 &population.absolute);
	}
	return population;
}

int64_t sample_interval(const struct sample_population *population,
			const struct sample_request *request)
{
	int64_t most;

	if (request->interval == 0 || request->n == 0)
		return request->interval;
	most = population->absolute / (int64_t)request->n;
	return most > 0 && most < request->interval ? most : request->interval;
}

/* --- drawing ---------------------------------------------------------------- */

static void number_of(const struct report_scope *scope, int64_t seed,
		      uint32_t event, char digest[DIGEST_TEXT_MAX])
{
	const struct journal *journal = scope->book->journal;
	const struct event *e = &journal->events[event];
	struct slice reference = event_reference(journal, e);
	struct text text;

	text_init(&text, scope->arena);
	text_add_format(&text, "%lld ", (long long)seed);
	if (reference.length > 0)
		text_add_slice(&text, reference);
	else
		printer_add_event(&text, journal, e);
	digest_print(text_slice(&text), digest);
}

static int compare_numbers(const void *a, const void *b)
{
	const struct draw *one = a;
	const struct draw *other = b;
	int order = memcmp(one->text, other->text, DRAWN_MAX);

	return order ? order : one->nth < other->nth ? -1 : 1;
}

static int compare_places(const void *a, const void *b)
{
	const struct draw *one = a;
	const struct draw *other = b;

	return one->nth < other->nth ? -1 : 1;
}

static struct draw *draw_numbers(const struct report_scope *scope,
				 const struct sample_population *population,
				 const struct sample_request *request,
				 size_t *count)
{
	struct draw *all =
		arena_take_array(scope->arena, population->count, sizeof(*all));
	char digest[DIGEST_TEXT_MAX];

	for (size_t i = 0; i < population->count; i++) {
		number_of(scope, request->seed, population->events[i], digest);
		all[i].nth = i;
		memcpy(all[i].text, digest, DRAWN_MAX - 1);
	}
	if (population->count > 1)
		qsort(all, population->count, sizeof(*all), compare_numbers);
	*count =
		population->count < request->n ? population->count : request->n;
	for (size_t i = 0; i < *count; i++)
		all[i].text[SHOWN_DIGITS] = 0;
	if (*count > 1)
		qsort(all, *count, sizeof(*all), compare_places);
	return all;
}

/* 0 .. interval - 1 */
static int64_t start_of(int64_t seed, int64_t interval)
{
	char text[DRAWN_MAX];
	char digest[DIGEST_TEXT_MAX];
	int64_t number = 0;
	int length =
		snprintf(text, sizeof(text), "%lld start", (long long)seed);

	digest_print((struct slice){ text, (size_t)length }, digest);
	for (int i = 0; i < START_DIGITS; i++) {
		char c = digest[i];

		number = number * 16 + (c <= '9' ? c - '0' : c - 'a' + 10);
	}
	return number % interval;
}

static struct draw *draw_units(const struct report_scope *scope,
			       const struct sample_population *population,
			       const struct sample_request *request,
			       size_t *count)
{
	int64_t interval = sample_interval(population, request);
	int64_t next = start_of(request->seed, interval);
	int64_t sum = 0;
	struct draw *list = arena_take_array(scope->arena, population->count,
					     sizeof(*list));

	*count = 0;
	for (size_t i = 0; i < population->count; i++) {
		int64_t money = event_points_money(
			scope_event(scope, population->events[i]));

		if (money < 0)
			money = -money;
		if (!amount_add(sum, money, &sum))
			break;
		if (next >= sum)
			continue;
		list[*count].nth = i;
		decimal_print(next + 1, currency_scale(population->currency),
			      list[*count].text);
		(*count)++;
		next += ((sum - 1 - next) / interval + 1) * interval;
	}
	return list;
}

/* --- rows ------------------------------------------------------------------- */

static void add_row(const struct report_scope *scope, struct table *table,
		    uint32_t event, const int64_t *points)
{
	const struct journal *journal = scope->book->journal;
	const struct event *e = &journal->events[event];
	const struct unit *unit =
		scope_unit(scope, scope_program(scope)->first_unit);

	table_add_day(table, e->day);
	table_add_string(table,
			 directive_of((enum event_kind)e->kind)->keyword);
	table_add_text(table, event_member(journal, e));
	table_add_text(table, event_reference(journal, e));
	table_add_points(table, points[event], unit->decimals);
	table_add_text(table, unit->name);
	event_points_add_money(table, e);
	scope_add_value(scope, table, event, KEY_STORE);
	scope_add_value(scope, table, event, KEY_STAFF);
	scope_add_place(scope, table, event);
	table_end_row(table);
}

size_t report_sample_rows(const struct report_scope *scope, struct table *table,
			  const struct sample_population *population,
			  const struct sample_request *request)
{
	const int64_t *points =
		event_points(scope, scope_program(scope)->first_unit);
	size_t count;
	const struct draw *list =
		request->interval > 0
			? draw_units(scope, population, request, &count)
			: draw_numbers(scope, population, request, &count);

	for (size_t i = 0; i < count; i++) {
		table_add_integer(table, (int64_t)i + 1);
		table_add_string(table, list[i].text);
		add_row(scope, table, population->events[list[i].nth], points);
	}
	return count;
}
