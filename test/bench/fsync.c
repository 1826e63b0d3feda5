/*
 * Preloaded by test/bench: adds what fsync and fdatasync take to the shared
 * counter of nanoseconds in the file that FSYNC_COUNTER names, so that the time
 * of the disk can be told from that of the program.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static uint64_t *counter;

__attribute__((constructor)) static void open_counter(void)
{
	const char *path = getenv("FSYNC_COUNTER");
	int descriptor = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	void *shared;

	if (descriptor < 0)
		return;
	shared = mmap(NULL, sizeof(*counter), PROT_READ | PROT_WRITE,
		      MAP_SHARED, descriptor, 0);
	counter = shared == MAP_FAILED ? NULL : shared;
	close(descriptor);
}

static uint64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static int timed(long call, int descriptor)
{
	uint64_t start = now();
	long result = syscall(call, descriptor);

	if (counter)
		*counter += now() - start;
	return (int)result;
}

int fsync(int descriptor)
{
	return timed(SYS_fsync, descriptor);
}

int fdatasync(int descriptor)
{
	return timed(SYS_fdatasync, descriptor);
}
