/*
 * Unpacking: gzip and Zstandard whole, in several members, cut short at each
 * byte, with each byte changed, and bombs.
 */
#include "base/inflate.h"

#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/text.h"

/* "earn ana 5\n" packed by gzip and by zstd, each with a checksum. */
static const char gzip[] =
	"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x4b\x4d\x2c\xca\x53\x48"
	"\xcc\x4b\x54\x30\xe5\x02\x00\x63\x6c\x31\xbc\x0b\x00\x00\x00";
static const char zstd[] =
	"\x28\xb5\x2f\xfd\x04\x58\x59\x00\x00\x65\x61\x72\x6e\x20\x61\x6e"
	"\x61\x20\x35\x0a\x3a\x5f\xc6\x7c";

/* 32 KiB of zeros packed by gzip. */
static const char zeros[] =
	"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xed\xc1\x01\x01\x00\x00"
	"\x00\x80\x90\xfe\xaf\xee\x08\x0a\x00\x00\x00\x00\x00\x00\x00\x00"
	"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	"\x00\x00\x00\x00\x00\x00\x00\x18\xa6\xfc\x1f\x01\x00\x80\x00\x00";

#define PACKED(array) ((struct slice){ array, sizeof(array) - 1 })

Test(inflate, unpacks_what_it_recognises)
{
	const struct {
		const char *label;
		struct slice bytes;
		enum inflate_kind kind;
		const char *text;
	} rows[] = {
		{ "gzip", PACKED(gzip), INFLATE_GZIP, "earn ana 5\n" },
		{ "zstd", PACKED(zstd), INFLATE_ZSTD, "earn ana 5\n" },
		{ "plain", SLICE("earn"), INFLATE_PLAIN, "earn" },
		{ "nothing", { NULL, 0 }, INFLATE_PLAIN, "" },
		{ "half a mark", SLICE("\x1f"), INFLATE_PLAIN, "\x1f" },
		{ "half a mark of zstd", SLICE("\x28\xb5\x2f"), INFLATE_PLAIN,
		  "\x28\xb5\x2f" },
		{ "a wrong mark", SLICE("\x29\xb5\x2f\xfd"), INFLATE_PLAIN,
		  "\x29\xb5\x2f\xfd" },
	};
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct slice text = SLICE("unset");

		cr_expect_eq(inflate_find_kind(rows[i].bytes), rows[i].kind,
			     "%s", rows[i].label);
		cr_expect_eq(inflate_read(&arena, rows[i].bytes, 11, &text),
			     INFLATE_OK, "%s", rows[i].label);
		cr_expect(slice_is(text, rows[i].text), "%s", rows[i].label);
	}
	arena_release(&arena);
}

Test(inflate, several_members_are_one_text)
{
	const struct slice members[] = { PACKED(gzip), PACKED(zstd) };
	struct arena arena;
	struct text packed;
	struct slice text;

	arena_init(&arena);
	text_init(&packed, &arena);
	for (size_t i = 0; i < 2; i++) {
		text_clear(&packed);
		text_add_slice(&packed, members[i]);
		text_add_slice(&packed, members[i]);
		cr_expect_eq(inflate_read(&arena, text_slice(&packed),
					  INFLATE_SIZE_MAX, &text),
			     INFLATE_OK);
		cr_expect(slice_is(text, "earn ana 5\nearn ana 5\n"));
		text_add(&packed, "rest");
		cr_expect_eq(inflate_read(&arena, text_slice(&packed),
					  INFLATE_SIZE_MAX, &text),
			     INFLATE_CORRUPT);
	}
	text_clear(&packed);
	text_add_slice(&packed, members[0]);
	text_add_repeat(&packed, '\0', 500);
	cr_expect_eq(inflate_read(&arena, text_slice(&packed), INFLATE_SIZE_MAX,
				  &text),
		     INFLATE_OK, "padding");
	arena_release(&arena);
}

Test(inflate, says_where_it_was_cut_or_changed)
{
	const struct {
		struct slice whole;
		size_t mark; /* bytes that make it recognised */
	} rows[] = { { PACKED(gzip), 2 }, { PACKED(zstd), 4 } };
	struct arena arena;
	struct slice text = SLICE("unset");
	size_t unnoticed = 0;

	arena_init(&arena);
	for (size_t i = 0; i < 2; i++)
		for (size_t at = rows[i].mark; at < rows[i].whole.length;
		     at++) {
			struct slice cut = { rows[i].whole.text, at };
			char *changed = arena_copy(&arena, rows[i].whole.text,
						   rows[i].whole.length);

			cr_expect_eq(inflate_read(&arena, cut, INFLATE_SIZE_MAX,
						  &text),
				     INFLATE_TRUNCATED, "%zu: %zu", i, at);
			changed[at] ^= 0x55;
			unnoticed +=
				inflate_read(
					&arena,
					(struct slice){ changed,
							rows[i].whole.length },
					1000, &text) == INFLATE_OK;
		}
	/* Time, flags and system of a gzip head are anybody's. */
	cr_expect_leq(unnoticed, 7, "%zu changes went unnoticed", unnoticed);
	arena_release(&arena);
}

