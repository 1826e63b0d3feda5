/*
 * lock: one writer, many readers, the holder named, links lead to one side
 * file.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "faulty_io.h"
#include "folder.h"
#include "store/lock.h"

static struct arena arena;

static void setup(void)
{
	arena_init(&arena);
	folder_init();
	folder_write("book.points", "");
}

static void teardown(void)
{
	folder_release();
	arena_release(&arena);
}

TestSuite(store_lock, .init = setup, .fini = teardown);

static enum lock_status take(const char *journal, bool shared,
			     struct lock *lock)
{
	struct lock_request request = { .journal = journal,
					.shared = shared,
					.timeout = 3,
					.holder = "42 shop pointbook sale" };

	return lock_take(&arena, io_system(), &request, lock);
}

Test(store_lock, a_writer_excludes_writers_and_readers_and_is_named)
{
	struct lock first, second;

	cr_assert_eq(take("book.points", false, &first), LOCK_TAKEN);
	cr_expect_str_eq(folder_read(".book.points.lock"),
			 "42 shop pointbook sale\n");
	cr_expect_eq(take("book.points", false, &second), LOCK_BUSY);
	cr_expect_str_eq(second.holder, "42 shop pointbook sale");
	cr_expect_eq(take("book.points", true, &second), LOCK_BUSY);
	lock_release(&first);
	lock_release(&first);
	cr_expect_eq(take("book.points", false, &second), LOCK_TAKEN);
	lock_release(&second);
	cr_expect_str_eq(folder_read(".book.points.lock"), "");
}

Test(store_lock, readers_share_and_exclude_a_writer)
{
	struct lock a, b, writer;

	cr_assert_eq(take("book.points", true, &a), LOCK_TAKEN);
	cr_assert_eq(take("book.points", true, &b), LOCK_TAKEN);
	cr_expect_eq(take("book.points", false, &writer), LOCK_BUSY);
	cr_expect_str_eq(writer.holder, "");
	lock_release(&a);
	lock_release(&b);
	cr_expect_eq(take("book.points", false, &writer), LOCK_TAKEN);
	lock_release(&writer);
}

Test(store_lock, a_link_leads_to_the_same_side_file)
{
	struct lock a, b;

	cr_assert_eq(symlink("book.points", "link.points"), 0);
	cr_assert_eq(take("book.points", false, &a), LOCK_TAKEN);
	cr_expect_eq(take("link.points", false, &b), LOCK_BUSY);
	cr_expect_null(folder_read(".link.points.lock"));
	lock_release(&a);
}

Test(store_lock, the_side_file_has_the_mode_of_the_journal)
{
	struct lock lock;
	struct stat status;

	chmod("book.points", 0664);
	cr_assert_eq(take("book.points", false, &lock), LOCK_TAKEN);
	stat(".book.points.lock", &status);
	cr_expect_eq(status.st_mode & 07777, 0664);
	lock_release(&lock);
}

Test(store_lock, a_side_file_that_is_a_link_or_a_pipe_is_refused)
{
	struct lock lock;

	cr_assert_eq(symlink("elsewhere", ".book.points.lock"), 0);
	cr_expect_eq(take("book.points", false, &lock), LOCK_FAILED);
	cr_expect_null(folder_read("elsewhere"));
	unlink(".book.points.lock");
	mkfifo(".book.points.lock", 0600);
	cr_expect_eq(take("book.points", false, &lock), LOCK_FAILED);
}

Test(store_lock, a_killed_holder_lets_go)
{
	struct lock lock;
	int status;
	pid_t child = fork();

	if (child == 0) {
		take("book.points", false, &lock);
		_exit(0);
	}
	waitpid(child, &status, 0);
	cr_expect_eq(take("book.points", false, &lock), LOCK_TAKEN);
	lock_release(&lock);
}

Test(store_lock, it_waits_as_long_as_it_is_told)
{
	struct lock held, lock;
	struct lock_request request = { .journal = "book.points",
					.timeout = 1000,
					.holder = "" };

	cr_assert_eq(take("book.points", false, &held), LOCK_TAKEN);
	faulty_io_init(FAULTY_NOT, 0, 0);
	cr_expect_eq(lock_take(&arena, faulty_io(), &request, &lock),
		     LOCK_BUSY);
	cr_expect_gt(faulty_io_count(), 10, "pauses of at most 100 ms");
	lock_release(&held);
}

Test(store_lock, forty_writers_lose_nothing)
{
	enum {
		WRITERS = 40
	};
	int status;

	for (int i = 0; i < WRITERS; i++) {
		if (fork() == 0) {
			struct lock lock;
			struct lock_request request = {
				.journal = "book.points",
				.timeout = 20000,
				.holder = "",
			};
			char count[16];

			if (lock_take(&arena, io_system(), &request, &lock) !=
			    LOCK_TAKEN)
				_exit(1);
			snprintf(count, sizeof(count), "%sx",
				 folder_read("book.points"));
			if (strlen(folder_read("book.points")) < 14)
				folder_write("book.points", count);
			else
				folder_write("done", "all");
			lock_release(&lock);
			_exit(0);
		}
	}
	for (int i = 0; i < WRITERS; i++) {
		wait(&status);
		cr_assert_eq(status, 0);
	}
	cr_expect_str_eq(folder_read("book.points"), "xxxxxxxxxxxxxx");
	cr_expect_str_eq(folder_read("done"), "all");
}
