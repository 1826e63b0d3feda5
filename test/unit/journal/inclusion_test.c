/*
 * inclusion: files are found relative to each other, read once, and refused
 * with a reason; nothing of a file that is no journal is ever quoted.
 */
#include "journal/inclusion.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "journal/reference.h"
#include "sample.h"
#include "store/folder.h"

static void leave_folder(void)
{
	sample_empty_folder(".");
	folder_release();
}

TestSuite(journal_inclusion, .init = folder_init, .fini = leave_folder);

static void load(struct sample *sample, const char *root, bool allow_outside)
{
	struct inclusion_options options = { .roots = &root,
					     .root_count = 1,
					     .allow_outside = allow_outside };

	arena_init(&sample->arena);
	journal_init(&sample->journal, &sample->arena, 7);
	diagnostics_init(&sample->diagnostics, &sample->arena);
	inclusion_load(&sample->journal, &options, &sample->diagnostics);
	journal_index(&sample->journal, &sample->diagnostics);
}

/* Everything a user would see of the complaints. */
static const char *shown(struct sample *sample)
{
	struct text text;

	text_init(&text, &sample->arena);
	text_add(&text, "");
	for (const struct diagnostic *one = sample->diagnostics.first; one;
	     one = one->next)
		diagnostic_print(&text, one, false);
	return text.bytes ? text.bytes : "";
}

/* The names of the files read, in order. */
static const char *files(struct sample *sample)
{
	struct text text;

	text_init(&text, &sample->arena);
	for (size_t i = 0; i < sample->journal.source_count; i++) {
		text_add(&text, i ? " " : "");
		text_add(&text, sample->journal.sources[i]->name);
	}
	return text.bytes ? text.bytes : "";
}

struct situation {
	const char *line;       /* the include in book.points */
	const char *files;      /* read, or NULL: book.points alone */
	const char *complaints; /* "" when all is well */
};

static const struct situation situations[] = {
	{ "include \"a.points\"", "book.points a.points", "" },
	{ "include a.points", "book.points a.points", "" },
	{ "include \"./a.points\"", "book.points ./a.points", "" },
	{ "include \"sub/b.points\"", "book.points sub/b.points sub/c.points",
	  "" },
	{ "include \"sub/*.points\"", "book.points sub/b.points sub/c.points",
	  "" },
	{ "include \"*.points\"", "book.points a.points", "" },
	{ "include \"a.points\"\ninclude \"sub/../a.points\"",
	  "book.points a.points", "" },
	{ "include \"a.points\"\ninclude \"link.txt\"", "book.points a.points",
	  "" },
	{ "include \"sub/up.txt\"", "book.points sub/up.txt sub/../a.points",
	  "" },
	{ "include \"empty\"", "book.points empty", "" },
	{ "include \"comments\"", "book.points comments", "" },
	{ "include \"late\"", "book.points late", "unknown_directive" },
	{ "include \"typo\"", "book.points typo", "unknown_directive" },
	{ "include? \"none.points\"", NULL, "include_absent" },
	{ "include? \"none*.points\"", NULL, "include_absent" },
	{ "include \"none.points\"", NULL, "file_unreadable" },
	{ "include \"none*.points\"", NULL, "file_unreadable" },
	{ "include \"sub\"", NULL, "file_unreadable" },
	{ "include? \"sub\"", NULL, "file_unreadable" },
	{ "include \"pipe\"", NULL, "file_unreadable" },
	{ "include \"secret\"", NULL, "file_unreadable" },
	{ "include \"binary\"", NULL, "file_unreadable" },
	{ "include \"log\"", NULL, "file_unreadable" },
	{ "include \"book.points\"", NULL, "include_cycle" },
	{ "include \"ring\"", "book.points ring ring2", "include_cycle" },
	{ "include \"/etc/passwd\"", NULL, "include_outside" },
	{ "include \"/etc/pass*\"", NULL, "include_outside" },
	{ "include \"../x.points\"", NULL, "include_outside" },
	{ "include? \"../x.points\"", NULL, "include_outside" },
	{ "include \"../*\"", NULL, "include_outside" },
	{ "include \"passwd\"", NULL, "include_outside" },
	{ "include \"pass*\"", NULL, "include_outside" },
	{ "include \"etc/passwd\"", NULL, "include_outside" },
	{ "include? \"etc/passwd\"", NULL, "include_outside" },
	{ "include \"endless\"", NULL, "file_unreadable" },
	{ "include \"within/b.points\"",
	  "book.points within/b.points within/c.points", "" },
};

