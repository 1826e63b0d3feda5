/*
 * For tests of renderers: the report, its rows, and a sink that keeps bytes.
 */
#include "rendered.h"

#include <criterion/criterion.h>

#include "base/currency.h"

static const struct column COLUMNS[] = {
	{ "name", COLUMN_TEXT, "who" },
	{ "points", COLUMN_POINTS, "points" },
	{ "amount", COLUMN_MONEY, "money" },
	{ "count", COLUMN_INTEGER, "how many" },
	{ "share", COLUMN_PERCENT, "part of the whole" },
	{ "day", COLUMN_DAY, "when" },
	{ "time", COLUMN_TIME, "at" },
	{ "open", COLUMN_BOOLEAN, "whether" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report rendered_report = {
	.name = "made-up",
	.title = "Made up",
	.columns = COLUMNS,
};

static bool keep(void *context, const char *bytes, size_t length)
{
	text_add_bytes(context, bytes, length);
	return true;
}

struct slice rendered_text(struct arena *arena, const char *format,
			   const struct rendered *what, bool *failed)
{
	struct text *text = arena_take(arena, sizeof(*text));
	struct sink sink;
	const struct render_format *found = render_find(slice_from(format));
	cr_assert(found && found->renderer->begin, "%s", format);
	text_init(text, arena);
	sink_init(&sink, arena, keep, text);
	struct table *table =
		table_open(arena, &rendered_report,
			   render_new(arena, found->renderer, &sink,
				      what->heading, &what->options));
	what->fill(table, what->context);
	table_close(table);
	*failed = !sink_flush(&sink);
	return text_slice(text);
}

void rendered_add_row(struct table *table, struct slice name)
{
	struct day day = DAY_NONE;
	cr_assert(day_parse(SLICE("2026-10-31"), &day));
	table_add_text(table, name);
	table_add_points(table, -1250, 2);
	table_add_money(table, 1999, currency_find(SLICE("EUR")));
	table_add_integer(table, 7);
	table_add_percent(table, (struct decimal){ 964, 1 });
	table_add_day(table, day);
	table_add_minute(table, 9 * 60 + 5);
	table_add_boolean(table, true);
	table_end_row(table);
}
