/*
 * The renderers: what each looks like, and that whatever text is in a cell,
 * the output is read back as that text, or shows nothing that could harm.
 */
#include <criterion/criterion.h>
#include <jansson.h>
#include <locale.h>
#include <stdlib.h>
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

TestSuite(report_render, .init = setup, .fini = teardown);

/* --- a reader of CSV as strict as RFC 4180 ----------------------------------*/

struct csv_reader {
	struct slice rest;
	char separator;
	char field[256];
	size_t length;
	bool was_last; /* of its line */
};

static void read_quoted_field(struct csv_reader *reader)
{
	const char *at = reader->rest.text + 1;
	for (;;) {
		if (*at == '"' && at[1] != '"')
			break;
		if (*at == '"')
			at++;
		reader->field[reader->length++] = *at++;
	}
	reader->rest = slice_from_offset(reader->rest,
					 (size_t)(at + 1 - reader->rest.text));
}

static void read_field(struct csv_reader *reader)
{
	reader->length = 0;
	if (reader->rest.text[0] == '"') {
		read_quoted_field(reader);
	} else {
		while (reader->rest.text[0] != reader->separator &&
		       reader->rest.text[0] != '\n' &&
		       reader->rest.text[0] != '\r') {
			cr_assert_neq(reader->rest.text[0], '"');
			reader->field[reader->length++] = reader->rest.text[0];
			reader->rest = slice_from_offset(reader->rest, 1);
		}
	}
	if (slice_starts(reader->rest, "\r\n"))
		reader->rest = slice_from_offset(reader->rest, 1);
	reader->was_last = reader->rest.text[0] == '\n';
	cr_assert(reader->was_last ||
		  reader->rest.text[0] == reader->separator);
	reader->rest = slice_from_offset(reader->rest, 1);
}

/* Whether a spreadsheet would see a formula here: what the guard is for. */
static bool is_dangerous(struct slice text)
{
	if (text.length == 0)
		return false;
	if (strchr("=@\t\r", text.text[0]))
		return true;
	if (text.text[0] != '+' && text.text[0] != '-')
		return false;
	return strspn(text.text + 1, "0123456789 ().-/") != text.length - 1;
}

static void expect_csv(struct csv_reader *reader, const char *const *others)
{
	for (size_t i = 0; i < RENDERED_HOSTILE; i++) {
		read_field(reader);
		struct slice got = { reader->field, reader->length };
		if (is_dangerous(rendered_hostile_texts[i])) {
			cr_expect_eq(got.text[0], '\'', "row %zu", i);
			got = slice_from_offset(got, 1);
		}
		cr_expect(slice_equal(got, rendered_hostile_texts[i]),
			  "row %zu: %.*s", i, SLICE_ARGS(got));
		for (size_t j = 0; j < 7; j++) {
			read_field(reader);
			got = (struct slice){ reader->field, reader->length };
			cr_expect(slice_is(got, others[j]), "%.*s",
				  SLICE_ARGS(got));
			cr_expect_eq(reader->was_last, j == 6);
		}
	}
	cr_expect_eq(reader->rest.length, 0);
}

Test(report_render, csv_reads_back)
{
	static const char *const OTHERS[] = { "-12.50", "19.99",      "7",
					      "96.4",   "2026-10-31", "09:05",
					      "yes" };
	struct csv_reader reader = { .rest = rendered_hostile(
					     &arena, "csv",
					     (struct render_options){ 0 }),
				     .separator = ',' };
	cr_assert(slice_starts(reader.rest,
			       "name,points,amount,count,share,day,time,"
			       "open\n"));
	slice_cut(reader.rest, '\n', &reader.rest);
	expect_csv(&reader, OTHERS);
}

Test(report_render, csv_for_excel_reads_back)
{
	static const char *const OTHERS[] = { "-12,50", "19,99",      "7",
					      "96,4",   "2026-10-31", "09:05",
					      "yes" };
	struct render_options options = { .csv = CSV_EXCEL };
	struct csv_reader reader = { .rest = rendered_hostile(&arena, "csv",
							      options),
				     .separator = ';' };
	cr_assert(slice_starts(reader.rest,
			       "\xef\xbb\xbfname;points;amount;count;share;"
			       "day;time;open\r\n"));
	slice_cut(reader.rest, '\n', &reader.rest);
	expect_csv(&reader, OTHERS);
}

