/*
 * The renderers for people: what a table, a page and a document look like, and
 * that nothing in a cell can harm a terminal or a browser.
 */
#include <criterion/criterion.h>
#include <locale.h>
#include <string.h>

#include "base/currency.h"
#include "base/utf8.h"
#include "rendered.h"

static struct arena arena;

static void setup(void)
{
	arena_init(&arena);
	setlocale(LC_CTYPE, "C.UTF-8");
}

static void teardown(void)
{
	arena_release(&arena);
}

TestSuite(report_people, .init = setup, .fini = teardown);

static void fill_sections(struct table *table, const void *context)
{
	(void)context;
	table_add_section(table, "North <1>");
	rendered_add_row(table, SLICE("Müller"));
	rendered_add_row(table, SLICE("Al"));
	table_add_section(table, "South");
	rendered_add_row(table, SLICE("Bo"));
	table_add_text(table, SLICE("total"));
	table_add_points(table, -3750, 2);
	table_add_money(table, 5997, CURRENCY_NONE);
	table_add_integer(table, 21);
	table_add_rest(table);
	table_end_total(table);
}

Test(report_people, people_see_sections_totals_and_the_heading)
{
	static const struct heading_line LINES[] = {
		{ "book", RENDERED_TEXT("Rosa's Café") },
		{ "as of", RENDERED_TEXT("2026-10-31") },
	};
	static const struct heading HEADING = { "Made up", LINES, 2 };
	struct rendered what = { .heading = &HEADING, .fill = fill_sections };
	rendered_expect(
		&arena, "table", &what,
		"Made up\n"
		"book   Rosa's Café\n"
		"as of  2026-10-31\n"
		"\n"
		"\n"
		"North <1>\n"
		"name    points  amount  count  share  day         time   "
		"open\n"
		"Müller  -12.50   19.99      7  96.4%  2026-10-31  09:05  "
		"yes\n"
		"Al      -12.50   19.99      7  96.4%  2026-10-31  09:05  "
		"yes\n"
		"\n"
		"South\n"
		"name    points  amount  count  share  day         time   "
		"open\n"
		"Bo      -12.50   19.99      7  96.4%  2026-10-31  09:05  "
		"yes\n"
		"──────  ──────  ──────  ─────  ─────  ──────────  ─────  "
		"────\n"
		"total   -37.50   59.97     21\n");
	rendered_expect(
		&arena, "md", &what,
		"## Made up\n\n"
		"- book: Rosa's Café\n"
		"- as of: 2026-10-31\n\n"
		"### North \\<1\\>\n\n"
		"| name | points | amount | count | share | day | time | "
		"open |\n"
		"| --- | --: | --: | --: | --: | --- | --- | --- |\n"
		"| Müller | -12.50 | 19.99 | 7 | 96.4% | 2026-10-31 | "
		"09:05 | yes |\n"
		"| Al | -12.50 | 19.99 | 7 | 96.4% | 2026-10-31 | "
		"09:05 | yes |\n"
		"\n### South\n\n"
		"| name | points | amount | count | share | day | time | "
		"open |\n"
		"| --- | --: | --: | --: | --: | --- | --- | --- |\n"
		"| Bo | -12.50 | 19.99 | 7 | 96.4% | 2026-10-31 | "
		"09:05 | yes |\n"
		"| **total** | **-37.50** | **59.97** | **21** |  |  |  |  "
		"|\n");
}

/* No control bytes but line ends, nothing invisible, valid UTF-8. */
static void expect_harmless(const char *format)
{
	struct slice text =
		rendered_hostile(&arena, format, (struct render_options){ 0 });
	cr_expect_eq(utf8_valid_length(text), text.length, "%s", format);
	for (size_t at = 0; at < text.length;) {
		uint32_t code_point = 0;
		size_t length =
			utf8_decode(slice_from_offset(text, at), &code_point);
		cr_assert(length > 0);
		cr_expect(code_point == '\n' || !utf8_is_control(code_point),
			  "%s: control %u", format, code_point);
		cr_expect(!utf8_is_invisible(code_point) ||
				  strcmp(format, "html") == 0,
			  "%s: invisible %u", format, code_point);
		at += length;
	}
}

Test(report_people, terminals_and_pages_get_nothing_harmful)
{
	expect_harmless("table");
	expect_harmless("md");
}

Test(report_people, html_holds_only_its_own_tags)
{
	struct slice text =
		rendered_hostile(&arena, "html", (struct render_options){ 0 });
	char *copy = arena_copy(&arena, text.text, text.length);
	cr_expect(!strstr(copy, "<script"));
	cr_expect(!strstr(copy, "<b>"));
	cr_expect(!strstr(copy, "Tit<le"));
	cr_expect(strstr(copy, "Tit&lt;le"));
	cr_expect(strstr(copy, "&lt;script&gt;alert(1)&lt;/script&gt;"));
	cr_expect(strstr(copy, "a &amp; b &amp;amp; &lt;b&gt;&quot;&#39;"));
	cr_expect_eq(utf8_valid_length(text), text.length);
	for (size_t i = 0; i < text.length; i++)
		cr_assert((unsigned char)text.text[i] >= 0x20 ||
			  text.text[i] == '\n' || text.text[i] == '\t');
}

static void fill_many(struct table *table, const void *context)
{
	const size_t *rows = context;
	for (size_t i = 0; i < *rows; i++)
		rendered_add_row(table, SLICE("Müller"));
	rendered_add_row(table, SLICE("A longer name at the end"));
}

Test(report_people, a_large_table_streams_in_the_same_columns)
{
	size_t rows = 50001;
	struct rendered what = { .fill = fill_many, .context = &rows };
	bool failed = true;
	struct slice text = rendered_text(&arena, "table", &what, &failed);
	size_t lines = 0;
	cr_assert(!failed);
	for (struct slice rest = text; rest.length > 0; lines++) {
		struct slice line = slice_cut(rest, '\n', &rest);
		if (lines == 0 || lines > rows)
			continue;
		cr_assert(slice_is(line,
				   "Müller  -12.50   19.99      7  96.4%  "
				   "2026-10-31  09:05  yes"),
			  "%zu: %.*s", lines, SLICE_ARGS(line));
	}
	cr_expect_eq(lines, rows + 2);
}

Test(report_people, a_narrow_terminal_wraps_texts_only)
{
	size_t rows = 1;
	struct rendered what = { .options = { .width = 64 },
				 .fill = fill_many,
				 .context = &rows };
	bool failed = true;
	struct slice rest = rendered_text(&arena, "table", &what, &failed);
	while (rest.length > 0) {
		struct slice line = slice_cut(rest, '\n', &rest);
		cr_expect(utf8_display_width(line) <= 64, "%.*s",
			  SLICE_ARGS(line));
	}
}

Test(report_people, colour_only_where_it_is_wanted)
{
	size_t rows = 1;
	struct rendered what = { .fill = fill_many, .context = &rows };
	bool failed = true;
	struct slice text = rendered_text(&arena, "table", &what, &failed);
	cr_expect_eq(slice_find(text, '\x1b'), text.length);
	what.options.colour = true;
	text = rendered_text(&arena, "table", &what, &failed);
	cr_expect_lt(slice_find(text, '\x1b'), text.length);
}
