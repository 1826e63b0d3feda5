/*
 * replace: the name leads to the old text or the new, whole, whatever fails
 * and whenever the process ends; links, modes and names are kept.
 */
#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "faulty_io.h"
#include "folder.h"
#include "store/replace.h"

#define OLD "old line one\nold line two\n"
#define NEW "new\n"

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

TestSuite(store_replace, .init = setup, .fini = teardown);

static enum replace_status replace(const struct io *io, const char *path)
{
	struct replace_result result;

	return replace_save(
		&arena, io,
		&(struct replace_file){ .path = path, .bytes = SLICE(NEW) },
		&result);
}

Test(store_replace, keeps_mode_and_symbolic_link)
{
	struct stat status;

	folder_write("real", OLD);
	chmod("real", 0640);
	cr_assert_eq(symlink("real", "name"), 0);
	cr_assert_eq(replace(io_system(), "name"), REPLACE_DONE);
	cr_expect_str_eq(folder_read("real"), NEW);
	lstat("name", &status);
	cr_expect(S_ISLNK(status.st_mode));
	stat("real", &status);
	cr_expect_eq(status.st_mode & 07777, 0640);
	cr_expect_eq(folder_count(), 2);
}

Test(store_replace, keeps_hard_links)
{
	struct stat a, b;

	folder_write("one", OLD);
	cr_assert_eq(link("one", "two"), 0);
	cr_assert_eq(replace(io_system(), "one"), REPLACE_DONE);
	stat("one", &a);
	stat("two", &b);
	cr_expect_eq(a.st_ino, b.st_ino);
	cr_expect_str_eq(folder_read("two"), NEW);
	cr_expect_eq(folder_count(), 2);
}

Test(store_replace, refuses_what_is_absent_or_no_file)
{
	cr_expect_eq(replace(io_system(), "absent"), REPLACE_NOT_DONE);
	cr_expect_eq(replace(io_system(), "."), REPLACE_NOT_DONE);
	cr_expect_eq(folder_count(), 0);
}

/* Old or new; or, of a file written in place, both kept in a copy. */
static void check_whole(const char *name, enum replace_status status, int at)
{
	const char *text = folder_read(name);
	bool is_old = text && strcmp(text, OLD) == 0;
	bool is_new = text && strcmp(text, NEW) == 0;
	const char *copy;

	cr_assert(status != REPLACE_DONE || is_new, "call %d", at);
	cr_assert(status != REPLACE_NOT_DONE || is_old, "call %d", at);
	if (is_old || is_new)
		return;
	copy = folder_read(".book.new-0");
	cr_assert(copy && strcmp(copy, NEW) == 0,
		  "call %d: neither old nor new, and no copy", at);
}

static void reset(bool linked)
{
	unlink("book");
	unlink("second");
	unlink(".book.new-0");
	folder_write("book", OLD);
	if (linked)
		cr_assert_eq(link("book", "second"), 0);
}

Test(store_replace, every_call_fails_once_and_for_ever)
{
	int tried = 0;

	for (int linked = 0; linked < 2; linked++) {
		int calls;

		reset(linked);
		faulty_io_init(FAULTY_NOT, 0, 0);
		cr_assert_eq(replace(faulty_io(), "book"), REPLACE_DONE);
		calls = faulty_io_count();
		for (int at = 0; at < calls; at++) {
			for (int i = 0; i < 4; i++) {
				reset(linked);
				faulty_io_init(i % 2 ? FAULTY_ONCE
						     : FAULTY_FOR_EVER,
					       at, i / 2 ? EIO : ENOSPC);
				check_whole("book",
					    replace(faulty_io(), "book"), at);
				tried++;
			}
		}
	}
	cr_log_info("replace: %d failing calls tried", tried);
}

Test(store_replace, every_call_kills)
{
	static const enum faulty_way ways[] = { FAULTY_KILL_BEFORE,
						FAULTY_KILL_AFTER,
						FAULTY_KILL_HALF };
	int tried = 0;

	for (int at = 0; at < 25; at++) {
		for (int i = 0; i < 6; i++) {
			int status;
			pid_t child;

			reset(i % 2);
			faulty_io_init(ways[i / 2], at, 0);
			child = fork();
			if (child == 0) {
				replace(faulty_io(), "book");
				_exit(0);
			}
			waitpid(child, &status, 0);
			check_whole("book", REPLACE_UNKNOWN, at);
			tried++;
		}
	}
	cr_log_info("replace: %d kills tried", tried);
}

/* ---- making ---- */

static enum replace_status make(const struct io *io, const char *path)
{
	struct replace_result result;
	struct replace_file file = { .path = path,
				     .bytes = SLICE(NEW),
				     .mode = 0600 };

	return replace_make(&arena, io, &file, &result);
}

Test(store_replace, makes_a_file_of_the_mode)
{
	struct stat status;

	folder_write("old", OLD);
	chmod("old", 0644);
	cr_expect_eq(make(io_system(), "new"), REPLACE_DONE);
	cr_expect_eq(make(io_system(), "old"), REPLACE_DONE);
	cr_expect_str_eq(folder_read("new"), NEW);
	cr_expect_str_eq(folder_read("old"), NEW);
	stat("new", &status);
	cr_expect_eq(status.st_mode & 07777, 0600);
	stat("old", &status);
	cr_expect_eq(status.st_mode & 07777, 0600);
	cr_expect_eq(folder_count(), 2);
}

Test(store_replace, a_name_that_is_taken_is_not_removed)
{
	char name[sizeof(".book.new-") + 11];

	for (int i = 0; i < 100; i++) {
		snprintf(name, sizeof(name), ".book.new-%d", i);
		folder_write(name, "mine");
	}
	cr_expect_eq(make(io_system(), "book"), REPLACE_NOT_DONE);
	cr_expect_eq(folder_count(), 100);
}

Test(store_replace, every_call_of_making_fails)
{
	int calls;

	folder_write("book", OLD);
	faulty_io_init(FAULTY_NOT, 0, 0);
	cr_assert_eq(make(faulty_io(), "book"), REPLACE_DONE);
	calls = faulty_io_count();
	for (int at = 0; at < calls; at++) {
		for (int i = 0; i < 2; i++) {
			enum replace_status status;
			folder_write("book", OLD);
			faulty_io_init(i ? FAULTY_ONCE : FAULTY_FOR_EVER, at,
				       EIO);
			status = make(faulty_io(), "book");
			cr_expect_str_eq(folder_read("book"),
					 status == REPLACE_NOT_DONE ? OLD : NEW,
					 "call %d", at);
			unlink(".book.new-0");
		}
	}
	cr_expect_geq(calls, 6);
}
