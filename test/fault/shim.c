/*
 * Loaded in front of the C library, it stops the program before its main and
 * waits for requests (request.h): for each a copy of the program runs, and
 * fails or ends at one call. So nothing is loaded and linked again for a run.
 *
 * Calls of the system and allocations are counted apart; the act "nomem" is
 * about the latter. With a log the names of all calls are written to ../calls,
 * one a line.
 *
 * The acts "edited" and "in place" are somebody else's, before the call: he
 * reads the files of the book and saves them with one more comment, by a new
 * file that is renamed or over the old one. "stale" and "stale in place" are
 * the same with what was read when the program began.
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
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "request.h"

static struct {
	long at;
	const char *act;
	bool always;
	int log;
	long calls;
	long allocations;
	const char *function; /* that fails for ever */
} fault = { .act = "", .log = -1 };

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

static int open_plainly(const char *path, int flags)
{
	return (int)syscall(SYS_openat, AT_FDCWD, path, flags, 0600);
}

/* ---- somebody else ---------------------------------------------------------- */

enum {
	OTHER_MAX = 1 << 16
};

static struct {
	const char *name;
	char text[OTHER_MAX];
	long length; /* 0: it was not there, or is a link to another one */
} others[] = { { .name = "book.points" },
	       { .name = "2026/11.points" },
	       { .name = "linked.points" },
	       { .name = "members.points" } };

static void read_files(void)
{
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		int fd = open_plainly(others[i].name, O_RDONLY | O_NOFOLLOW);

		others[i].length = 0;
		if (fd < 0)
			continue;
		others[i].length = syscall(SYS_read, fd, others[i].text,
					   (size_t)OTHER_MAX);
		(void)syscall(SYS_close, fd);
	}
}

static void save_files(bool in_place)
{
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		const char *to = in_place ? others[i].name : "saved";
		int fd = -1;

		if (others[i].length > 0)
			fd = open_plainly(to, O_WRONLY | O_CREAT | O_TRUNC);
		if (fd < 0)
			continue;
		(void)syscall(SYS_write, fd, REQUEST_COMMENT,
			      sizeof(REQUEST_COMMENT) - 1);
		(void)syscall(SYS_write, fd, others[i].text,
			      (size_t)others[i].length);
		(void)syscall(SYS_close, fd);
		if (!in_place)
			(void)syscall(SYS_renameat2, AT_FDCWD, to, AT_FDCWD,
				      others[i].name, 0);
	}
}

static void interfere(void)
{
	if (strcmp(fault.act, "edited") == 0 ||
	    strcmp(fault.act, "in place") == 0)
		read_files();
	else if (strncmp(fault.act, "stale", 5) != 0)
		return;
	save_files(strstr(fault.act, "in place") != NULL);
}

/* ---- calls ------------------------------------------------------------------ */

/* True when this call of a function is the one; kills the program when that is
 * what happens before it. */
static bool is_hit(const char *function)
{
	bool hit;

	note(function);
	fault.calls++;
	hit = strcmp(fault.act, "nomem") != 0 &&
	      (fault.calls == fault.at ||
	       (fault.function && strcmp(function, fault.function) == 0));
	if (hit && fault.always)
		fault.function = function;
	if (hit && strcmp(fault.act, "before") == 0)
		die();
	if (hit)
		interfere();
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

/* A close that fails has closed all the same, and let go of its lock. */
int close(int fd)
{
	bool hit = is_hit("close");
	int error = error_of(hit);
	int result = REAL(close)(fd);

	if (error) {
		errno = error;
		return -1;
	}
	end_call(hit);
	return result;
}

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

static void log_allocations(void)
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

/* ---- waiting ---------------------------------------------------------------- */

typedef int entry(int count, char **words, char **environment);

static entry *program;

/* The copy: what it prints goes to ../out. */
static void begin(const struct request *request)
{
	int from = open_plainly("/dev/null", O_RDONLY);
	int to = open_plainly("../out", O_WRONLY | O_CREAT | O_TRUNC);
	int log = -1;

	(void)dup2(from, 0);
	(void)dup2(to, 1);
	(void)dup2(to, 2);
	(void)syscall(SYS_close, from);
	(void)syscall(SYS_close, to);
	(void)syscall(SYS_close, REQUEST_READ);
	(void)syscall(SYS_close, REQUEST_WRITE);
	if (request->logs)
		log = open_plainly("../calls", O_WRONLY | O_CREAT | O_APPEND);
	fault.at = request->at;
	fault.act = request->act;
	fault.always = request->always;
	fault.calls = 0;
	fault.allocations = 0;
	fault.log = log;
	if (strncmp(fault.act, "stale", 5) == 0)
		read_files();
	if (log >= 0)
		(void)atexit(log_allocations);
}

static int run(struct request *request, char **environment)
{
	char *words[REQUEST_WORDS_MAX + 2] = { "pointbook" };
	char *at = request->words;
	int count = 1;

	while (count <= request->count) {
		words[count++] = at;
		at += strlen(at) + 1;
	}
	begin(request);
	return program(count, words, environment);
}

static int end(pid_t child, long nap)
{
	struct timespec time = { 0, nap * 1000 };
	int status = 0;

	if (nap > 0) {
		(void)nanosleep(&time, NULL);
		(void)kill(child, SIGKILL);
	}
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		continue;
	return WIFEXITED(status) ? WEXITSTATUS(status) : STATUS_KILLED;
}

static int serve(int count, char **words, char **environment)
{
	static struct request request;

	(void)count;
	(void)words;
	for (;;) {
		long got = syscall(SYS_read, REQUEST_READ, &request,
				   sizeof(request));
		if (got != (long)sizeof(request))
			_exit(0);
		pid_t child = fork();
		if (child == 0)
			return run(&request, environment);
		int status = end(child, request.nap);
		(void)syscall(SYS_write, REQUEST_WRITE, &status,
			      sizeof(status));
	}
}

/* What the C library calls first; it has as many parameters as it has. */
#define START                                                                  \
	entry *main, int count, char **words, void (*init)(void),              \
		void (*fini)(void), void (*rtld)(void), void *stack
typedef int starter(START);

int __libc_start_main(START)
{
	starter *real = (starter *)dlsym(RTLD_NEXT, "__libc_start_main");

	program = main;
	return real(serve, count, words, init, fini, rtld, stack);
}
