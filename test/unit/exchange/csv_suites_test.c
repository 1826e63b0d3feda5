/*
 * csv_reader on two suites of other people, csv-spectrum and csv-test-data: the
 * cells are those of the JSON beside each file; what is wrong is refused. The
 * suites are not part of the tree: without ../shared/data (or DATA) the tests
 * are skipped.
 */
#include <criterion/criterion.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"
#include "exchange/csv_reader.h"

static struct arena arena;

static const char *data(void)
{
	const char *folder = getenv("DATA");

	return folder ? folder : "../shared/data";
}

static struct slice file_text(const char *path)
{
	struct file file;

	if (file_read(&arena, path, true, &file) != FILE_OK)
		cr_skip_test("there is no %s", path);
	return file.text;
}

/* Rows as ROW<cell><cell>, whatever the cells hold. */
static void add_cell(struct text *out, struct slice cell)
{
	text_add_format(out, "<%zu:", cell.length);
	text_add_slice(out, cell);
	text_add_char(out, '>');
}

/* What the reader gives; how many rows it refuses. */
static size_t read_rows(struct text *out, struct slice csv)
{
	struct csv_reader *reader = csv_reader_init(&arena, csv, ',');
	struct csv_row row;
	enum csv_status status;
	size_t refused = 0;

	text_init(out, &arena);
	text_add(out, "");
	while ((status = csv_reader_take(reader, &row)) != CSV_END) {
		if (status == CSV_BAD) {
			struct csv_problem problem = csv_reader_problem(reader);
			cr_expect_gt(problem.line, 0);
			cr_expect_gt(strlen(problem.message), 0);
			refused++;
			continue;
		}
		text_add(out, "ROW");
		for (size_t i = 0; i < row.count; i++)
			add_cell(out, row.cells[i]);
	}
	csv_reader_release(reader);
	return refused;
}

static void add_json_cell(struct text *out, const char *key, json_t *value)
{
	add_cell(out, slice_from(value ? json_string_value(value) : key));
}

/* The rows the JSON has: lists, or objects whose keys are the header. */
static void expected_rows(struct text *out, struct slice json)
{
	json_t *root = json_loadb(json.text, json.length, 0, NULL);
	json_t *row, *value;
	const char *key;
	size_t i, j;

	cr_assert(root);
	text_init(out, &arena);
	text_add(out, "");
	json_array_foreach(root, i, row)
	{
		if (i == 0 && json_is_object(row)) {
			text_add(out, "ROW");
			json_object_foreach(row, key, value)
				add_json_cell(out, key, NULL);
		}
		text_add(out, "ROW");
		json_object_foreach(row, key, value)
			add_json_cell(out, key, value);
		json_array_foreach(row, j, value)
			add_json_cell(out, NULL, value);
	}
	json_decref(root);
}

static void compare(const char *suite, const char *folder, const char *name)
{
	struct text actual, expected;
	struct slice csv = file_text(arena_print(&arena, "%s/%s/%s/%s.csv",
						 data(), suite, folder, name));

	cr_expect_eq(read_rows(&actual, csv), 0, "%s is refused", name);
	expected_rows(&expected,
		      file_text(arena_print(&arena, "%s/%s/json/%s.json",
					    data(), suite, name)));
	cr_expect_str_eq(actual.bytes, expected.bytes, "%s: %s, not %s", name,
			 actual.bytes, expected.bytes);
}

/* newlines_crlf is not here: its line ends are LF where its JSON has CRLF.
 * location_coordinates is refused below. */
Test(exchange_csv_suites, csv_spectrum_is_read_exactly)
{
	static const char *const names[] = { "comma_in_quotes",
					     "empty",
					     "empty_crlf",
					     "escaped_quotes",
					     "json",
					     "newlines",
					     "quotes_and_newlines",
					     "simple",
					     "simple_crlf",
					     "utf8" };

	arena_init(&arena);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		compare("csv_spectrum", "csvs", names[i]);
	arena_release(&arena);
}

/* all-empty and empty-one-column are not here: a line without any character
 * is no row of a till. */
Test(exchange_csv_suites, csv_test_data_is_read_exactly)
{
	static const char *const names[] = { "empty-field",
					     "header-simple",
					     "leading-space",
					     "one-column",
					     "quotes-empty",
					     "quotes-with-comma",
					     "quotes-with-escaped-quote",
					     "quotes-with-newline",
					     "quotes-with-space",
					     "simple-crlf",
					     "simple-lf",
					     "trailing-newline-one-field",
					     "trailing-newline",
					     "trailing-space",
					     "utf8" };

	arena_init(&arena);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		compare("csv_test_data", "csv", names[i]);
	arena_release(&arena);
}

/* A quote within a cell that does not begin with one, even as the second of
 * 37°36'37.8"; a quoted cell that goes on behind its end, or never ends. */
Test(exchange_csv_suites, wrong_quotes_are_refused)
{
	static const char *const names[] = {
		"csv_spectrum/csvs/location_coordinates",
		"csv_test_data/csv/bad-missing-quote",
		"csv_test_data/csv/bad-quotes-with-unescaped-quote",
		"csv_test_data/csv/bad-unescaped-quote"
	};

	arena_init(&arena);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct text actual;
		struct slice csv = file_text(
			arena_print(&arena, "%s/%s.csv", data(), names[i]));
		cr_expect_eq(read_rows(&actual, csv), 1, "%s", names[i]);
	}
	arena_release(&arena);
}