static void put_files(void)
{
	mkdir("sub", 0700);
	folder_write("a.points", "2026-01-01 join A\n");
	folder_write("sub/b.points",
		     "include \"c.points\"\n2026-01-01 join B\n");
	folder_write("sub/c.points", "2026-01-01 join C\n");
	folder_write("sub/up.txt", "include \"../a.points\"\n");
	folder_write("empty", "");
	folder_write("comments", "; nothing\n\n  ; here\n");
	folder_write("typo", "2026-01-01 purchse M\n");
	folder_write("late", "?\n2026-01-01 join M\n");
	folder_write("secret", "password=hunter2\n");
	folder_write("log", "2026-01-01 user root logged in with hunter2\n");
	folder_write("ring", "include \"ring2\"\n");
	folder_write("ring2", "include \"ring\"\n");
	folder_write("binary", "\x7f"
			       "ELF\x01hunter2\n");
	cr_assert_eq(symlink("a.points", "link.txt"), 0);
	cr_assert_eq(symlink("/etc/passwd", "passwd"), 0);
	cr_assert_eq(symlink("/etc", "etc"), 0);
	cr_assert_eq(symlink("endless", "endless"), 0);
	cr_assert_eq(symlink("sub", "within"), 0);
	cr_assert_eq(mkfifo("pipe", 0600), 0);
}

Test(journal_inclusion, reads_or_says_why_not, .timeout = 30)
{
	put_files();
	for (size_t i = 0; i < sizeof(situations) / sizeof(*situations); i++) {
		const struct situation *one = &situations[i];
		char text[256];
		struct sample sample;

		snprintf(text, sizeof(text), "%s\n", one->line);
		folder_write("book.points", text);
		load(&sample, "book.points", false);
		cr_expect_str_eq(sample_complaints(&sample), one->complaints,
				 "%s: %s", one->line, shown(&sample));
		cr_expect_str_eq(files(&sample),
				 one->files ? one->files : "book.points", "%s",
				 one->line);
		cr_expect_null(strstr(shown(&sample), "hunter2"));
		cr_expect_null(strstr(shown(&sample), "root:"));
		cr_expect_eq(sample.journal.members_absent,
			     !strcmp(one->complaints, "include_absent"));
		sample_release(&sample);
	}
}

Test(journal_inclusion, never_quotes_a_foreign_file)
{
	struct sample sample;

	folder_write("book.points", "include \"/etc/passwd\"\n");
	load(&sample, "book.points", true);
	cr_expect_str_eq(sample_complaints(&sample), "file_unreadable");
	cr_expect_null(strstr(shown(&sample), "root:"));
	sample_release(&sample);
}

Test(journal_inclusion, allows_what_it_is_told_to)
{
	struct sample sample;

	mkdir("book", 0700);
	folder_write("x.points", "2026-01-01 join A\n");
	folder_write("book/book.points", "include \"../x.points\"\n");
	load(&sample, "book/book.points", false);
	cr_expect_str_eq(sample_complaints(&sample), "include_outside");
	sample_release(&sample);
	load(&sample, "book/book.points", true);
	cr_expect_str_eq(sample_complaints(&sample), "");
	cr_expect_str_eq(files(&sample), "book/book.points book/../x.points");
	sample_release(&sample);
}

Test(journal_inclusion, is_not_misled_by_a_like_named_folder)
{
	struct sample sample;

	mkdir("book", 0700);
	mkdir("book-2", 0700);
	folder_write("book-2/x.points", "2026-01-01 join A\n");
	folder_write("book/book.points", "include \"../book-2/x.points\"\n");
	load(&sample, "book/book.points", false);
	cr_expect_str_eq(sample_complaints(&sample), "include_outside");
	sample_release(&sample);
}

