/*
 * Loaded in front of the C library, it fails or ends the program at one call:
 * FAULT_AT is which (1 on), FAULT_DO what happens there, FAULT_ALWAYS that it
 * happens at all later calls of the same function, too. With FAULT_LOG the
 * names of all calls are written to that file, one a line.
 *
 * Calls of the system and allocations are counted apart; FAULT_DO nomem is
 * about the latter.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct {
	bool is_ready;
	long at;
	const char *act;
	bool always;
	int log;
	long calls;
	long allocations;
	const char *function; /* that fails for ever */
} fault;

static void prepare(void)
{
	const char *path = getenv("FAULT_LOG");
	const char *at = getenv("FAULT_AT");
	const char *act = getenv("FAULT_DO");

	fault.is_ready = true;
	fault.at = 0;
	while (at && *at >= '0' && *at <= '9')
		fault.at = fault.at * 10 + (*at++ - '0');
	fault.act = act ? act : "";
	fault.always = getenv("FAULT_ALWAYS") != NULL;
	fault.log = path ? (int)syscall(SYS_openat, AT_FDCWD, path,
					O_WRONLY | O_CREAT | O_APPEND, 0600)
			 : -1;
}

static void note(const char *function)
{
	if (fault.log < 0)
		return;
	(void)syscall(SYS_write, fault.log, function, strlen(function));
	(void)syscall(SYS_write, fault.log, "\n", (size_t)1);
}

static void die(void)
{
	(void)syscall(SYS_kill, getpid(), SIGKILL);
}

/* True when this call of a function is the one; kills the program when that is
 * what happens before it. */
static bool is_hit(const char *function)
{
	bool hit;

	if (!fault.is_ready)
		prepare();
	note(function);
	fault.calls++;
	hit = strcmp(fault.act, "nomem") != 0 &&
	      (fault.calls == fault.at ||
	       (fault.function && strcmp(function, fault.function) == 0));
	if (hit && fault.always)
		fault.function = function;
	if (hit && strcmp(fault.act, "before") == 0)
		die();
	return hit;
}

static bool acts(bool hit, const char *act)
{
	return hit && strcmp(fault.act, act) == 0;
}

/* The error that a call fails with, 0: none. */
static int error_of(bool hit)
{
	static const struct {
		const char *name;
		int error;
	} errors[] = { { "ENOSPC", ENOSPC },
		       { "EIO", EIO },
		       { "EINTR", EINTR },
		       { "EMFILE", EMFILE } };

	for (size_t i = 0; hit && i < sizeof(errors) / sizeof(*errors); i++)
		if (strcmp(fault.act, errors[i].name) == 0)
			return errors[i].error;
	return 0;
}

static void end_call(bool hit)
{
	int error = errno;

	if (acts(hit, "after"))
		die();
	errno = error;
}

#define REAL(name) ((__typeof__(&(name)))dlsym(RTLD_NEXT, #name))

/* A call that may fail with an errno and -1. */
#define CALL(type, name, parameters, arguments)                                \
	type name parameters                                                   \
	{                                                                      \
		bool hit = is_hit(#name);                                      \
		int error = error_of(hit);                                     \
		type result;                                                   \
		if (error) {                                                   \
			errno = error;                                         \
			return -1;                                             \
		}                                                              \
		result = REAL(name) arguments;                                 \
		end_call(hit);                                                 \
		return result;                                                 \
	}

CALL(int, fsync, (int fd), (fd))
CALL(int, ftruncate, (int fd, off_t size), (fd, size))
CALL(int, rename, (const char *from, const char *to), (from, to))
CALL(int, unlink, (const char *path), (path))
CALL(int, flock, (int fd, int what), (fd, what))
CALL(off_t, lseek, (int fd, off_t at, int how), (fd, at, how))
CALL(int, fchmod, (int fd, mode_t mode), (fd, mode))
CALL(int, fchown, (int fd, uid_t user, gid_t group), (fd, user, group))
CALL(int, fstat, (int fd, struct stat *to), (fd, to))
CALL(int, stat, (const char *path, struct stat *to), (path, to))
CALL(ssize_t, read, (int fd, void *to, size_t size), (fd, to, size))
CALL(ssize_t, pread, (int fd, void *to, size_t size, off_t at),
     (fd, to, size, at))
CALL(int, close, (int fd), (fd))

ssize_t write(int fd, const void *bytes, size_t size)
{
	bool hit = is_hit("write");
	int error = error_of(hit);
	ssize_t result;

	if (error) {
		errno = error;
		return -1;
	}
	if (acts(hit, "short") || acts(hit, "middle"))
		size = (size + 1) / 2;
	result = REAL(write)(fd, bytes, size);
	if (acts(hit, "middle"))
		die();
	end_call(hit);
	return result;
}

int open(const char *path, int flags, ...)
{
	bool hit = is_hit("open");
	int error = error_of(hit);
	mode_t mode = 0;
	int result;

	if (flags & O_CREAT) {
		va_list list;
		va_start(list, flags);
		mode = va_arg(list, mode_t);
		va_end(list);
	}
	if (error) {
		errno = error;
		return -1;
	}
	result = REAL(open)(path, flags, mode);
	end_call(hit);
	return result;
}

/* ---- allocations ------------------------------------------------------------ */

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static bool is_refused(void)
{
	if (!fault.is_ready)
		return false;
	fault.allocations++;
	if (strcmp(fault.act, "nomem") != 0)
		return false;
	return fault.allocations == fault.at ||
	       (fault.always && fault.at > 0 && fault.allocations > fault.at);
}

void *malloc(size_t size)
{
	return is_refused() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return is_refused() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return is_refused() ? NULL : __libc_realloc(old, size);
}

/* mmap has as many parameters as it has. */
#define MAPPING                                                                \
	void *at, size_t size, int protection, int flags, int fd, off_t from

void *mmap(MAPPING)
{
	if (flags & MAP_ANONYMOUS) {
		if (is_refused()) {
			errno = ENOMEM;
			return MAP_FAILED;
		}
	} else {
		bool hit = is_hit("mmap");
		int error = error_of(hit);
		if (error) {
			errno = error;
			return MAP_FAILED;
		}
	}
	return (void *)syscall(SYS_mmap, at, size, protection, flags, fd, from);
}

__attribute__((constructor)) static void begin(void)
{
	prepare();
}

__attribute__((destructor)) static void finish(void)
{
	char line[64];
	int length = 0;
	long left = fault.allocations;

	if (fault.log < 0)
		return;
	do {
		line[length++] = (char)('0' + left % 10);
		left /= 10;
	} while (left > 0);
	(void)syscall(SYS_write, fault.log, "allocations ", (size_t)12);
	while (length > 0)
		(void)syscall(SYS_write, fault.log, &line[--length], (size_t)1);
	(void)syscall(SYS_write, fault.log, "\n", (size_t)1);
}
