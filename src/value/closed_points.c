/*
 * Reads the control total off the close lines. See closed_points.h.
 */
#include "value/closed_points.h"

#include <stddef.h>

#include "base/decimal.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "rules/program.h"

static bool is_points(const struct journal *journal, uint32_t key)
{
	if (key < KEY_COUNT)
		return slice_is(
			slice_from(attribute_name((enum attribute_key)key)),
			"points");
	return slice_is(intern_text(&journal->keys, key - KEY_COUNT), "points");
}

/* N, or N/UNIT, signed. */
static bool read_points(const struct book *book, struct slice text, int unit,
			int64_t *points)
{
	const struct programs *programs = book->programs;
	struct slice name = { NULL, 0 };
	bool negative = text.length > 0 && text.text[0] == '-';
	struct decimal value;

	for (size_t i = 0; i < text.length; i++) {
		if (text.text[i] != '/')
			continue;
		name = (struct slice){ text.text + i + 1, text.length - i - 1 };
		text.length = i;
	}
	if (name.length == 0 ? programs->unit_count > 1
			     : !slice_equal(name, programs->units[unit].name))
		return false;
	if (negative)
		text = (struct slice){ text.text + 1, text.length - 1 };
	if (decimal_parse(text, &value) != DECIMAL_OK ||
	    decimal_rescale(value, programs->units[unit].decimals, points) !=
		    DECIMAL_OK)
		return false;
	if (negative)
		*points = -*points;
	return true;
}

static bool points_of(const struct book *book, const struct event *e, int unit,
		      int64_t *points)
{
	const struct journal *journal = book->journal;

	for (uint32_t i = 0; i < e->attribute_count; i++) {
		const struct attribute *one =
			&journal->attributes[e->attributes + i];
		if (is_points(journal, one->key) &&
		    read_points(book, attribute_raw(journal, e, one), unit,
				points))
			return true;
	}
	return false;
}

/* Closed more often than reopened. */
static bool is_closed(const struct journal *journal, const struct event *close)
{
	struct slice period = event_value(journal, close, KEY_PERIOD);
	int balance = 0;

	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *e = &journal->events[i];
		if ((e->kind != EVENT_CLOSE && e->kind != EVENT_REOPEN) ||
		    e->flags & EVENT_DUPLICATE ||
		    !slice_equal(event_value(journal, e, KEY_PERIOD), period))
			continue;
		balance += e->kind == EVENT_CLOSE ? 1 : -1;
	}
	return balance > 0;
}

bool closed_points(const struct book *book, struct day day, int unit,
		   int64_t *points)
{
	const struct journal *journal = book->journal;
	bool found = false;

	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *e = &journal->events[i];
		int64_t given;
		if (e->kind != EVENT_CLOSE || e->flags & EVENT_DUPLICATE ||
		    day_compare(e->day, day) != 0 || !is_closed(journal, e) ||
		    !points_of(book, e, unit, &given))
			continue;
		*points = given;
		found = true;
	}
	return found;
}
