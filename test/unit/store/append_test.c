/*
 * append: outcomes under every single failure, and what stands on the disk
 * after a process is killed at every call.
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
#include "store/append.h"

#define OLD "2026-01-02 join anna ^a\n"
#define NEW "2026-01-03 purchase anna 5.00 EUR ^b\n"

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

TestSuite(store_append, .init = setup, .fini = teardown);

/* The part that adds NEW to a file as it is now. */
static struct append_part part_for(const char *path)
{
	struct append_part part = { .path = path, .bytes = SLICE(NEW) };
	struct stat status;

	if (stat(path, &status) == 0) {
		part.exists = true;
		part.device = status.st_dev;
		part.inode = status.st_ino;
		part.size = (uint64_t)status.st_size;
	}
	return part;
}

static enum append_status append_to(const struct io *io, const char *path)
{
	struct append_part part = part_for(path);
	struct append_result result;

	return append_save(&arena, io, &part, 1, &result);
}

Test(store_append, adds_to_a_file_and_makes_a_new_one_like_another)
{
	struct append_part parts[2];
	struct append_result result;
	struct stat status;

	folder_write("book.points", OLD);
	chmod("book.points", 0640);
	parts[0] = part_for("book.points");
	parts[1] = part_for("new.points");
	parts[1].like = "book.points";
	cr_assert_eq(append_save(&arena, io_system(), parts, 2, &result),
		     APPEND_RECORDED, "%s", result.what);
	cr_assert_str_eq(folder_read("book.points"), OLD NEW);
	cr_assert_str_eq(folder_read("new.points"), NEW);
	stat("new.points", &status);
	cr_assert_eq(status.st_mode & 07777, 0640);
	parts[0] = part_for("people.points");
	parts[0].like = "book.points";
	parts[0].is_private = true;
	cr_assert_eq(append_save(&arena, io_system(), parts, 1, &result),
		     APPEND_RECORDED);
	stat("people.points", &status);
	cr_assert_eq(status.st_mode & 07777, 0600);
}

Test(store_append, refuses_what_is_not_as_it_was_read)
{
	struct append_part part;
	struct append_result result;

	folder_write("book.points", OLD);
	part = part_for("book.points");
	folder_write("book.points", OLD OLD);
	cr_expect_eq(append_save(&arena, io_system(), &part, 1, &result),
		     APPEND_CHANGED);
	cr_expect_str_eq(folder_read("book.points"), OLD OLD);
	part = part_for("book.points");
	folder_write("other", OLD OLD);
	rename("other", "book.points");
	cr_expect_eq(append_save(&arena, io_system(), &part, 1, &result),
		     APPEND_CHANGED);
	cr_expect_str_eq(folder_read("book.points"), OLD OLD);
	part = part_for("absent.points");
	folder_write("absent.points", OLD);
	cr_expect_eq(append_save(&arena, io_system(), &part, 1, &result),
		     APPEND_CHANGED);
	part = part_for("book.points");
	unlink("book.points");
	cr_expect_eq(append_save(&arena, io_system(), &part, 1, &result),
		     APPEND_CHANGED);
	cr_expect_null(folder_read("book.points"));
}

Test(store_append, refuses_a_torn_tail_and_what_is_no_file)
{
	folder_write("book.points", OLD "2026-01-03 purch");
	cr_expect_eq(append_to(io_system(), "book.points"),
		     APPEND_NOT_RECORDED);
	cr_expect_str_eq(folder_read("book.points"), OLD "2026-01-03 purch");
	mkfifo("pipe", 0600);
	cr_expect_eq(append_to(io_system(), "pipe"), APPEND_NOT_RECORDED);
	cr_expect_eq(append_to(io_system(), "."), APPEND_NOT_RECORDED);
}

Test(store_append, names_of_one_file_exclude_each_other)
{
	int held;

	folder_write("book.points", OLD);
	cr_assert_eq(link("book.points", "second.points"), 0);
	held = io_system()->open("second.points", 0, 0);
	io_system()->flock(held, 2 /* LOCK_EX */);
	cr_expect_eq(append_to(io_system(), "book.points"),
		     APPEND_NOT_RECORDED);
	close(held);
	cr_expect_eq(append_to(io_system(), "book.points"), APPEND_RECORDED);
	cr_expect_str_eq(folder_read("second.points"), OLD NEW);
}

/* A table whose appends go to the file's start. */
static ssize_t write_at_start(int descriptor, const void *bytes, size_t size)
{
	return pwrite(descriptor, bytes, size, 0);
}

