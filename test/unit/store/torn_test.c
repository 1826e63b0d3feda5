/*
 * torn: damaged lines are found, kept in a file of their own, and taken out;
 * whole lines stay.
 */
#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "faulty_io.h"
#include "folder.h"
#include "store/torn.h"

static struct arena arena;

static void setup(void)
{
	arena_init(&arena);
	folder_init();
	faulty_io_init(FAULTY_NOT, 0, 0);
}

static void teardown(void)
{
	folder_release();
	arena_release(&arena);
}

TestSuite(store_torn, .init = setup, .fini = teardown);

Test(store_torn, finds_what_a_cut_write_leaves)
{
	static const struct {
		const char *label;
		struct slice text;
		size_t lines, first, bytes;
		bool at_end, unclosed;
	} rows[] = {
		{ "empty", SLICE(""), 0, 0, 0, true, false },
		{ "whole", SLICE("a\nb\n"), 0, 0, 0, true, false },
		{ "cut", SLICE("a\nbc"), 1, 2, 2, true, true },
		{ "zeros", SLICE("a\n\0\0\0"), 1, 2, 3, true, true },
		{ "zeros, newline", SLICE("a\n\0\0\n"), 1, 2, 3, true, false },
		{ "in the middle", SLICE("a\n\0\nb\n"), 1, 2, 2, false, false },
		{ "twice", SLICE("\0\nb\nc"), 2, 0, 3, false, true },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct torn torn = torn_find(rows[i].text);

		cr_expect_eq(torn.lines, rows[i].lines, "%s", rows[i].label);
		cr_expect_eq(torn.first, rows[i].first, "%s", rows[i].label);
		cr_expect_eq(torn.bytes, rows[i].bytes, "%s", rows[i].label);
		cr_expect_eq(torn.at_end, rows[i].at_end, "%s", rows[i].label);
		cr_expect_eq(torn.unclosed, rows[i].unclosed, "%s",
			     rows[i].label);
	}
}

Test(store_torn, sets_the_end_aside_and_never_over_an_older_copy)
{
	struct torn_result result;

	folder_write("book", "a\nbc");
	folder_write("book.torn-2", "older");
	cr_assert(torn_save(&arena, io_system(), "book", SLICE("a\nbc"),
			    &result));
	cr_expect_str_eq(folder_read("book"), "a\n");
	cr_expect_str_eq(result.path, "book.torn-2-1");
	cr_expect_str_eq(folder_read("book.torn-2-1"), "bc");
	cr_expect_str_eq(folder_read("book.torn-2"), "older");
}

Test(store_torn, whole_lines_behind_a_damaged_one_stay)
{
	struct torn_result result;

	folder_write("book", "a\nXX\nb\n");
	cr_assert(torn_save(&arena, io_system(), "book", SLICE("a\n\0\0\nb\n"),
			    &result));
	cr_expect_str_eq(folder_read("book"), "a\nb\n");
}

Test(store_torn, a_line_can_be_ended)
{
	struct torn_result result;

	folder_write("book", "a\nbc");
	cr_assert(torn_save_newline(io_system(), "book", &result));
	cr_expect_str_eq(folder_read("book"), "a\nbc\n");
}

Test(store_torn, no_byte_is_lost_when_a_call_fails)
{
	for (int at = 0; at < 20; at++) {
		struct torn_result result;
		bool done;

		folder_write("book", "a\nbc");
		unlink("book.torn-2");
		faulty_io_init(FAULTY_FOR_EVER, at, EIO);
		done = torn_save(&arena, faulty_io(), "book", SLICE("a\nbc"),
				 &result);
		if (strcmp(folder_read("book"), "a\n") == 0)
			cr_assert_str_eq(folder_read("book.torn-2"), "bc");
		else
			cr_assert_str_eq(folder_read("book"), "a\nbc");
		cr_assert(!done || strcmp(folder_read("book"), "a\n") == 0);
	}
}
