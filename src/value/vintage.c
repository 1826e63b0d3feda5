/*
 * Lots are told apart once, when the book is opened: by month, unit and what
 * they came from. What happens to them, day by day, is counted by
 * vintage_advance.c.
 */
#include "value/vintage.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/currency.h"
#include "engine/book.h"
#include "journal/journal.h"

/* ---- telling lots apart ---- */

/* Months from the first to the last, by unit and class; what is not there is
 * NONE. */
struct table_of_vintages {
	struct vintages *vintages;
	int32_t first, last; /* months */
	size_t units;
	uint32_t *at;
	size_t capacity; /* of the list */
	/* the month of the day looked at last */
	struct day day;
	int32_t month;
};

static const char *name_of(struct arena *arena, int32_t month, int class)
{
	static const char *const words[VINTAGE_CLASSES] = {
		[VINTAGE_SALE] = "",
		[VINTAGE_OTHER] = " other",
		[VINTAGE_PARTNER] = " partner",
		[VINTAGE_OPENING] = " opening",
	};

	if (class == VINTAGE_DEFICIT)
		return "deficit";
	return arena_print(arena, "%04d-%02d%s", (int)(month / 12),
			   (int)(month % 12 + 1), words[class]);
}

static uint32_t add_vintage(struct table_of_vintages *table, int32_t month,
			    int unit, int class)
{
	struct vintages *v = table->vintages;

	v->list = arena_grow(v->arena, v->list, v->count + 1, sizeof(*v->list),
			     &table->capacity);
	v->list[v->count] = (struct vintage){
		.month = month,
		.unit = (uint8_t)unit,
		.class = (uint8_t) class,
		.name = name_of(v->arena, month, class),
		.granted = arena_take_array(v->arena, v->book->programs->count,
					    sizeof(int64_t)),
	};
	return (uint32_t)v->count++;
}

static uint32_t find_vintage(struct table_of_vintages *table, struct day earned,
			     int unit, int class)
{
	if (earned.number != table->day.number) {
		table->day = earned;
		table->month = vintage_month(earned);
	}
	size_t index = ((size_t)(table->month - table->first) * table->units +
			(size_t)unit) *
			       VINTAGE_CLASSES +
		       (size_t) class;
	if (table->at[index] == NONE)
		table->at[index] =
			add_vintage(table, table->month, unit, class);
	return table->at[index];
}

/* A purchase, or the line that moved one to another member. */
static enum vintage_class class_of(const struct vintages *v,
				   const struct lot *lot)
{
	const struct journal *journal = v->book->journal;
	const struct event *e = &journal->events[lot->event];

	switch ((enum lot_origin)lot->origin) {
	case ORIGIN_PARTNER:
		return VINTAGE_PARTNER;
	case ORIGIN_OPENING:
		return VINTAGE_OPENING;
	case ORIGIN_SALE:
		break;
	case ORIGIN_BONUS:
	case ORIGIN_GOODWILL:
	case ORIGIN_TRANSFER:
	case ORIGIN_CORRECTION:
		return VINTAGE_OTHER;
	}
	if (e->kind == EVENT_MOVE) {
		uint32_t purchase =
			journal_find(journal, event_operand(journal, e));
		if (purchase != EVENT_NONE)
			e = &journal->events[purchase];
	}
	return e->currency == CURRENCY_NONE ? VINTAGE_OTHER : VINTAGE_SALE;
}

/*
 * The lots of a transfer were opened one after the other for what it took,
 * first taken first, and its consumptions are chained last first. Gives how
 * many lots they were.
 */
static size_t pass_on(struct vintages *v, size_t first)
{
	const struct book *book = v->book;
	uint32_t event = book->lots[first].event;
	size_t taken = 0;
	size_t opened = 0;

	while (first + opened < book->lot_count &&
	       book->lots[first + opened].event == event)
		opened++;
	for (uint32_t i = book->effects[event].consumption; i != NONE;
	     i = book->consumptions[i].next)
		taken++;
	for (uint32_t i = book->effects[event].consumption; i != NONE;
	     i = book->consumptions[i].next) {
		taken--;
		if (taken < opened)
			v->of_lot[first + taken] =
				v->of_lot[book->consumptions[i].lot];
	}
	return opened;
}