static int open_without_append(const char *path, int flags, mode_t mode)
{
	return io_system()->open(path, flags & ~02000 /* O_APPEND */, mode);
}

Test(store_append, a_file_system_that_does_not_append_is_refused)
{
	struct io odd = *faulty_io();

	odd.open = open_without_append;
	odd.write = write_at_start;
	folder_write("book.points", OLD);
	cr_expect_eq(append_to(&odd, "book.points"), APPEND_NOT_RECORDED);
	cr_expect_str_eq(folder_read("book.points"), OLD);
	cr_expect_eq(folder_count(), 1, "the test's file is removed");
}

/* What the status promises, held against what is on the disk. */
static void check_outcome(enum append_status status, const char *label, int at)
{
	const char *text = folder_read("book.points");
	const char *new_text =
		folder_read("book.points") ? folder_read("book.points") : "";

	cr_assert(strncmp(new_text, OLD, strlen(OLD)) == 0,
		  "%s at %d: the old lines stand", label, at);
	text = new_text + strlen(OLD);
	if (status == APPEND_RECORDED)
		cr_assert_str_eq(text, NEW, "%s at %d", label, at);
	if (status == APPEND_NOT_RECORDED)
		cr_assert_str_eq(text, "", "%s at %d", label, at);
	cr_assert_eq(faulty_io_retried_syncs(), 0,
		     "%s at %d: fsync is not tried again", label, at);
}

/* One append to book.points and, with `both`, to a new file beside it. */
static enum append_status append_sweep(bool both)
{
	struct append_part parts[2];
	struct append_result result;

	parts[0] = part_for("book.points");
	parts[1] = part_for("new.points");
	parts[1].like = "book.points";
	return append_save(&arena, faulty_io(), parts, both ? 2 : 1, &result);
}

static void reset(void)
{
	unlink("new.points");
	unlink("book.points.append-test");
	unlink("new.points.append-test");
	unlink("book.points");
	folder_write("book.points", OLD);
}

Test(store_append, every_call_fails_once_and_for_ever)
{
	static const int errors[] = { EIO, ENOSPC, EINTR, EDQUOT, EFBIG };
	static const enum faulty_way ways[] = { FAULTY_ONCE, FAULTY_FOR_EVER };
	int tried = 0;

	for (int both = 0; both < 2; both++) {
		int calls;

		reset();
		faulty_io_init(FAULTY_NOT, 0, 0);
		cr_assert_eq(append_sweep(both), APPEND_RECORDED);
		calls = faulty_io_count();
		for (int at = 0; at < calls; at++) {
			for (int i = 0; i < 10; i++) {
				enum append_status status;

				reset();
				faulty_io_init(ways[i / 5], at, errors[i % 5]);
				status = append_sweep(both);
				check_outcome(status, strerror(errors[i % 5]),
					      at);
				if (status == APPEND_NOT_RECORDED)
					cr_assert(!folder_read("new.points") ||
						  !*folder_read("new.points"));
				tried++;
			}
		}
	}
	cr_log_info("append: %d failing calls tried", tried);
}

Test(store_append, short_writes_go_on)
{
	for (int at = 0; at < 20; at++) {
		reset();
		faulty_io_init(FAULTY_SHORT, at, 0);
		cr_assert_eq(append_sweep(true), APPEND_RECORDED);
		check_outcome(APPEND_RECORDED, "short write", at);
	}
}

Test(store_append, every_call_kills)
{
	static const enum faulty_way ways[] = { FAULTY_KILL_BEFORE,
						FAULTY_KILL_AFTER,
						FAULTY_KILL_HALF };
	int tried = 0;
	bool ended = false;

	for (int at = 0; !ended; at++) {
		ended = true;
		for (int i = 0; i < 3; i++) {
			const char *text;
			int status;
			pid_t child;

			reset();
			faulty_io_init(ways[i], at, 0);
			child = fork();
			if (child == 0)
				_exit(append_sweep(false) == APPEND_RECORDED
					      ? 0
					      : 1);
			waitpid(child, &status, 0);
			text = folder_read("book.points");
			cr_assert(strncmp(text, OLD, strlen(OLD)) == 0);
			text += strlen(OLD);
			cr_assert(strncmp(text, NEW, strlen(text)) == 0,
				  "call %d: '%s' is a beginning", at, text);
			if (WEXITSTATUS(status) == 0)
				cr_assert_str_eq(text, NEW);
			else
				ended = false;
			tried++;
		}
	}
	cr_log_info("append: %d kills tried", tried);
}
