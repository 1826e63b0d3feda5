/*
 * The protocol of durable appending, step by step. A file under way is a
 * struct of its own beside the caller's description. Rolling back is
 * ftruncate and fsync; a file made for this append is removed again.
 */
#include "store/append.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/arena.h"
#include "store/io.h"
#include "store/quiet.h"

struct under_way {
	const struct append_part *part;
	int descriptor;
	off_t before; /* size before the write */
	dev_t device;
	ino_t inode;
	bool created;
	bool touched; /* something may have been written */
};

struct append {
	struct arena *arena;
	const struct io *io;
	struct under_way *files;
	size_t count;
	struct append_result *result;
};

/* Notes the first thing that went wrong; always false. */
static bool fail(struct append *append, const struct under_way *file,
		 const char *what, int error)
{
	if (!append->result->what) {
		append->result->path = file->part->path;
		append->result->what = what;
		append->result->error = error;
	}
	return false;
}

/* The file is not as it was read. */
static bool changed(struct append *append, const struct under_way *file)
{
	append->result->status = APPEND_CHANGED;
	return fail(append, file, "the file was changed meanwhile", 0);
}

/*
 * Some file systems write at the descriptor's place in spite of O_APPEND. A
 * little file beside the book tells: two bytes, the second written after
 * going back to the start.
 */
static bool honours_append(struct append *append, struct under_way *file)
{
	const struct io *io = append->io;
	const char *path =
		arena_print(append->arena, "%s.append-test", file->part->path);
	struct stat status = { 0 };
	int test = -1;

	if (io->is_plain(file->descriptor))
		return true;
	test = io_open(io, path,
		       O_RDWR | O_CREAT | O_TRUNC | O_APPEND | O_NOFOLLOW,
		       0600);
	if (test < 0)
		return fail(append, file, "cannot test its file system", errno);
	if (io_save(io, test, SLICE("1")) == 0 &&
	    io->lseek(test, 0, SEEK_SET) == 0 &&
	    io_save(io, test, SLICE("2")) == 0)
		(void)(io->fstat(test, &status) == 0);
	io->close(test);
	io->unlink(path);
	if (status.st_size == 2)
		return true;
	return fail(append, file, "its file system does not append", 0);
}

/* The bytes so far must end with a newline: else a write was cut short. */
static bool ends_whole(struct append *append, struct under_way *file)
{
	char last = '\n';

	if (file->before > 0 && append->io->pread(file->descriptor, &last, 1,
						  file->before - 1) != 1)
		return fail(append, file, "cannot read", errno);
	if (last != '\n')
		return fail(append, file,
			    "its last line does not end with a newline", 0);
	return true;
}

/* A file with several names could be locked under another one. */
static bool lock_names(struct append *append, struct under_way *file,
		       const struct stat *status)
{
	if (status->st_nlink < 2 ||
	    append->io->flock(file->descriptor, LOCK_EX | LOCK_NB) == 0)
		return true;
	return fail(append, file, "cannot lock a file of several names", errno);
}

static bool open_old(struct append *append, struct under_way *file)
{
	const struct append_part *part = file->part;
	struct stat status;

	file->descriptor = io_open(append->io, part->path,
				   O_RDWR | O_APPEND | O_NONBLOCK, 0);
	if (file->descriptor < 0 && errno == ENOENT)
		return changed(append, file);
	if (file->descriptor < 0)
		return fail(append, file, "cannot open", errno);
	if (append->io->fstat(file->descriptor, &status) < 0)
		return fail(append, file, "cannot look at", errno);
	if (!S_ISREG(status.st_mode))
		return fail(append, file, "not a regular file", 0);
	file->before = status.st_size;
	file->device = status.st_dev;
	file->inode = status.st_ino;
	if ((uint64_t)status.st_dev != part->device ||
	    (uint64_t)status.st_ino != part->inode ||
	    (uint64_t)status.st_size != part->size)
		return changed(append, file);
	return lock_names(append, file, &status) && ends_whole(append, file) &&
	       honours_append(append, file);
}

