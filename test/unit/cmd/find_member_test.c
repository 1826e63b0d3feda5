/*
 * find_member: whom a text means, by which of the ways a person may name
 * somebody, and whom it does not.
 */
#include <criterion/criterion.h>

#include "base/text.h"
#include "cmd/find_member.h"
#include "engine/play.h"

static const char RULES[] =
	"earn: [{name: base, on: purchase, points: 1, per: 1.00}]\n";

static const char LINES[] =
	"profile M1 \"Anna Berg-Diaz\" email:Anna@Example.org "
	"phone:\"+49 (30) 123-4567\" card:4711 alias:annika\n"
	"profile M2 \"Rosa Diaz\" phone:\"030 7654321\" card:M1\n"
	"profile M3 \"Berg, Anna Maria\" card:0815\n"
	"profile M4 \"Jürgen Müller\"\n"
	"profile M6 \"Łukasz Zoe\u0308 İnan\" email:ZOË@example.org\n"
	"profile M7 \"Lukasz Müller\"\n"
	"2026-01-01 join M6 ^J-7\n"
	"2026-01-01 join M7 ^J-8\n"
	"2026-01-01 join M1 ^J-1\n"
	"2026-01-01 join M2 ^J-2\n"
	"2026-01-01 join M3 ^J-3\n"
	"2026-01-01 join M4 ^J-4\n"
	"2026-01-01 join M5 ^J-5\n"
	"2026-01-01 join 10 ^J-6\n"
	"2026-02-01 merge M5 into:M2\n";

static struct play play;

static void setup(void)
{
	play_open(&play, RULES, LINES, "2026-11-22");
	cr_assert_eq(play.diagnostics.counts[SEVERITY_BROKEN], 0, "%s",
		     play_complaints(&play));
}

static void teardown(void)
{
	play_close(&play);
}

TestSuite(cmd_find_member, .init = setup, .fini = teardown);

/* The ids found, with a blank between. */
static const char *ids(const struct member_search *found)
{
	struct text text;
	text_init(&text, &play.arena);
	for (size_t i = 0; i < found->count; i++) {
		text_add(&text, i > 0 ? " " : "");
		text_add_slice(&text, intern_text(&play.journal.members,
						  found->members[i]));
	}
	return text.bytes;
}

Test(cmd_find_member, as_a_person_would_name_one)
{
	static const struct {
		const char *text;
		enum found_by by;
		const char *ids;
	} CASES[] = {
		{ "M1", FOUND_ID, "M1" },
		{ " M1 ", FOUND_ID, "M1" },
		{ "10", FOUND_ID, "10" },
		{ "m1", FOUND_CARD, "M2" },
		{ "annika", FOUND_ALIAS, "M1" },
		{ "4711", FOUND_CARD, "M1" },
		{ "0815", FOUND_CARD, "M3" },
		{ "anna@example.ORG", FOUND_EMAIL, "M1" },
		{ "+49 30 1234567", FOUND_PHONE, "M1" },
		{ "030/123 45 67", FOUND_PHONE, "M1" },
		{ "1234567", FOUND_PHONE, "M1" },
		{ "0307654321", FOUND_PHONE, "M2" },
		{ "+49307654321", FOUND_PHONE, "M2" },
		{ "rosa", FOUND_NAME, "M2" },
		{ "diaz", FOUND_NAME, "M1 M2" },
		{ "ANNA BERG", FOUND_NAME, "M1 M3" },
		{ "anna maria", FOUND_NAME, "M3" },
		{ "berg-diaz", FOUND_NAME, "M1" },
		{ "Jürgen", FOUND_NAME, "M4" },
		{ "Müller", FOUND_NAME, "M4 M7" },
		{ "ju\u0308rgen MU\u0308LLER", FOUND_WHOLE, "M4" },
		{ "jurgen muller", FOUND_LETTERS, "M4" },
		{ "Lukasz", FOUND_NAME, "M7" },
		{ "Łukasz", FOUND_NAME, "M6" },
		{ "lukasz zoe", FOUND_LETTERS, "M6" },
		{ "ZOË", FOUND_NAME, "M6" },
		{ "inan", FOUND_LETTERS, "M6" },
		{ "zoe\u0308@EXAMPLE.org", FOUND_EMAIL, "M6" },
		{ "m4", FOUND_ALIKE, "M4" },
		{ "Ｍ４", FOUND_ALIKE, "M4" },
		/* merged away: the account it went to */
		{ "M5", FOUND_ID, "M2" },
	};
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		struct member_search found;
		find_member_search(&play.arena, play.book,
				   slice_from(CASES[i].text), &found);
		cr_expect_eq(found.by, CASES[i].by, "'%s' by %d", CASES[i].text,
			     (int)found.by);
		cr_expect_str_eq(ids(&found), CASES[i].ids, "'%s': %s",
				 CASES[i].text, ids(&found));
	}
}

Test(cmd_find_member, parts_of_words_and_numbers_are_nobody)
{
	static const char *const CASES[] = {
		"",         "  ",          "ann", "erg",       "4567",
		"12345678", "example.org", "M",   "maria rosa"
	};
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		struct member_search found;
		find_member_search(&play.arena, play.book, slice_from(CASES[i]),
				   &found);
		cr_expect_eq(found.by, FOUND_NOBODY, "'%s': %s", CASES[i],
			     ids(&found));
		cr_expect_eq(found.count, 0);
	}
}

Test(cmd_find_member, a_slip_gets_a_suggestion)
{
	struct member_search found;
	find_member_search(&play.arena, play.book, SLICE("Rosa Dias"), &found);
	cr_expect_eq(found.count, 0);
	cr_expect(slice_is(found.suggestion, "Rosa Diaz"));
	find_member_search(&play.arena, play.book, SLICE("zzzzzzzzzz"), &found);
	cr_expect_eq(found.suggestion.length, 0);
}