static void find_months(struct table_of_vintages *table)
{
	const struct book *book = table->vintages->book;
	struct day first = DAY_NEVER;
	struct day last = DAY_NONE;

	for (size_t i = 0; i < book->lot_count; i++) {
		struct day day = book->lots[i].earned;
		if (day.number < first.number)
			first = day;
		if (day.number > last.number)
			last = day;
	}
	if (book->lot_count == 0)
		first = last = book->as_of;
	table->first = vintage_month(first);
	table->last = vintage_month(last);
}

static void tell_lots(struct vintages *v, struct table_of_vintages *table)
{
	const struct book *book = v->book;

	for (size_t i = 0; i < book->lot_count;) {
		const struct lot *lot = &book->lots[i];
		if (lot->origin == ORIGIN_TRANSFER) {
			i += pass_on(v, i);
			continue;
		}
		v->of_lot[i++] = find_vintage(table, lot->earned,
					      book->accounts[lot->account].unit,
					      (int)class_of(v, lot));
	}
}

/* ---- the order of the list ---- */

static int compare_vintages(const void *a, const void *b)
{
	const struct vintage *x = a;
	const struct vintage *y = b;

	if (x->unit != y->unit)
		return x->unit < y->unit ? -1 : 1;
	if (x->month != y->month)
		return x->month < y->month ? -1 : 1;
	return (int)x->class - (int)y->class;
}

/* Sorts the list; lots follow. (`brought` holds the old index meanwhile.) */
static void sort_list(struct vintages *v)
{
	uint32_t *place = arena_take_array(v->arena, v->count, sizeof(*place));

	for (size_t i = 0; i < v->count; i++)
		v->list[i].brought = (int64_t)i;
	if (v->count > 0)
		qsort(v->list, v->count, sizeof(*v->list), compare_vintages);
	for (size_t i = 0; i < v->count; i++) {
		place[v->list[i].brought] = (uint32_t)i;
		v->list[i].brought = 0;
		if (v->list[i].class == VINTAGE_DEFICIT)
			v->deficits[v->list[i].unit] = (uint32_t)i;
	}
	for (size_t i = 0; i < v->book->lot_count; i++)
		v->of_lot[i] = place[v->of_lot[i]];
}

struct vintages *vintages_open(struct arena *arena, const struct book *book)
{
	struct vintages *v = arena_take(arena, sizeof(*v));
	struct table_of_vintages table = { .vintages = v, .day = DAY_NONE };

	*v = (struct vintages){ .arena = arena,
				.book = book,
				.day = DAY_NONE,
				.program_day = DAY_NONE };
	v->of_lot =
		arena_take_array(arena, book->lot_count, sizeof(*v->of_lot));
	v->earned_by = arena_take_array(arena, book->sale_count,
					sizeof(*v->earned_by));
	for (size_t i = 0; i < book->sale_count; i++)
		v->earned_by[i] = book->sales[i].event;
	table.units = book->programs->unit_count;
	find_months(&table);
	size_t cells = (size_t)(table.last - table.first + 1) * table.units *
		       VINTAGE_CLASSES;
	table.at = arena_take_array(arena, cells, sizeof(*table.at));
	for (size_t i = 0; i < cells; i++)
		table.at[i] = NONE;
	for (size_t unit = 0; unit < table.units; unit++)
		add_vintage(&table, VINTAGE_NO_MONTH, (int)unit,
			    VINTAGE_DEFICIT);
	tell_lots(v, &table);
	sort_list(v);
	return v;
}

size_t vintages_program(struct vintages *v, struct day day)
{
	const struct programs *programs = v->book->programs;

	if (v->program_day.number == day.number)
		return v->program;
	const struct program *in_force = programs_on(programs, day);
	v->program_day = day;
	v->program = 0;
	for (size_t i = 0; i < programs->count; i++) {
		if (programs->list[i] == in_force)
			v->program = i;
	}
	return v->program;
}

uint32_t vintages_of_move(const struct vintages *v, const struct lot_move *move)
{
	return move->lot == NONE ? v->deficits[move->unit]
				 : v->of_lot[move->lot];
}