Test(journal_inclusion, shows_patterns_nothing_in_its_own_name)
{
	struct sample sample;

	mkdir("[odd] *", 0700);
	folder_write("[odd] */book.points", "include \"*.txt\"\n");
	folder_write("[odd] */a.txt", "2026-01-01 join A\n");
	load(&sample, "[odd] */book.points", false);
	cr_expect_str_eq(sample_complaints(&sample), "");
	cr_expect_eq(sample.journal.event_count, 2);
	sample_release(&sample);
}

Test(journal_inclusion, limits_depth)
{
	struct sample sample;
	char name[16];
	char text[32];

	for (int i = 1; i <= 40; i++) {
		snprintf(name, sizeof(name), "%d", i);
		snprintf(text, sizeof(text), "include \"%d\"\n", i + 1);
		folder_write(name, text);
	}
	load(&sample, "1", false);
	cr_expect_str_eq(sample_complaints(&sample), "include_limit");
	cr_expect_eq(sample.journal.source_count, INCLUDE_DEPTH_MAX);
	sample_release(&sample);
}

Test(journal_inclusion, limits_files, .timeout = 60)
{
	struct sample sample;
	char name[16];

	mkdir("m", 0700);
	for (int i = 0; i < INCLUDE_FILES_MAX; i++) {
		snprintf(name, sizeof(name), "m/%d", i);
		folder_write(name, "");
	}
	folder_write("book.points", "include \"m/*\"\n");
	load(&sample, "book.points", false);
	cr_expect_str_eq(sample_complaints(&sample), "include_limit");
	cr_expect_eq(sample.journal.source_count, INCLUDE_FILES_MAX);
	sample_release(&sample);
}

Test(journal_inclusion, reads_several_roots_and_names_what_is_missing)
{
	static const char *const roots[] = { "a", "b", "a", "none" };
	struct inclusion_options options = { .roots = roots, .root_count = 4 };
	struct sample sample;

	folder_write("a", "2026-01-01 join A\n");
	folder_write("b", "2026-01-01 join B\n");
	arena_init(&sample.arena);
	journal_init(&sample.journal, &sample.arena, 7);
	diagnostics_init(&sample.diagnostics, &sample.arena);
	inclusion_load(&sample.journal, &options, &sample.diagnostics);
	journal_index(&sample.journal, &sample.diagnostics);
	cr_expect_eq(sample.journal.event_count, 2);
	cr_expect_str_eq(sample_complaints(&sample), "file_unreadable");
	cr_expect_not_null(strstr(shown(&sample), "'none' cannot be read"));
	sample_release(&sample);
}

Test(journal_inclusion, gives_one_book_however_it_is_split)
{
	for (uint64_t round = 1; round <= 20; round++) {
		struct sample whole;
		struct sample split;
		struct text texts[4];
		uint64_t seed = round;
		struct arena arena;

		arena_init(&arena);
		for (int i = 0; i < 4; i++)
			text_init(&texts[i], &arena);
		text_add(&texts[0], "include \"[1-3]\"\n");
		for (int i = 0; i < 80; i++) {
			struct text *into = &texts[sample_draw(&seed, 4)];
			size_t before = into->length;

			sample_add_line(into, &seed);
			if (slice_starts(
				    slice_from_offset(text_slice(into), before),
				    "include"))
				into->length = before;
		}
		folder_write("book.points", arena_copy(&arena, texts[0].bytes,
						       texts[0].length));
		for (int i = 1; i < 4; i++) {
			char name[] = { (char)('0' + i), 0 };

			folder_write(name, arena_copy(&arena, texts[i].bytes,
						      texts[i].length));
			text_add_slice(&texts[0], text_slice(&texts[i]));
		}
		load(&split, "book.points", false);
		sample_read(&whole, text_slice(&texts[0]));
		cr_assert_eq(diagnostics_are_broken(&split.diagnostics),
			     diagnostics_are_broken(&whole.diagnostics));
		if (!diagnostics_are_broken(&whole.diagnostics))
			cr_assert_str_eq(sample_print_order(&split),
					 sample_print_order(&whole));
		sample_release(&whole);
		sample_release(&split);
		arena_release(&arena);
	}
}
