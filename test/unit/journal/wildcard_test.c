/*
 * wildcard: which names match, in time that no pattern can stretch, and which
 * files a pattern finds.
 */
#include "journal/wildcard.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "sample.h"
#include "store/folder.h"

struct match {
	const char *pattern;
	const char *name;
	bool matches;
};

static const struct match matches[] = {
	{ "a", "a", true },
	{ "a", "b", false },
	{ "a", "", false },
	{ "", "", true },
	{ "*", "", true },
	{ "*", "abc", true },
	{ "*", ".abc", false },
	{ ".*", ".abc", true },
	{ "?", "a", true },
	{ "?", "", false },
	{ "a*c", "abbbc", true },
	{ "a*c", "abbbcd", false },
	{ "*.points", "2026-10.points", true },
	{ "*.points", "2026-10.points~", false },
	{ "*a*b*c", "xxaxxbxxcxxc", true },
	{ "*a*b*c", "xxcxxbxxa", false },
	{ "[0-9][0-9].points", "10.points", true },
	{ "[0-9][0-9].points", "1a.points", false },
	{ "[!0-9]", "a", true },
	{ "[!0-9]", "5", false },
	{ "[^0-9]", "5", false },
	{ "[]a]", "]", true },
	{ "[a-]", "-", true },
	{ "[", "[", true },
	{ "[a", "[a", true },
	{ "[a", "a", false },
	{ "**", "ab", true },
	{ "[\xc3]*", "\xc3\xbc", true },
};

Test(journal_wildcard, matches_names)
{
	for (size_t i = 0; i < sizeof(matches) / sizeof(*matches); i++)
		cr_expect_eq(wildcard_matches(slice_from(matches[i].pattern),
					      slice_from(matches[i].name)),
			     matches[i].matches, "%s %s", matches[i].pattern,
			     matches[i].name);
}

Test(journal_wildcard, takes_no_longer_for_hostile_patterns, .timeout = 5)
{
	static char pattern[4001];
	static char name[4001];

	for (size_t i = 0; i < 4000; i += 2) {
		pattern[i] = '*';
		pattern[i + 1] = 'a';
	}
	memset(name, 'a', 4000);
	pattern[3999] = 'b';
	cr_expect(!wildcard_matches(slice_from(pattern), slice_from(name)));
}

static void enter_folder(void)
{
	folder_init();
	mkdir("2025", 0700);
	mkdir("2026", 0700);
	mkdir("2026/x.points", 0700);
	folder_write("2025/12.points", "");
	folder_write("2026/02.points", "");
	folder_write("2026/01.points", "");
	folder_write("2026/10.points", "");
	folder_write("2026/.hidden.points", "");
	folder_write("2026/note.txt", "");
}

static void leave_folder(void)
{
	sample_empty_folder(".");
	folder_release();
}

TestSuite(journal_wildcard_files, .init = enter_folder, .fini = leave_folder);

struct expansion {
	const char *folder;
	const char *pattern;
	const char *paths;
};

static const struct expansion expansions[] = {
	{ "", "2026/*.points", "2026/01.points 2026/02.points 2026/10.points" },
	{ "2026/", "*.points", "2026/01.points 2026/02.points 2026/10.points" },
	{ "", "*/12.points", "2025/12.points" },
	{ "", "*/*.points",
	  "2025/12.points 2026/01.points 2026/02.points 2026/10.points" },
	{ "", "2026/[0-1]?.points",
	  "2026/01.points 2026/02.points 2026/10.points" },
	{ "", "202[6-9]/1*", "2026/10.points" },
	{ "", "nothing/*", "" },
	{ "", "2026/note.txt/*", "" },
	{ "", "*", "" },
};

Test(journal_wildcard_files, finds_files_in_order)
{
	for (size_t i = 0; i < sizeof(expansions) / sizeof(*expansions); i++) {
		struct arena arena;
		char found[512] = "";
		struct wildcard_list list;

		arena_init(&arena);
		list = wildcard_expand(&arena, expansions[i].folder,
				       slice_from(expansions[i].pattern), 100);
		for (size_t k = 0; k < list.count; k++)
			snprintf(found + strlen(found),
				 sizeof(found) - strlen(found), "%s%s",
				 k ? " " : "", list.paths[k].path);
		cr_expect_str_eq(found, expansions[i].paths, "%s: %s",
				 expansions[i].pattern, found);
		cr_expect(!list.too_many);
		arena_release(&arena);
	}
}

Test(journal_wildcard_files, stops_at_its_limit)
{
	struct arena arena;
	struct wildcard_list list;

	arena_init(&arena);
	list = wildcard_expand(&arena, "", SLICE("*/*.points"), 2);
	cr_expect(list.too_many);
	cr_expect_eq(list.count, 2);
	arena_release(&arena);
}

Test(journal_wildcard_files, is_not_led_in_circles, .timeout = 20)
{
	struct arena arena;
	struct wildcard_list list;
	char name[2] = "a";

	for (; *name <= 'h'; ++*name)
		cr_assert_eq(symlink(".", name), 0);
	arena_init(&arena);
	list = wildcard_expand(&arena, "", SLICE("*/*/*/*/*/*/*/*/*/nothing"),
			       100);
	cr_expect(list.too_many);
	arena_release(&arena);
}
