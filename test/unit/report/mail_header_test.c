/*
 * Values of mail headers: which addresses are taken, how names and subjects are
 * written, and that nothing begins a header of its own.
 */
#include "report/mail_header.h"

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

TestSuite(report_mail_header, .init = setup, .fini = teardown);

static void expect(const char *label, const char *wanted)
{
	cr_expect(slice_is(text_slice(&text), wanted), "%s: %.*s", label,
		  SLICE_ARGS(text_slice(&text)));
	text_clear(&text);
}

Test(report_mail_header, only_plain_addresses_are_taken)
{
	static const struct {
		const char *address;
		bool is_plain;
	} rows[] = {
		{ "rosa@example.org", true },
		{ "r.o'sa+club@mail.example.org", true },
		{ "", false },
		{ "rosa", false },
		{ "rosa@", false },
		{ "@example.org", false },
		{ "rosa@@example.org", false },
		{ "rosa@example.org\nBcc: all@evil.example", false },
		{ "rosa@example.org, b@evil.example", false },
		{ "rosa@example.org>", false },
		{ "\"rosa\"@example.org", false },
		{ "rosa@[127.0.0.1]", false },
		{ "rosa..b@example.org", false },
		{ "-oQ/tmp@example.org -X", false },
		{ "rosa@ex\xc3\xa4mple.org", false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		cr_expect_eq(mail_address_is_plain(slice_from(rows[i].address)),
			     rows[i].is_plain, "%s", rows[i].address);
}

Test(report_mail_header, a_mailbox_is_read_with_and_without_a_name)
{
	struct mailbox found;

	cr_assert(mailbox_parse(SLICE("Rosa's <club@example.org>"), &found));
	cr_expect(slice_is(found.name, "Rosa's"));
	cr_expect(slice_is(found.address, "club@example.org"));
	cr_assert(
		mailbox_parse(SLICE("\"Rosa, Inc\" <c@example.org>"), &found));
	cr_expect(slice_is(found.name, "Rosa, Inc"));
	cr_assert(mailbox_parse(SLICE("club@example.org"), &found));
	cr_expect_eq(found.name.length, 0);
	cr_expect_not(mailbox_parse(SLICE("Rosa"), &found));
	cr_expect_not(
		mailbox_parse(SLICE("R <a@b.example> <c@d.example>"), &found));
}

Test(report_mail_header, words_are_plain_or_encoded_and_never_a_header)
{
	mail_add_words(&text, "Subject", SLICE("Your statement"));
	expect("plain", "Subject: Your statement\n");
	mail_add_words(&text, "Subject", SLICE("a\r\nBcc: all@evil.example"));
	expect("a line break", "Subject: a  Bcc: all@evil.example\n");
	mail_add_words(&text, "Subject", SLICE("=?utf-8?q?Trick?="));
	expect("an encoded word",
	       "Subject: =?UTF-8?B?PT91dGYtOD9xP1RyaWNrPz0=?=\n");
	mail_add_words(&text, "Subject", SLICE("\xce\xa9"));
	expect("Greek", "Subject: =?UTF-8?B?zqk=?=\n");
}

Test(report_mail_header, names_are_phrases_quoted_or_encoded)
{
	struct mailbox box = { SLICE("Ann"), SLICE("ann@example.org") };

	mail_add_mailbox(&text, "To", box);
	expect("a phrase", "To: Ann\n <ann@example.org>\n");
	box.name = SLICE("M, \"J\" \\");
	mail_add_mailbox(&text, "To", box);
	expect("quoted", "To: \"M, \\\"J\\\" \\\\\"\n <ann@example.org>\n");
	box.name = SLICE("");
	mail_add_mailbox(&text, "To", box);
	expect("none", "To: <ann@example.org>\n");
}

Test(report_mail_header, no_line_is_longer_than_encoded_words_may_make_it)
{
	struct text name;

	text_init(&name, &arena);
	for (size_t length = 1; length <= 120; length++) {
		text_add(&name, length % 3 == 0 ? "\xce\xa9" : "\xe6\x97\xa5");
		mail_add_words(&text, "Subject", text_slice(&name));
		struct slice found = text_slice(&text);
		while (found.length > 0) {
			size_t end = slice_find(found, '\n');
			cr_assert(end <= 76, "%zu of %zu", end, length);
			found = slice_from_offset(found, end + 1);
		}
		text_clear(&text);
	}
}
