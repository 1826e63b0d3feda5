/*
 * The three system calls of Landlock, for which the C library has no names.
 * Rights the running kernel does not know are left out.
 */
/* NOLINTNEXTLINE(readability-identifier-naming): the system's own name */
#define _GNU_SOURCE /* syscall, O_PATH */
#include "cmd/sandbox.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#if defined(__linux__) && __has_include(<linux/landlock.h>)
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

#if defined(LANDLOCK_CREATE_RULESET_VERSION) &&                                \
	defined(SYS_landlock_create_ruleset)

enum {
	VERSION_REFER = 2,
	VERSION_TRUNCATE = 3,
	VERSION_NET = 4,
	PATH_SIZE = 4096
};

/* Rights of later kernels than these headers may know. */
static const uint64_t right_refer = UINT64_C(1) << 13;
static const uint64_t right_truncate = UINT64_C(1) << 14;
static const uint64_t net_all = UINT64_C(3); /* bind and connect by TCP */

/* What the kernel is told; it knows from the size how much of it there is. */
struct rights {
	uint64_t files;
	uint64_t net; /* from VERSION_NET on */
};

int sandbox_version(void)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
			       LANDLOCK_CREATE_RULESET_VERSION);

	return version > 0 ? (int)version : 0;
}

/* All that changes a file or a folder. */
static uint64_t writing(int version)
{
	uint64_t rights =
		LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
		LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
		LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
		LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
		LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;

	if (version >= VERSION_REFER)
		rights |= right_refer;
	if (version >= VERSION_TRUNCATE)
		rights |= right_truncate;
	return rights;
}

/* Leaves a folder, and what is in it, writable. */
static void allow(int ruleset, const char *folder, uint64_t rights)
{
	struct landlock_path_beneath_attr rule = {
		.allowed_access = rights,
		.parent_fd = open(folder, O_PATH | O_CLOEXEC),
	};

	if (rule.parent_fd < 0)
		return;
	(void)syscall(SYS_landlock_add_rule, ruleset,
		      LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	(void)close(rule.parent_fd);
}

/* The folder a file stands in. */
static void allow_folder_of(int ruleset, const char *path, uint64_t rights)
{
	char folder[PATH_SIZE] = ".";
	const char *slash = strrchr(path, '/');
	size_t length = slash == NULL ? 0 : (size_t)(slash - path);

	if (length >= sizeof(folder))
		return;
	if (slash == path)
		length = 1;
	for (size_t i = 0; i < length; i++)
		folder[i] = path[i];
	if (length > 0)
		folder[length] = '\0';
	allow(ruleset, folder, rights);
}

void sandbox_enter(const char *output, bool makes_workbook)
{
	int version = sandbox_version();
	struct rights rights = { writing(version), net_all };
	size_t size =
		version >= VERSION_NET ? sizeof(rights) : sizeof(rights.files);

	if (version == 0)
		return;
	int ruleset =
		(int)syscall(SYS_landlock_create_ruleset, &rights, size, 0);
	if (ruleset < 0)
		return;
	allow(ruleset, "/dev",
	      LANDLOCK_ACCESS_FS_WRITE_FILE | (rights.files & right_truncate));
	if (output != NULL)
		allow_folder_of(ruleset, output, rights.files);
	if (makes_workbook)
		allow(ruleset, P_tmpdir, rights.files);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
		(void)syscall(SYS_landlock_restrict_self, ruleset, 0);
	(void)close(ruleset);
}

#else

int sandbox_version(void)
{
	return 0;
}

void sandbox_enter(const char *output, bool makes_workbook)
{
	(void)output;
	(void)makes_workbook;
}

#endif
