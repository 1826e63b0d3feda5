/*
 * archive: what is printed is read again as it was; names that lead elsewhere
 * are refused; no damage at any byte passes for the whole.
 */
#include "store/archive.h"

#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/text.h"

enum {
	BLOCK = 512,
	TYPE_AT = 156
};

static struct arena arena;

static void setup(void)
{
	arena_init(&arena);
}

static void teardown(void)
{
	arena_release(&arena);
}

TestSuite(store_archive, .init = setup, .fini = teardown);

#define LONG                                                                   \
	"a-folder-with-quite-a-long-name-indeed/"                              \
	"and-another-one-that-is-no-shorter-at-all/"                           \
	"and-then-the-file-2026-11.points"

static struct archive_file files[] = {
	{ "book.points", { "rules \"rules.yaml\"\n", 19 }, 0644, 1700000000 },
	{ "rules.yaml", { "", 0 }, 0600, 0 },
	{ LONG, { "x", 1 }, 0640, 1 },
	{ ".gitignore", { "a\0b", 3 }, 0644, 8589934591 },
};

static const struct archive whole = { files, sizeof(files) / sizeof(*files) };

static struct slice print_whole(void)
{
	struct text text;
	struct archive_error error;

	text_init(&text, &arena);
	cr_assert(archive_print(&text, &whole, &error), "%s", error.reason);
	return text_slice(&text);
}

Test(store_archive, what_is_printed_is_read_as_it_was)
{
	struct archive read;
	struct archive_error error;

	cr_assert(archive_read(&arena, print_whole(), &read, &error));
	cr_assert_eq(read.count, whole.count);
	for (size_t i = 0; i < read.count; i++) {
		cr_expect_str_eq(read.files[i].name, files[i].name);
		cr_expect(slice_equal(read.files[i].text, files[i].text));
		cr_expect_eq(read.files[i].mode, files[i].mode);
		cr_expect_eq(read.files[i].modified, files[i].modified);
	}
}

Test(store_archive, every_cut_is_noticed)
{
	struct slice bytes = print_whole();
	struct archive read;
	struct archive_error error;

	for (size_t length = 0; length < bytes.length; length++) {
		bytes.length = length;
		cr_expect_not(archive_read(&arena, bytes, &read, &error), "%zu",
			      length);
		bytes.length = print_whole().length;
	}
}

static void expect_texts(const struct archive *read, size_t at)
{
	cr_assert_eq(read->count, whole.count, "%zu", at);
	for (size_t i = 0; i < read->count; i++)
		cr_expect(slice_equal(read->files[i].text, files[i].text),
			  "%zu", at);
}

Test(store_archive, every_changed_byte_is_noticed_or_harmless)
{
	struct slice bytes = print_whole();
	char *copy = arena_copy(&arena, bytes.text, bytes.length);
	struct archive read;
	struct archive_error error;

	bytes.text = copy;
	for (size_t at = 0; at < bytes.length; at++) {
		copy[at] ^= 0x21;
		if (archive_read(&arena, bytes, &read, &error))
			expect_texts(&read, at);
		copy[at] ^= 0x21;
	}
}

static bool is_refused(const char *name)
{
	struct archive_file file = { .name = name };
	struct archive one = { &file, 1 };
	struct archive_error error;
	struct text text;

	text_init(&text, &arena);
	return !archive_print(&text, &one, &error) && error.reason != NULL;
}

Test(store_archive, names_that_lead_elsewhere_are_refused)
{
	static const char *const names[] = {
		"",        "/etc/passwd",  "../up", "a/../../up",
		"a/./b",   "a//b",         "a/",    ".git/hooks/pre-commit",
		".bashrc", ".gitignore/x", "a\nb",  "a\\b",
		"\xff",    "SHA256SUMS",
	};
	static const char *const fine[] = { "book.points",  "2026/10.points",
					    "a/.gitignore", "Café/Büch.points",
					    "a..b",         "a/b..c" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		cr_expect(is_refused(names[i]), "%s", names[i]);
	for (size_t i = 0; i < sizeof(fine) / sizeof(*fine); i++)
		cr_expect_null(archive_check_name(slice_from(fine[i])), "%s",
			       fine[i]);
}

Test(store_archive, a_name_stands_once_and_is_no_folder)
{
	static const struct {
		const char *names[2];
		const char *reason;
	} rows[] = {
		{ { "a", "a" }, "is there twice" },
		{ { "a/b", "a" }, "is a file and a folder" },
		{ { "a/b/c", "a/b" }, "is a file and a folder" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct archive_file two[] = {
			{ .name = rows[i].names[0] },
			{ .name = rows[i].names[1] },
		};
		struct archive both = { two, 2 };
		struct archive_error error;
		struct text text;
		text_init(&text, &arena);
		cr_expect_not(archive_print(&text, &both, &error));
		cr_expect_str_eq(error.reason, rows[i].reason);
	}
}

/* Sets a header's byte and its sum. */
static void set_byte(char *header, size_t at, char byte)
{
	unsigned sum = 0;

	header[at] = byte;
	for (size_t i = 0; i < BLOCK; i++)
		sum += i >= 148 && i < 156 ? ' ' : (unsigned char)header[i];
	for (size_t i = 6; i-- > 0; sum >>= 3)
		header[148 + i] = (char)('0' + (sum & 7));
}

Test(store_archive, only_plain_files_are_read)
{
	struct slice bytes = print_whole();
	char *copy = arena_copy(&arena, bytes.text, bytes.length);
	/* Behind the header and the one block of the sums. */
	char *header = copy + (size_t)2 * BLOCK;
	struct archive read;
	struct archive_error error;

	bytes.text = copy;
	set_byte(header, TYPE_AT, '0');
	cr_assert(archive_read(&arena, bytes, &read, &error), "%s",
		  error.reason);
	for (const char *type = "1234567gxLK"; *type; type++) {
		set_byte(header, TYPE_AT, *type);
		cr_expect_not(archive_read(&arena, bytes, &read, &error), "%c",
			      *type);
		cr_expect_str_eq(error.reason, "is not a plain file");
	}
}
