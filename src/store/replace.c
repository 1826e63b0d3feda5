/*
 * Whole files, by temporary file and rename, or in place where a rename
 * would break names or change the owner.
 */
#include "store/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "store/io.h"
#include "store/quiet.h"

enum {
	NAMES_MAX = 100,   /* temporary names that are tried */
	PIECE = 64 * 1024, /* read back at a time */
	FAULT = EIO        /* what was written is not what is read */
};

struct replace {
	struct arena *arena;
	const struct io *io;
	const char *path; /* symbolic links followed */
	const struct slice *was;
	struct stat old;
	const char *temporary;
	int descriptor; /* of the temporary file */
	struct replace_result *result;
};

static bool fail(struct replace *replace, const char *what, int error)
{
	if (!replace->result->what) {
		replace->result->what = what;
		replace->result->error = error;
	}
	return false;
}

/* A new file beside the old: .NAME.new-0 and on, never through a link. */
static bool open_temporary(struct replace *replace)
{
	const char *slash = strrchr(replace->path, '/');
	int folder = slash ? (int)(slash - replace->path) + 1 : 0;

	for (int i = 0; i < NAMES_MAX; i++) {
		replace->temporary =
			arena_print(replace->arena, "%.*s.%s.new-%d", folder,
				    replace->path, replace->path + folder, i);
		replace->descriptor =
			io_open(replace->io, replace->temporary,
				O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
		if (replace->descriptor >= 0 || errno != EEXIST)
			break;
	}
	if (replace->descriptor < 0)
		return fail(replace, "cannot create a temporary file", errno);
	return true;
}

static bool write_temporary(struct replace *replace, struct slice bytes)
{
	int error = io_save(replace->io, replace->descriptor, bytes);

	if (error)
		return fail(replace, "cannot write", error);
	if (replace->io->fsync(replace->descriptor) < 0)
		return fail(replace, "cannot sync", errno);
	return true;
}

/* True when the temporary file now has the old one's owner and group. */
static bool takes_owner(struct replace *replace)
{
	struct stat status;

	io_save_owner(replace->io, replace->descriptor, &replace->old);
	return replace->io->fstat(replace->descriptor, &status) == 0 &&
	       status.st_uid == replace->old.st_uid &&
	       status.st_gid == replace->old.st_gid;
}

static void drop_temporary(struct replace *replace)
{
	if (replace->descriptor < 0)
		return; /* none was made: the name is somebody else's */
	replace->io->close(replace->descriptor);
	replace->descriptor = -1;
	replace->io->unlink(replace->temporary);
}

/* True when a file holds just these bytes. */
static bool holds(struct replace *replace, int descriptor, struct slice bytes)
{
	char *piece = arena_take(replace->arena, PIECE);
	size_t at = 0;
	int interruptions = 0;

	for (;;) {
		ssize_t got =
			replace->io->pread(descriptor, piece, PIECE, (off_t)at);
		if (got < 0 && errno == EINTR &&
		    interruptions++ < IO_INTERRUPTIONS_MAX)
			continue;
		if (got < 0)
			return fail(replace, "cannot read back", errno);
		if (got == 0 && at == bytes.length)
			return true;
		if (got == 0 || (size_t)got > bytes.length - at ||
		    memcmp(piece, bytes.text + at, (size_t)got) != 0)
			return false;
		at += (size_t)got;
	}
}

static bool is_same_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino &&
	       a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	       a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* True when the file is as the caller knows it, and still is when it has been
 * read. */
static bool is_as_it_was(struct replace *replace)
{
	struct stat before = { 0 };
	struct stat now = { 0 };
	bool is = true;
	int descriptor = -1;

	if (!replace->was)
		return true;
	descriptor =
		io_open(replace->io, replace->path, O_RDONLY | O_NONBLOCK, 0);
	if (descriptor < 0)
		return fail(replace, "cannot open", errno);
	is = replace->io->fstat(descriptor, &before) == 0 &&
	     holds(replace, descriptor, *replace->was);
	replace->io->close(descriptor);
	return is && replace->io->stat(replace->path, &now) == 0 &&
	       is_same_file(&before, &now);
}

/* The status when it is not, or that cannot be said. */
static enum replace_status give_up(struct replace *replace)
{
	drop_temporary(replace);
	if (replace->result->what)
		return REPLACE_NOT_DONE;
	fail(replace, "somebody else changed", 0);
	return REPLACE_CHANGED;
}

static enum replace_status rename_over(struct replace *replace)
{
	int error = 0;

	if (!is_as_it_was(replace))
		return give_up(replace);
	if (replace->io->rename(replace->temporary, replace->path) < 0) {
		fail(replace, "cannot rename", errno);
		drop_temporary(replace);
		return REPLACE_NOT_DONE;
	}
	replace->io->close(replace->descriptor);
	error = io_save_folder(replace->arena, replace->io, replace->path);
	if (error) {
		fail(replace, "cannot sync the folder", error);
		return REPLACE_UNKNOWN;
	}
	return REPLACE_DONE;
}

/* The temporary file holds the new text, synced: it is what is left when
 * writing over the old one is cut short. */
static enum replace_status write_over(struct replace *replace,
				      struct slice bytes)
{
	const struct io *io = replace->io;
	int descriptor = -1;
	int error = io_save_folder(replace->arena, io, replace->temporary);

	if (!error && !is_as_it_was(replace))
		return give_up(replace);
	if (!error)
		descriptor = io_open(io, replace->path, O_WRONLY, 0);
	if (error || descriptor < 0) {
		fail(replace, "cannot open", error ? error : errno);
		drop_temporary(replace);
		return REPLACE_NOT_DONE;
	}
	error = io_save(io, descriptor, bytes);
	if (!error && (io->ftruncate(descriptor, (off_t)bytes.length) < 0 ||
		       io->fsync(descriptor) < 0))
		error = errno;
	io->close(descriptor);
	if (error) {
		fail(replace, "cannot write in place", error);
		io->close(replace->descriptor);
		replace->result->copy = replace->temporary;
		return REPLACE_UNKNOWN;
	}
	drop_temporary(replace);
	return REPLACE_DONE;
}

static enum replace_status run_steps(struct replace *replace,
				     struct slice bytes)
{
	if (replace->io->stat(replace->path, &replace->old) < 0) {
		fail(replace, "cannot look at", errno);
		return REPLACE_NOT_DONE;
	}
	if (!S_ISREG(replace->old.st_mode)) {
		fail(replace, "not a regular file", 0);
		return REPLACE_NOT_DONE;
	}
	if (!open_temporary(replace) || !write_temporary(replace, bytes)) {
		drop_temporary(replace);
		return REPLACE_NOT_DONE;
	}
	if (takes_owner(replace) && replace->old.st_nlink == 1)
		return rename_over(replace);
	return write_over(replace, bytes);
}

enum replace_status replace_save(struct arena *arena, const struct io *io,
				 const struct replace_file *file,
				 struct replace_result *result)
{
	struct replace replace = {
		.arena = arena,
		.io = io,
		.path = io_follow(arena, io, file->path),
		.was = file->was,
		.descriptor = -1,
		.result = result,
	};
	struct quiet quiet;

	*result = (struct replace_result){ .status = REPLACE_DONE };
	quiet_init(&quiet);
	result->status = run_steps(&replace, file->bytes);
	quiet_release(&quiet);
	return result->status;
}

/* ---- making a file ---- */

/* True when what was written is what is read. */
static bool is_written(struct replace *replace, struct slice bytes)
{
	return holds(replace, replace->descriptor, bytes) ||
	       fail(replace, "cannot read back", FAULT);
}

static bool set_mode(struct replace *replace, unsigned mode)
{
	return replace->io->fchmod(replace->descriptor, (mode_t)mode) == 0 ||
	       fail(replace, "cannot set the mode of", errno);
}

enum replace_status replace_make(struct arena *arena, const struct io *io,
				 const struct replace_file *file,
				 struct replace_result *result)
{
	struct replace replace = {
		.arena = arena,
		.io = io,
		.path = io_follow(arena, io, file->path),
		.descriptor = -1,
		.result = result,
	};
	struct quiet quiet;

	*result = (struct replace_result){ .status = REPLACE_DONE };
	quiet_init(&quiet);
	if (open_temporary(&replace) && set_mode(&replace, file->mode) &&
	    write_temporary(&replace, file->bytes) &&
	    is_written(&replace, file->bytes)) {
		result->status = rename_over(&replace);
	} else {
		drop_temporary(&replace);
		result->status = REPLACE_NOT_DONE;
	}
	quiet_release(&quiet);
	return result->status;
}
