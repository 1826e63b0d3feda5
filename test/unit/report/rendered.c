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

/* Texts that break something somewhere. All are UTF-8 but the last ones. */
const struct slice rendered_hostile_texts[RENDERED_HOSTILE] = {
	RENDERED_TEXT("plain"),
	RENDERED_TEXT(" blanks "),
	RENDERED_TEXT("comma, semicolon; tab\t end"),
	RENDERED_TEXT("quote \" and '"),
	RENDERED_TEXT("\"\""),
	RENDERED_TEXT("two\nlines"),
	RENDERED_TEXT("cr\rlf\r\n"),
	RENDERED_TEXT("back\\slash \\n"),
	RENDERED_TEXT("=1+1"),
	RENDERED_TEXT("=cmd|' /C calc'!A0"),
	RENDERED_TEXT("@SUM(A1)"),
	RENDERED_TEXT("+49 (30) 12-34/5.6"),
	RENDERED_TEXT("-5"),
	RENDERED_TEXT("+1+cmd"),
	RENDERED_TEXT("-x"),
	RENDERED_TEXT("'already"),
	RENDERED_TEXT("\t=1"),
	RENDERED_TEXT("\r=1"),
	RENDERED_TEXT("# not a comment"),
	RENDERED_TEXT("<script>alert(1)</script>"),
	RENDERED_TEXT("a & b &amp; <b>\"'"),
	RENDERED_TEXT("| pipe | **bold** [x](javascript:y) `c`"),
	RENDERED_TEXT("nul \0 inside"),
	RENDERED_TEXT("\x1b[31mred\x1b[0m \x07 \x7f \xc2\x9b"),
	RENDERED_TEXT("\xe2\x80\xae rtl \xe2\x80\x8b"),
	RENDERED_TEXT("Käse ☕ 漢字 👩‍🚀"),
	RENDERED_TEXT("\xef\xbf\xbd"),
	RENDERED_TEXT("{\"a\":[1,2]}"),
	RENDERED_TEXT("007"),
	RENDERED_TEXT("1e5"),
	RENDERED_TEXT("overlong \xc0\xaf"),
	RENDERED_TEXT("cut \xe2\x82"),
	RENDERED_TEXT("surrogate \xed\xa0\x80"),
	RENDERED_TEXT("\xff\xfe"),
};

static void fill_hostile(struct table *table, const void *context)
{
	(void)context;
	for (size_t i = 0; i < RENDERED_HOSTILE; i++)
		rendered_add_row(table, rendered_hostile_texts[i]);
}

struct slice rendered_hostile(struct arena *arena, const char *format,
			      struct render_options options)
{
	static const struct heading_line LINES[] = {
		{ "book", RENDERED_TEXT("<&>\n\x1b,=1") },
		{ "as of", RENDERED_TEXT("2026-10-31") },
	};
	static const struct heading HEADING = { "Tit<le", LINES, 2 };
	struct rendered what = { .options = options,
				 .heading = &HEADING,
				 .fill = fill_hostile };
	bool failed = true;
	struct slice text = rendered_text(arena, format, &what, &failed);
	cr_assert(!failed);
	return text;
}

void rendered_expect(struct arena *arena, const char *format,
		     const struct rendered *what, const char *expected)
{
	bool failed = true;
	struct slice text = rendered_text(arena, format, what, &failed);
	cr_expect(!failed);
	cr_expect(slice_is(text, expected), "%s:\n%.*s", format,
		  SLICE_ARGS(text));
}
