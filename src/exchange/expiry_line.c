/*
 * Summing the expiries of the postings by member, unit and day, but for those
 * that a line records.
 */
#include "exchange/expiry_line.h"

#include "base/arena.h"
#include "base/intern.h"
#include "base/text.h"
#include "engine/book.h"
#include "journal/journal.h"

/* Points of one member and unit that expired on a day. */
struct expiry {
	struct day day;
	uint32_t member;
	int unit;
	int64_t points; /* positive */
};

struct expiries {
	const struct book *book;
	struct intern written; /* references of those on record */
	struct intern keys;    /* references, numbered like the list */
	struct expiry *list;
	size_t count, capacity;
};

static struct slice reference_of(const struct book *book, uint32_t member,
				 int unit, struct day day)
{
	char text[DAY_TEXT_MAX];

	day_print(day, text);
	return slice_from(arena_print(
		book->arena, "expire-%.*s-%.*s-%s",
		SLICE_ARGS(intern_text(&book->journal->members, member)),
		SLICE_ARGS(book->programs->units[unit].name), text));
}

/* The unit that a quantity of a line is in, as the rules of its day have it. */
static int unit_of(const struct book *book, const struct event *event,
		   struct quantity quantity)
{
	const struct program *program = programs_on(book->programs, event->day);
	struct slice name = intern_text(&book->journal->units, quantity.unit);

	return name.length > 0 ? programs_find_unit(book->programs, name)
			       : program->first_unit;
}

/* Notes the expiries that lines record. */
static void find_written(struct expiries *expiries)
{
	const struct book *book = expiries->book;
	const struct journal *journal = book->journal;

	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];

		if (event->kind != EVENT_EXPIRE ||
		    event->flags & EVENT_DUPLICATE ||
		    event_attribute(journal, event, KEY_WHY))
			continue;
		for (size_t q = 0; q < event->quantities; q++) {
			int unit = unit_of(book, event,
					   event_quantity(journal, event, q));

			if (unit >= 0)
				intern_add(&expiries->written,
					   reference_of(book, event->member,
							unit, event->day));
		}
	}
}

static void take(struct expiries *expiries, const struct posting *posting)
{
	const struct book *book = expiries->book;
	const struct account *account = &book->accounts[posting->account];
	struct slice key = reference_of(book, account->member, account->unit,
					posting->day);

	if (intern_find(&expiries->written, key) != INTERN_NONE ||
	    journal_find(book->journal, key) != EVENT_NONE)
		return;
	size_t number = intern_add(&expiries->keys, key);
	if (number == expiries->count) {
		expiries->list = arena_grow(
			book->arena, expiries->list, expiries->count + 1,
			sizeof(*expiries->list), &expiries->capacity);
		expiries->list[expiries->count++] =
			(struct expiry){ .day = posting->day,
					 .member = account->member,
					 .unit = account->unit };
	}
	expiries->list[number].points -= posting->points;
}

static void add_line(struct text *lines, const struct expiries *expiries,
		     size_t number)
{
	const struct book *book = expiries->book;
	const struct expiry *expiry = &expiries->list[number];
	const struct program *program =
		programs_on(book->programs, expiry->day);
	const struct unit *unit = &book->programs->units[expiry->unit];
	char day[DAY_TEXT_MAX];

	day_print(expiry->day, day);
	text_add_format(lines, "%s expire %.*s ", day,
			SLICE_ARGS(intern_text(&book->journal->members,
					       expiry->member)));
	decimal_add_text(lines, -expiry->points, unit->decimals, true);
	if (program->first_unit != expiry->unit)
		text_add_format(lines, " %.*s", SLICE_ARGS(unit->name));
	text_add_format(
		lines, " ^%.*s\n",
		SLICE_ARGS(intern_text(&expiries->keys, (uint32_t)number)));
}

size_t expiry_line_add_all(struct text *lines, const struct book *book,
			   struct day after)
{
	struct expiries expiries = { .book = book };

	intern_init(&expiries.written, book->arena, book->journal->seed);
	intern_init(&expiries.keys, book->arena, book->journal->seed);
	find_written(&expiries);
	for (size_t i = 0; i < book->posting_count; i++) {
		const struct posting *posting = &book->postings[i];

		if (posting->kind == POSTING_EXPIRY && !posting->late &&
		    day_compare(posting->day, after) > 0)
			take(&expiries, posting);
	}
	for (size_t i = 0; i < expiries.count; i++)
		add_line(lines, &expiries, i);
	return expiries.count;
}
