/*
 * Growing strings: every way to append, terminated at each step.
 */
#include "base/text.h"

#include <criterion/criterion.h>
#include <stdint.h>

#include "base/arena.h"

Test(text, appends_everything)
{
	struct arena arena;
	struct text text;

	arena_init(&arena);
	text_init(&text, &arena);
	cr_expect_str_eq(text.bytes, "");
	text_add_char(&text, 'a');
	text_add(&text, "bc");
	text_add(&text, "");
	text_add_slice(&text, SLICE("de"));
	text_add_slice(&text, (struct slice){ NULL, 0 });
	text_add_bytes(&text, "fg", 1);
	text_add_repeat(&text, '-', 3);
	text_add_repeat(&text, '-', 0);
	text_add_format(&text, "%s=%d", "n", 5);
	cr_expect_str_eq(text.bytes, "abcdef---n=5");
	cr_expect(slice_is(text_slice(&text), "abcdef---n=5"));
	text_clear(&text);
	cr_expect_str_eq(text.bytes, "");
	text_add_bytes(&text, "a\0b", 3);
	cr_expect_eq(text.length, 3);
	cr_expect_eq(text.bytes[3], '\0');
	arena_release(&arena);
}

Test(text, prints_integers)
{
	static const struct {
		int64_t value;
		const char *printed;
	} rows[] = {
		{ 0, "0" },
		{ 7, "7" },
		{ -1, "-1" },
		{ 1000, "1000" },
		{ INT64_MAX, "9223372036854775807" },
		{ INT64_MIN, "-9223372036854775808" },
	};
	struct arena arena;
	struct text text;

	arena_init(&arena);
	text_init(&text, &arena);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		text_clear(&text);
		text_add_integer(&text, rows[i].value);
		cr_expect_str_eq(text.bytes, rows[i].printed);
	}
	arena_release(&arena);
}

Test(text, grows_at_every_length)
{
	struct arena arena;
	struct text text;

	arena_init(&arena);
	text_init(&text, &arena);
	for (size_t i = 0; i < 70000; i++) {
		text_add_char(&text, (char)('a' + i % 26));
		cr_assert_eq(text.bytes[i + 1], '\0', "length %zu", i + 1);
	}
	for (size_t i = 0; i < 70000; i++)
		cr_assert_eq(text.bytes[i], (char)('a' + i % 26));
	text_add_format(&text, "%0*d", 90000, 1);
	cr_expect_eq(text.length, 160000);
	cr_expect_eq(strlen(text.bytes), 160000);
	arena_release(&arena);
}
