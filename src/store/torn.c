/*
 * Damaged lines: found by one scan, set aside by copy, sync, and then either
 * truncation (they are the end) or replacement of the file (they are not).
 */
#include "store/torn.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "store/io.h"
#include "store/replace.h"

enum {
	NAMES_MAX = 100 /* names for the copy that are tried */
};

/* Cuts the next line, with its newline, from *rest. */
static struct slice next_line(struct slice *rest)
{
	size_t length = slice_find(*rest, '\n');
	struct slice line;

	if (length < rest->length)
		length++;
	line = (struct slice){ rest->text, length };
	*rest = slice_from_offset(*rest, length);
	return line;
}

static bool is_damaged(struct slice line)
{
	return line.text[line.length - 1] != '\n' ||
	       memchr(line.text, '\0', line.length);
}

struct torn torn_find(struct slice text)
{
	struct torn torn = { .at_end = true };
	struct slice rest = text;

	while (rest.length > 0) {
		struct slice line = next_line(&rest);

		if (is_damaged(line)) {
			if (torn.lines++ == 0)
				torn.first = (size_t)(line.text - text.text);
			torn.bytes += line.length;
			torn.unclosed = line.text[line.length - 1] != '\n';
		} else if (torn.lines > 0) {
			torn.at_end = false;
		}
	}
	return torn;
}

static bool fail(struct torn_result *result, const char *what, int error)
{
	result->what = what;
	result->error = error;
	return false;
}

/* The damaged lines into a new file beside the journal, durably. */
static bool save_copy(struct arena *arena, const struct io *io,
		      const char *path, struct slice damaged,
		      struct torn_result *result)
{
	const char *base = result->path;
	struct stat journal;
	int descriptor = -1;
	int error = 0;

	for (int i = 0; i < NAMES_MAX; i++) {
		if (i > 0)
			result->path = arena_print(arena, "%s-%d", base, i);
		descriptor =
			io_open(io, result->path,
				O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
		if (descriptor >= 0 || errno != EEXIST)
			break;
	}
	if (descriptor < 0)
		return fail(result, "cannot create", errno);
	if (io->stat(path, &journal) == 0)
		io_save_owner(io, descriptor, &journal);
	error = io_save(io, descriptor, damaged);
	if (!error && io->fsync(descriptor) < 0)
		error = errno;
	io->close(descriptor);
	if (!error)
		error = io_save_folder(arena, io, result->path);
	if (!error)
		return true;
	io->unlink(result->path);
	return fail(result, "cannot write", error);
}

static bool cut_end(const struct io *io, const char *path, size_t size,
		    struct torn_result *result)
{
	int descriptor = io_open(io, path, O_RDWR, 0);
	int error = 0;

	if (descriptor < 0)
		return fail(result, "cannot open", errno);
	if (io->ftruncate(descriptor, (off_t)size) < 0 ||
	    io->fsync(descriptor) < 0)
		error = errno;
	io->close(descriptor);
	return error ? fail(result, "cannot cut", error) : true;
}

bool torn_save(struct arena *arena, const struct io *io, const char *path,
	       struct slice text, struct torn_result *result)
{
	struct torn torn = torn_find(text);
	struct replace_result replaced;
	struct slice rest = text;
	struct text damaged;
	struct text whole;

	*result = (struct torn_result){ 0 };
	if (torn.lines == 0)
		return true;
	result->path = arena_print(arena, "%s.torn-%zu", path, torn.first);
	text_init(&damaged, arena);
	text_init(&whole, arena);
	while (rest.length > 0) {
		struct slice line = next_line(&rest);

		text_add_slice(is_damaged(line) ? &damaged : &whole, line);
	}
	if (!save_copy(arena, io, path, text_slice(&damaged), result))
		return false;
	if (torn.at_end)
		return cut_end(io, path, torn.first, result);
	if (replace_save(arena, io,
			 &(struct replace_file){ .path = path,
						 .bytes = text_slice(&whole) },
			 &replaced) == REPLACE_DONE)
		return true;
	return fail(result, replaced.what, replaced.error);
}

bool torn_save_tail(struct arena *arena, const struct io *io,
		    const struct torn_tail *tail, struct torn_result *result)
{
	*result = (struct torn_result){
		.path = arena_print(arena, "%s.torn-%zu", tail->path,
				    tail->offset),
	};
	return save_copy(arena, io, tail->path,
			 slice_from_offset(tail->text, tail->offset), result) &&
	       cut_end(io, tail->path, tail->offset, result);
}

bool torn_save_newline(const struct io *io, const char *path,
		       struct torn_result *result)
{
	int descriptor = io_open(io, path, O_WRONLY | O_APPEND, 0);
	int error = 0;

	*result = (struct torn_result){ .path = path };
	if (descriptor < 0)
		return fail(result, "cannot open", errno);
	error = io_save(io, descriptor, SLICE("\n"));
	if (!error && io->fsync(descriptor) < 0)
		error = errno;
	io->close(descriptor);
	return error ? fail(result, "cannot write", error) : true;
}
