/*
 * csv_text: encodings found or declared, and files that are no text.
 */
#include <criterion/criterion.h>

#include "base/arena.h"
#include "exchange/csv_text.h"

Test(exchange_csv_text, encodings)
{
	static const struct {
		const char *label;
		struct slice bytes;
		enum csv_encoding declared, found;
		const char *text; /* NULL: refused */
		size_t line;      /* of the guess or the problem */
	} rows[] = {
		{ "plain", SLICE("a,b\n"), 0, CSV_UTF_8, "a,b\n", 0 },
		{ "utf-8", SLICE("Zo\xc3\xab\n"), 0, CSV_UTF_8, "Zo\xc3\xab\n",
		  0 },
		{ "marked", SLICE("\xef\xbb\xbfx\n"), 0, CSV_UTF_8, "x\n", 0 },
		{ "mark twice", SLICE("\xef\xbb\xbf\xef\xbb\xbfx"), 0,
		  CSV_UTF_8, "\xef\xbb\xbfx", 0 },
		{ "little", SLICE("\xff\xfe\x52\0\xeb\0\n\0"), 0, CSV_UTF_16LE,
		  "R\xc3\xab\n", 0 },
		{ "big", SLICE("\xfe\xff\0R\0\xeb"), 0, CSV_UTF_16BE,
		  "R\xc3\xab", 0 },
		{ "unmarked", SLICE("R\0"), CSV_UTF_16LE, CSV_UTF_16LE, "R",
		  0 },
		{ "pair", SLICE("\xff\xfe\x3d\xd8\0\xde"), 0, CSV_UTF_16LE,
		  "\xf0\x9f\x98\x80", 0 },
		{ "half pair", SLICE("\xff\xfe\n\0\x3d\xd8"), 0, 0, NULL, 2 },
		{ "odd", SLICE("\xff\xfeR\0R"), 0, 0, NULL, 0 },
		{ "1252", SLICE("a\nZo\xeb \x80\n"), 0, CSV_WINDOWS_1252,
		  "a\nZo\xc3\xab \xe2\x82\xac\n", 2 },
		{ "1252 declared", SLICE("\xeb"), CSV_WINDOWS_1252,
		  CSV_WINDOWS_1252, "\xc3\xab", 0 },
		{ "not 1252", SLICE("a\n\x81\n"), 0, 0, NULL, 2 },
		{ "declared utf-8", SLICE("\xeb\n"), CSV_UTF_8, 0, NULL, 1 },
		{ "too long a form", SLICE("a\xc0\xafx\n"), 0, 0, NULL, 1 },
		{ "half a surrogate", SLICE("\xed\xa0\x80x\n"), 0, 0, NULL, 1 },
		{ "nul", SLICE("a\nb\0c\n"), 0, 0, NULL, 2 },
		{ "empty", SLICE(""), 0, 0, NULL, 0 },
		{ "workbook", SLICE("PK\003\004xxxxxx"), 0, 0, NULL, 0 },
		{ "damaged gzip", SLICE("\x1f\x8b\x08zzzzzz"), 0, 0, NULL, 0 },
	};
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct csv_text text;
		bool read = csv_text_read(&arena, rows[i].bytes,
					  rows[i].declared, &text);

		cr_expect_eq(read, rows[i].text != NULL, "%s: %s",
			     rows[i].label, text.problem);
		cr_expect_eq(read, text.problem == NULL, "%s", rows[i].label);
		cr_expect_eq(read ? text.guessed_line : text.line, rows[i].line,
			     "%s", rows[i].label);
		if (!read || !rows[i].text)
			continue;
		cr_expect(slice_is(text.text, rows[i].text), "%s: '%.*s'",
			  rows[i].label, SLICE_ARGS(text.text));
		cr_expect_eq(text.encoding, rows[i].found, "%s", rows[i].label);
	}
	arena_release(&arena);
}
