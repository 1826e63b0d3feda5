/*
 * io: loops around single calls.
 */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/arena.h"
#include "faulty_io.h"
#include "folder.h"
#include "store/io.h"

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

TestSuite(store_io, .init = setup, .fini = teardown);

static int calls;

static ssize_t always_interrupted(int descriptor, const void *bytes,
				  size_t size)
{
	(void)descriptor, (void)bytes, (void)size;
	calls++;
	errno = EINTR;
	return -1;
}

static ssize_t takes_nothing(int descriptor, const void *bytes, size_t size)
{
	(void)descriptor, (void)bytes, (void)size;
	return 0;
}

Test(store_io, interruptions_are_bounded_and_zero_is_no_space)
{
	struct io io = *io_system();

	io.write = always_interrupted;
	cr_expect_eq(io_save(&io, 1, SLICE("x")), EINTR);
	cr_expect_eq(calls, IO_INTERRUPTIONS_MAX + 1);
	io.write = takes_nothing;
	cr_expect_eq(io_save(&io, 1, SLICE("x")), ENOSPC);
}

Test(store_io, closed_standard_streams_are_never_taken)
{
	int saved[3] = { dup(0), dup(1), dup(2) };
	int descriptor;

	for (int i = 0; i < 3; i++)
		close(i);
	descriptor =
		io_open(io_system(), "new", O_RDWR | O_CREAT | O_EXCL, 0600);
	for (int i = 0; i < 3; i++)
		dup2(saved[i], i);
	cr_expect_gt(descriptor, 2);
	cr_expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC);
}

Test(store_io, links_are_followed_and_rings_are_not)
{
	cr_assert_eq(symlink("b", "a"), 0);
	cr_assert_eq(symlink("./c", "b"), 0);
	cr_assert_eq(symlink("ring", "ring"), 0);
	cr_expect_str_eq(io_follow(&arena, io_system(), "a"), "./c");
	cr_expect_str_eq(io_follow(&arena, io_system(), "ring"), "ring");
	cr_expect_str_eq(io_follow(&arena, io_system(), "none"), "none");
}