Test(report_render, csv_heading_is_one_comment_a_line)
{
	struct render_options options = { .header = true };
	struct slice text = rendered_hostile(&arena, "csv", options);
	cr_expect(slice_starts(text, "# book: <&> \x1b,=1\n"
				     "# as of: 2026-10-31\nname,points,"),
		  "%.*s", 80, text.text);
}

static void unescape_tsv(struct slice *text, char *out, size_t *length)
{
	size_t at = 0;
	*length = 0;
	while (text->text[at] != '\t' && text->text[at] != '\n') {
		char byte = text->text[at++];
		if (byte == '\\') {
			byte = text->text[at++];
			byte = byte == 't'   ? '\t'
			       : byte == 'n' ? '\n'
			       : byte == 'r' ? '\r'
					     : byte;
		}
		out[(*length)++] = byte;
	}
	*text = slice_from_offset(*text, at + 1);
}

Test(report_render, tsv_reads_back)
{
	struct slice text =
		rendered_hostile(&arena, "tsv", (struct render_options){ 0 });
	struct slice header;
	cr_assert(slice_starts(text, "name\tpoints\t"));
	slice_cut(text, '\n', &header);
	text = header;
	for (size_t i = 0; i < RENDERED_HOSTILE; i++) {
		char field[256];
		size_t length;
		unescape_tsv(&text, field, &length);
		cr_expect(slice_equal((struct slice){ field, length },
				      rendered_hostile_texts[i]),
			  "row %zu", i);
		cr_expect(slice_starts(text, "-12.50\t19.99\t7\t96.4\t"
					     "2026-10-31\t09:05\tyes\n"));
		slice_cut(text, '\n', &text);
	}
	cr_expect_eq(text.length, 0);
}

/* What JSON makes of bytes that are not UTF-8. */
static bool is_same_or_replaced(const char *got, size_t i)
{
	struct slice text = rendered_hostile_texts[i];
	if (i < RENDERED_HOSTILE - RENDERED_INVALID)
		return slice_equal(
			slice_from(got),
			(struct slice){ text.text, strlen(text.text) });
	return strstr(got, "\xef\xbf\xbd") != NULL;
}

static void expect_json_row(json_t *row, size_t i)
{
	const char *name = json_string_value(json_object_get(row, "name"));
	cr_assert(name, "row %zu", i);
	cr_expect(is_same_or_replaced(name, i), "row %zu: %s", i, name);
	cr_expect_str_eq(json_string_value(json_object_get(row, "points")),
			 "-12.50");
	cr_expect_str_eq(json_string_value(json_object_get(row, "amount")),
			 "19.99");
	cr_expect_eq(json_integer_value(json_object_get(row, "count")), 7);
	cr_expect(json_is_integer(json_object_get(row, "count")));
	cr_expect_str_eq(json_string_value(json_object_get(row, "share")),
			 "96.4");
	cr_expect_str_eq(json_string_value(json_object_get(row, "day")),
			 "2026-10-31");
	cr_expect_str_eq(json_string_value(json_object_get(row, "time")),
			 "09:05");
	cr_expect(json_is_true(json_object_get(row, "open")));
	cr_expect_eq(json_object_size(row), 8);
}

enum {
	STRICT = JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL
};

Test(report_render, json_reads_back)
{
	struct slice text =
		rendered_hostile(&arena, "json", (struct render_options){ 0 });
	json_error_t error;
	json_t *rows = json_loadb(text.text, text.length, STRICT, &error);
	cr_assert(rows, "%d:%d %s", error.line, error.column, error.text);
	cr_assert_eq(json_array_size(rows), RENDERED_HOSTILE);
	for (size_t i = 0; i < RENDERED_HOSTILE; i++)
		expect_json_row(json_array_get(rows, i), i);
	json_decref(rows);
}

Test(report_render, jsonl_reads_back)
{
	struct slice rest =
		rendered_hostile(&arena, "jsonl", (struct render_options){ 0 });
	for (size_t i = 0; i < RENDERED_HOSTILE; i++) {
		json_error_t error;
		struct slice line = slice_cut(rest, '\n', &rest);
		json_t *row =
			json_loadb(line.text, line.length, STRICT, &error);
		cr_assert(row, "row %zu: %s", i, error.text);
		expect_json_row(row, i);
		json_decref(row);
	}
	cr_expect_eq(rest.length, 0);
}

