/*
 * csv_reader: rows, cells and line numbers; what is refused, where, and that
 * reading goes on behind it.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "exchange/csv_reader.h"

static struct arena arena;

static void setup(void)
{
	arena_init(&arena);
}

static void teardown(void)
{
	arena_release(&arena);
}

TestSuite(exchange_csv_reader, .init = setup, .fini = teardown);

/* Everything the reader gives, as LINE[cell|cell] or LINE:COLUMN!. */
static const char *read_all(struct slice bytes, char delimiter)
{
	struct csv_reader *reader = csv_reader_init(&arena, bytes, delimiter);
	struct text out;
	struct csv_row row;
	enum csv_status status;

	text_init(&out, &arena);
	while ((status = csv_reader_take(reader, &row)) != CSV_END) {
		if (status == CSV_BAD) {
			struct csv_problem problem = csv_reader_problem(reader);

			text_add_format(&out, "%zu:%zu!", problem.line,
					problem.column);
			continue;
		}
		text_add_format(&out, "%zu[", row.line);
		for (size_t i = 0; i < row.count; i++)
			text_add_format(&out, i ? "|%.*s" : "%.*s",
					SLICE_ARGS(row.cells[i]));
		text_add_char(&out, ']');
	}
	csv_reader_release(reader);
	return out.bytes;
}

Test(exchange_csv_reader, rows_and_lines)
{
	static const struct {
		const char *text;
		char delimiter;
		const char *expected;
	} rows[] = {
		{ "a,b\nc,d\n", ',', "1[a|b]2[c|d]" },
		{ "a,b\r\nc,d", ',', "1[a|b]2[c|d]" },
		{ "a,b\rc,d\r", ',', "1[a|b]2[c|d]" },
		{ "a\n\n\r\nb\rc", ',', "1[a]4[b]5[c]" },
		{ "a;b,c\n", ';', "1[a|b,c]" },
		{ "a\tb\n", '\t', "1[a|b]" },
		{ " a , b\n", ',', "1[ a | b]" },
		{ ",\n", ',', "1[|]" },
		{ "\"\",x\n", ',', "1[|x]" },
		{ "\"a,b\",\"c \"\"d\"\"\"\n", ',', "1[a,b|c \"d\"]" },
		{ "\"a\nb\",c\nd,e\n", ',', "1[a\nb|c]3[d|e]" },
		{ "\"a\r\nb\"\r\nc\r\n", ',', "1[a\r\nb]3[c]" },
		{ " 00004 0001\t19970101  2   29.33\r\nx y\n", CSV_BLANKS,
		  "1[00004|0001|19970101|2|29.33]2[x|y]" },
		{ "   \nx\n", CSV_BLANKS, "2[x]" },
		{ "a,\"b\"x\nc,d\n", ',', "1:6!2[c|d]" },
		{ "a,b \"c\" d\ne\n", ',', "1:5!2[e]" },
		{ "a\nb,\"c\nd\n", ',', "1[a]2:0!" },
		{ "\"a\nb\"c\nd\n", ',', "2:3!3[d]" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect_str_eq(
			read_all(slice_from(rows[i].text), rows[i].delimiter),
			rows[i].expected, "row %zu", i);
}

Test(exchange_csv_reader, limits_are_named_and_passed)
{
	struct text text;

	text_init(&text, &arena);
	text_add_repeat(&text, ',', CSV_COLUMNS_MAX - 1);
	text_add(&text, "\n");
	text_add_repeat(&text, ',', CSV_COLUMNS_MAX);
	text_add(&text, "\n\"");
	text_add_repeat(&text, 'x', CSV_CELL_MAX + 1);
	text_add(&text, "\"\nlast\n");
	text_add_repeat(&text, 'x', CSV_ROW_MAX);
	text_add(&text, "\nvery last\n");
	cr_expect_str_eq(strstr(read_all(text_slice(&text), ','), "]") + 1,
			 "2:0!3:0!4[last]5:0!6[very last]");
}

Test(exchange_csv_reader, many_short_lines_take_linear_time, .timeout = 10)
{
	struct text text;

	text_init(&text, &arena);
	for (int i = 0; i < 300000; i++)
		text_add(&text, "a\r");
	cr_expect_eq(strlen(read_all(text_slice(&text), ',')) > 300000, true);
}

Test(exchange_csv_reader, it_begins_anew_where_it_is_told)
{
	struct csv_reader *reader =
		csv_reader_init(&arena, SLICE("a\n\"b\nc\nd\n"), ',');
	struct csv_row row;

	cr_assert_eq(csv_reader_take(reader, &row), CSV_ROW);
	cr_assert_eq(csv_reader_take(reader, &row), CSV_BAD);
	cr_assert_eq(csv_reader_take(reader, &row), CSV_END);
	csv_reader_begin(reader, 5, 3);
	cr_assert_eq(csv_reader_take(reader, &row), CSV_ROW);
	cr_expect(slice_is(row.cells[0], "c"));
	cr_expect_eq(row.line, 3);
	cr_expect_eq(row.offset, 5);
	csv_reader_release(reader);
}
