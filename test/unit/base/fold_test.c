/*
 * fold: what is the same for a person becomes the same bytes, and what is not
 * stays apart.
 */
#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/fold.h"

static struct arena arena;

static void setup(void)
{
	arena_init(&arena);
}

static void teardown(void)
{
	arena_release(&arena);
}

TestSuite(fold, .init = setup, .fini = teardown);

Test(fold, what_is_the_same_becomes_the_same)
{
	static const struct {
		const char *text;
		const char *form;
		const char *letters;
	} rows[] = {
		{ "", "", "" },
		{ "plain 1-2", "plain 1-2", "plain 1-2" },
		{ "M0001", "m0001", "m0001" },
		{ "José", "jose\u0301", "jose" },
		{ "JOSE\u0301", "jose\u0301", "jose" },
		{ "Straße", "strasse", "strasse" },
		{ "Łukasz", "łukasz", "lukasz" },
		{ "SØREN đ", "søren đ", "soren d" },
		{ "Ａ１", "a1", "a1" },
		{ "ﬁn", "fin", "fin" },
		{ "Å Å", "a\u030a a\u030a", "a a" },
		/* marks that are the vowels of their script stay */
		{ "कि", "कि", "कि" },
		{ "한", "\u1112\u1161\u11ab", "\u1112\u1161\u11ab" },
		{ "\u0301", "\u0301", "" },
		/* no UTF-8: as it is */
		{ "A\xff", "A\xff", "A\xff" },
	};
	struct fold fold;

	fold_init(&fold, &arena);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct slice text = slice_from(rows[i].text);
		cr_expect(slice_is(fold_text(&fold, FOLD_FORM, text),
				   rows[i].form),
			  "form of %s", rows[i].text);
		cr_expect(slice_is(fold_text(&fold, FOLD_LETTERS, text),
				   rows[i].letters),
			  "letters of %s", rows[i].text);
		cr_expect(slice_is(fold_copy(&arena, FOLD_LETTERS, text),
				   rows[i].letters),
			  "a copy of %s", rows[i].text);
	}
}

Test(fold, a_text_may_grow_as_long_as_it_likes)
{
	struct fold fold;
	/* one code point of 3 bytes that stands for 18 */
	static const char ligature[] = "\uFDFA";
	char text[3 * 100];
	struct slice folded;

	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = ligature[i % 3];
	fold_init(&fold, &arena);
	folded = fold_text(&fold, FOLD_FORM,
			   (struct slice){ text, sizeof(text) });
	cr_expect_eq(folded.length, 100 * 33);
}

Test(fold, a_copy_is_not_touched_by_the_next)
{
	struct slice first = fold_copy(&arena, FOLD_FORM, SLICE("ÉCOLE"));
	struct slice second = fold_copy(&arena, FOLD_FORM, SLICE("Ünlü"));

	cr_expect(slice_is(first, "e\u0301cole"));
	cr_expect(slice_is(second, "u\u0308nlu\u0308"));
}
