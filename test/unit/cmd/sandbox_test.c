/*
 * sandbox: in it nothing can be written but the folder of -o and devices;
 * reading goes on. Nothing is tested where the kernel has no Landlock.
 */
#include "cmd/sandbox.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	WROTE_OUTSIDE = 1,
	NOT_INSIDE = 2,
	NOT_READ = 4,
	NO_DEVICE = 8
};

/* What a process in the sandbox can do, as bits. */
static int try_all(void)
{
	int result = 0;

	sandbox_enter("inside/report.csv", false);
	if (open("book", O_WRONLY) >= 0 || errno != EACCES ||
	    open("new", O_WRONLY | O_CREAT, 0600) >= 0 || unlink("book") == 0 ||
	    rename("book", "inside/book") == 0 || mkdir("folder", 0700) == 0)
		result |= WROTE_OUTSIDE;
	if (open("inside/new", O_WRONLY | O_CREAT, 0600) < 0 ||
	    rename("inside/new", "inside/report.csv") != 0)
		result |= NOT_INSIDE;
	if (open("book", O_RDONLY) < 0)
		result |= NOT_READ;
	if (open("/dev/null", O_WRONLY) < 0)
		result |= NO_DEVICE;
	return result;
}

Test(cmd_sandbox, nothing_is_written_but_the_folder_of_the_output)
{
	char folder[] = "/var/tmp/sandbox-XXXXXX";
	int status;

	if (sandbox_version() == 0)
		cr_skip_test("no Landlock");
	cr_assert(mkdtemp(folder));
	cr_assert_eq(chdir(folder), 0);
	cr_assert_eq(mkdir("inside", 0700), 0);
	cr_assert_geq(open("book", O_WRONLY | O_CREAT, 0600), 0);
	pid_t child = fork();
	if (child == 0)
		_exit(try_all());
	waitpid(child, &status, 0);
	cr_expect(WIFEXITED(status));
	cr_expect_eq(WEXITSTATUS(status), 0, "%d", WEXITSTATUS(status));
	(void)unlink("inside/report.csv");
	(void)rmdir("inside");
	(void)unlink("book");
	cr_expect_eq(chdir("/"), 0);
	(void)rmdir(folder);
}
