/*
 * One book, one writer: flock(2) on a side file `.NAME.lock` beside the root
 * journal, whichever of the book's files is written. The side file is never
 * deleted, so that all agree on its inode; what stands in it (process, host,
 * command of the holder) is for people and decides nothing. The kernel lets
 * go when the holder dies.
 *
 * A writer takes it before it reads and keeps it until after the fsync, never
 * across a child process. Readers share it while they read the bytes.
 */
#ifndef STORE_LOCK_H
#define STORE_LOCK_H

#include <stdbool.h>

struct arena;
struct io;

enum lock_status {
	LOCK_TAKEN,
	LOCK_ABSENT, /* shared: no side file, and the folder takes none */
	LOCK_BUSY,   /* still held by others after the wait */
	LOCK_FAILED  /* see error */
};

struct lock {
	const struct io *io;
	int descriptor; /* -1: none */
	bool shared;
	const char *path;   /* of the side file */
	const char *holder; /* LOCK_BUSY: "pid host command", "" unknown */
	int error;          /* errno of LOCK_FAILED */
};

struct lock_request {
	const char *journal; /* path of the root journal */
	bool shared;
	unsigned timeout;   /* milliseconds to wait */
	const char *holder; /* who we are: "pid host command" */
};

/* Takes the lock, waiting with growing pauses. Texts live in the arena. */
enum lock_status lock_take(struct arena *arena, const struct io *io,
			   const struct lock_request *request,
			   struct lock *lock);

/* Lets go; harmless when nothing is held. */
void lock_release(struct lock *lock);

#endif