Test(inflate, no_bomb_goes_beyond_the_limit)
{
	enum {
		LIMIT = 1000000
	};
	/* A frame of blocks that each repeat one byte 128 KiB often. */
	static const char head[] = "\x28\xb5\x2f\xfd\x00\x48";
	static const char block[] = "\x02\x00\x10x";
	static const char last[] = "\x03\x00\x10x";
	struct arena arena;
	struct text packed;
	struct slice text;

	arena_init(&arena);
	text_init(&packed, &arena);
	text_add_bytes(&packed, head, 6);
	for (size_t i = 0; i < 10000; i++)
		text_add_bytes(&packed, block, 4);
	text_add_bytes(&packed, last, 4);
	cr_expect_eq(inflate_read(&arena, text_slice(&packed), LIMIT, &text),
		     INFLATE_TOO_LARGE);
	cr_expect_lt(arena.used, 3 * LIMIT);
	text_clear(&packed);
	for (size_t i = 0; i < 1000; i++)
		text_add_slice(&packed, PACKED(zeros));
	cr_expect_eq(inflate_read(&arena, text_slice(&packed), LIMIT, &text),
		     INFLATE_TOO_LARGE);
	cr_expect_lt(arena.used, 6 * LIMIT);
	cr_expect_eq(inflate_read(&arena, text_slice(&packed), 32768000, &text),
		     INFLATE_OK);
	cr_expect_eq(text.length, 32768000);
	cr_expect_eq(inflate_read(&arena, text_slice(&packed), 32767999, &text),
		     INFLATE_TOO_LARGE);
	arena_release(&arena);
}

Test(inflate, the_limit_itself_is_allowed)
{
	const struct slice rows[] = { PACKED(gzip), PACKED(zstd),
				      SLICE("earn ana 5\n") };
	struct arena arena;
	struct slice text;

	arena_init(&arena);
	for (size_t i = 0; i < 3; i++) {
		cr_expect_eq(inflate_read(&arena, rows[i], 11, &text),
			     INFLATE_OK, "row %zu", i);
		cr_expect_eq(inflate_read(&arena, rows[i], 10, &text),
			     INFLATE_TOO_LARGE, "row %zu", i);
		cr_expect_eq(inflate_read(&arena, rows[i], 0, &text),
			     INFLATE_TOO_LARGE, "row %zu", i);
	}
	arena_release(&arena);
}

Test(inflate, a_greedy_window_is_refused)
{
	struct arena arena;
	struct slice text;

	arena_init(&arena);
	cr_expect_eq(inflate_read(&arena,
				  SLICE("\x28\xb5\x2f\xfd\x00\xff\x01\x00\x00"),
				  INFLATE_SIZE_MAX, &text),
		     INFLATE_TOO_HUNGRY);
	arena_release(&arena);
}

Test(inflate, every_status_has_words)
{
	for (int i = INFLATE_TRUNCATED; i <= INFLATE_NO_LIBRARY; i++)
		cr_expect_gt(strlen(inflate_reason((enum inflate_status)i)), 5);
	cr_expect_str_eq(inflate_reason(INFLATE_OK), "");
}

Test(inflate, what_is_packed_comes_out_again)
{
	static const size_t sizes[] = { 0, 1, 100, 65535, 65536, 1000000 };
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		char *bytes = arena_take(&arena, sizes[i]);
		unsigned state = 1;
		for (size_t at = 0; at < sizes[i]; at++) {
			state = state * 1103515245 + 12345;
			bytes[at] = (char)(state >> 16 & 0x3f);
		}
		struct slice plain = { bytes, sizes[i] };
		struct slice packed = inflate_pack(&arena, plain);
		struct slice text = SLICE("unset");
		cr_expect_eq(inflate_find_kind(packed), INFLATE_GZIP);
		cr_expect_eq(inflate_read(&arena, packed, sizes[i], &text),
			     INFLATE_OK, "%zu", sizes[i]);
		cr_expect(slice_equal(text, plain), "%zu", sizes[i]);
		cr_expect(slice_equal(packed, inflate_pack(&arena, plain)));
	}
	arena_release(&arena);
}