static void fill_nothing(struct table *table, const void *context)
{
	(void)table;
	(void)context;
}

static void fill_none(struct table *table, const void *context)
{
	(void)context;
	table_add_text(table, (struct slice){ NULL, 0 });
	table_add_none(table);
	table_add_money(table, 0, CURRENCY_NONE);
	table_add_none(table);
	table_add_none(table);
	table_add_day(table, DAY_NEVER);
	table_add_minute(table, -1);
	table_add_rest(table);
	table_end_row(table);
}

Test(report_render, no_rows_are_still_a_table)
{
	struct rendered what = { .fill = fill_nothing };
	rendered_expect(&arena, "csv", &what,
			"name,points,amount,count,share,day,time,open\n");
	rendered_expect(&arena, "json", &what, "[]\n");
	rendered_expect(&arena, "jsonl", &what, "");
	rendered_expect(
		&arena, "table", &what,
		"name  points  amount  count  share  day  time  open\n");
	rendered_expect(
		&arena, "md", &what,
		"| name | points | amount | count | share | day | time | "
		"open |\n| --- | --: | --: | --: | --: | --- | --- | --- "
		"|\n");
}

Test(report_render, what_is_absent_is_empty_or_null)
{
	struct rendered what = { .fill = fill_none };
	rendered_expect(&arena, "csv", &what,
			"name,points,amount,count,share,day,time,open\n"
			",,0.00,,,,,\n");
	rendered_expect(&arena, "jsonl", &what,
			"{\"name\":null,\"points\":null,\"amount\":\"0.00\","
			"\"count\":null,\"share\":null,\"day\":null,"
			"\"time\":null,\"open\":null}\n");
}

Test(report_render, a_workbook_is_the_same_every_time)
{
#if HAVE_XLSX
	struct render_options options = { 0 };
	struct slice first = rendered_hostile(&arena, "xlsx", options);
	struct slice again = rendered_hostile(&arena, "xlsx", options);
	cr_expect(slice_starts(first, "PK\x03\x04"));
	cr_expect_gt(first.length, 4000);
	cr_expect(slice_equal(first, again));
#else
	cr_skip_test("built without libxlsxwriter");
#endif
}

Test(report_render, formats_are_found_by_name_and_extension)
{
	cr_expect_str_eq(render_find(SLICE("csv"))->name, "csv");
	cr_expect_null(render_find(SLICE("CSV")));
	cr_expect_null(render_find(SLICE("")));
	cr_expect_str_eq(render_find_file(SLICE("a.b/c.jsonl"))->name, "jsonl");
	cr_expect_str_eq(render_find_file(SLICE("x.txt"))->name, "table");
	cr_expect_null(render_find_file(SLICE("a.csv/c")));
	cr_expect_null(render_find_file(SLICE("csv")));
	cr_expect_null(render_find_file(SLICE("a.")));
	for (size_t i = 0; render_list(i); i++)
		cr_expect_eq(render_find(slice_from(render_list(i)->name)),
			     render_list(i));
}

static bool refuse(void *context, const char *bytes, size_t length)
{
	size_t *calls = context;
	(void)bytes;
	(void)length;
	++*calls;
	return false;
}

Test(report_render, a_failed_write_is_remembered_and_ends_writing)
{
	struct sink sink;
	size_t calls = 0;
	sink_init(&sink, &arena, refuse, &calls);
	for (size_t i = 0; i < 10; i++)
		sink_add_repeat(&sink, 'x', SINK_SIZE);
	cr_expect(!sink_flush(&sink));
	cr_expect_eq(calls, 1);
	cr_expect_eq(sink.written, 0);
}

static bool count(void *context, const char *bytes, size_t length)
{
	size_t *total = context;
	(void)bytes;
	*total += length;
	return true;
}

Test(report_render, what_is_larger_than_the_buffer_goes_through)
{
	struct sink sink;
	size_t total = 0;
	size_t large = 3 * SINK_SIZE + 1;
	char *bytes = arena_take(&arena, large);
	sink_init(&sink, &arena, count, &total);
	sink_add(&sink, "x");
	sink_add_bytes(&sink, bytes, large);
	sink_add_integer(&sink, INT64_MIN);
	cr_expect(sink_flush(&sink));
	cr_expect_eq(total, large + 1 + 20);
}
