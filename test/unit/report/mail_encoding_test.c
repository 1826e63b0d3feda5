/*
 * Base64 and quoted-printable: what RFC 4648 and RFC 2045 say of lengths, ends
 * of lines and the bytes at them.
 */
#include "report/mail_encoding.h"

#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/text.h"

static struct arena arena;
static struct text text;

static void setup(void)
{
	arena_init(&arena);
	text_init(&text, &arena);
}

static void teardown(void)
{
	arena_release(&arena);
}

TestSuite(report_mail_encoding, .init = setup, .fini = teardown);

static void expect(size_t row, const char *wanted)
{
	cr_expect(slice_is(text_slice(&text), wanted), "row %zu: %.*s", row,
		  SLICE_ARGS(text_slice(&text)));
	text_clear(&text);
}

Test(report_mail_encoding, base64_gives_the_vectors_of_rfc_4648)
{
	static const char *const rows[][2] = {
		{ "", "" },
		{ "f", "Zg==" },
		{ "fo", "Zm8=" },
		{ "foo", "Zm9v" },
		{ "foob", "Zm9vYg==" },
		{ "fooba", "Zm9vYmE=" },
		{ "foobar", "Zm9vYmFy" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		mail_add_base64(&text, slice_from(rows[i][0]), 0);
		expect(i, rows[i][1]);
	}
	mail_add_base64(&text, SLICE("foobarfoo"), 8);
	expect(99, "Zm9vYmFy\nZm9v\n");
}

Test(report_mail_encoding, quoted_printable_keeps_lines_and_quotes_their_ends)
{
	static const char *const rows[][2] = {
		{ "plain\n", "plain\n" },
		{ "a=b\n", "a=3Db\n" },
		{ "caf\xc3\xa9\n", "caf=C3=A9\n" },
		{ "blank \n", "blank=20\n" },
		{ "tab\t\n", "tab=09\n" },
		{ "two\nlines\n", "two\nlines\n" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		mail_add_quoted(&text, slice_from(rows[i][0]));
		expect(i, rows[i][1]);
	}
}

Test(report_mail_encoding, no_line_of_quoted_printable_is_longer_than_76)
{
	struct text body;

	text_init(&body, &arena);
	for (size_t length = 0; length < 300; length++) {
		text_add(&body, length % 7 == 0 ? "\xc3\xa9" : "x");
		mail_add_quoted(&text, text_slice(&body));
		struct slice found = text_slice(&text);
		while (found.length > 0) {
			size_t end = slice_find(found, '\n');
			cr_assert(end <= 76, "%zu of %zu", end, length);
			found = slice_from_offset(
				found, end < found.length ? end + 1 : end);
		}
		text_clear(&text);
	}
}

Test(report_mail_encoding, few_bytes_that_need_quoting_are_mostly_ascii)
{
	cr_expect(mail_is_mostly_ascii(SLICE("Dear Ann, 12 points")));
	cr_expect(mail_is_mostly_ascii(
		SLICE("A caf\xc3\xa9 in a long line of plain letters")));
	cr_expect_not(mail_is_mostly_ascii(SLICE("\xce\xa9\xce\xa9\xce\xa9")));
}