static bool open_new(struct append *append, struct under_way *file)
{
	const struct append_part *part = file->part;
	const struct io *io = append->io;
	struct stat status;

	file->descriptor = io_open(io, part->path,
				   O_RDWR | O_APPEND | O_CREAT | O_EXCL, 0600);
	if (file->descriptor < 0 && errno == EEXIST)
		return changed(append, file);
	if (file->descriptor < 0)
		return fail(append, file, "cannot create", errno);
	file->created = true;
	if (part->like && io->stat(part->like, &status) == 0) {
		if (part->is_private)
			status.st_mode = 0600;
		io_save_owner(io, file->descriptor, &status);
	}
	if (io->fstat(file->descriptor, &status) < 0)
		return fail(append, file, "cannot look at", errno);
	file->device = status.st_dev;
	file->inode = status.st_ino;
	return honours_append(append, file);
}

static bool open_all(struct append *append)
{
	for (size_t i = 0; i < append->count; i++) {
		struct under_way *file = &append->files[i];

		if (!(file->part->exists ? open_old(append, file)
					 : open_new(append, file)))
			return false;
	}
	return true;
}

static bool write_all(struct append *append)
{
	for (size_t i = 0; i < append->count; i++) {
		struct under_way *file = &append->files[i];
		int error = 0;

		file->touched = true;
		error = io_save(append->io, file->descriptor,
				file->part->bytes);
		if (error)
			return fail(append, file, "cannot write", error);
	}
	return true;
}

static bool sync_all(struct append *append)
{
	for (size_t i = 0; i < append->count; i++) {
		struct under_way *file = &append->files[i];

		if (append->io->fsync(file->descriptor) < 0)
			return fail(append, file, "cannot sync", errno);
	}
	return true;
}

/* A new file's name must survive as well. The lines are on the disk already,
 * so that a failure here leaves the outcome open. */
static bool sync_folders(struct append *append)
{
	for (size_t i = 0; i < append->count; i++) {
		struct under_way *file = &append->files[i];
		int error = 0;

		if (!file->created)
			continue;
		error = io_save_folder(append->arena, append->io,
				       file->part->path);
		if (error)
			return fail(append, file, "cannot sync the folder of",
				    error);
	}
	return true;
}

/* Are the lines where the path leads, and nothing else beside them? */
static bool look_again(struct append *append)
{
	for (size_t i = 0; i < append->count; i++) {
		struct under_way *file = &append->files[i];
		struct stat named;

		if (append->io->stat(file->part->path, &named) < 0 ||
		    named.st_dev != file->device ||
		    named.st_ino != file->inode ||
		    named.st_size !=
			    file->before + (off_t)file->part->bytes.length)
			return changed(append, file);
	}
	return true;
}

/* Takes one file back to what it was; false when that cannot be said. */
static bool take_back(struct append *append, struct under_way *file)
{
	const struct io *io = append->io;
	bool done = true;

	if (file->touched)
		done = io->ftruncate(file->descriptor, file->before) == 0 &&
		       io->fsync(file->descriptor) == 0;
	if (file->created && done)
		(void)(io->unlink(file->part->path) == 0);
	return done;
}

static bool take_all_back(struct append *append)
{
	bool done = true;

	for (size_t i = 0; i < append->count; i++)
		if (append->files[i].descriptor >= 0)
			done = take_back(append, &append->files[i]) && done;
	return done;
}

/* All steps; the status is what the first failure leaves behind. */
static enum append_status run_steps(struct append *append)
{
	if (!open_all(append)) {
		take_all_back(append);
		return append->result->status == APPEND_CHANGED
			       ? APPEND_CHANGED
			       : APPEND_NOT_RECORDED;
	}
	if (!write_all(append) || !sync_all(append))
		return take_all_back(append) ? APPEND_NOT_RECORDED
					     : APPEND_UNKNOWN;
	if (!sync_folders(append))
		return APPEND_UNKNOWN;
	if (!look_again(append))
		return APPEND_CHANGED;
	return APPEND_RECORDED;
}

enum append_status append_save(struct arena *arena, const struct io *io,
			       const struct append_part *parts, size_t count,
			       struct append_result *result)
{
	struct append append = {
		.arena = arena,
		.io = io,
		.files = arena_take_array(arena, count,
					  sizeof(struct under_way)),
		.count = count,
		.result = result,
	};
	struct quiet quiet;

	*result = (struct append_result){ .status = APPEND_RECORDED };
	for (size_t i = 0; i < count; i++) {
		append.files[i].part = &parts[i];
		append.files[i].descriptor = -1;
	}
	quiet_init(&quiet);
	result->status = run_steps(&append);
	for (size_t i = 0; i < count; i++)
		if (append.files[i].descriptor >= 0)
			io->close(append.files[i].descriptor);
	quiet_release(&quiet);
	return result->status;
}
