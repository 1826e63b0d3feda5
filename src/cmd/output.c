/*
 * Opening and completing the output. A file is written under another name in
 * its folder and renamed when everything is in it; one that is there already
 * keeps owner and mode, a symbolic link stays one.
 */
#include "cmd/output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/slice.h"
#include "base/utf8.h"
#include "cmd/message.h"
#include "cmd/pager.h"
#include "cmd/terminal.h"
#include "store/io.h"

enum {
	NEW_MODE = 0666 /* less the umask */
};

/* True when somebody wants the program to end. */
static bool is_interrupted(void)
{
	static const int endings[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
	sigset_t waiting;
	if (sigpending(&waiting) != 0)
		return false;
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (sigismember(&waiting, endings[i]) == 1)
			return true;
	return false;
}

/* What of the bytes, behind those that were left, a terminal is shown. */
static struct slice shown(struct output *output, struct slice bytes)
{
	text_clear(&output->shown);
	if (output->cut_length > 0) {
		struct text whole;
		text_init(&whole, output->arena);
		text_add_bytes(&whole, output->cut, output->cut_length);
		text_add_slice(&whole, bytes);
		bytes = text_slice(&whole);
	}
	size_t taken = utf8_add_shown(&output->shown, bytes);
	output->cut_length = bytes.length - taken;
	memcpy(output->cut, bytes.text + taken, output->cut_length);
	return text_slice(&output->shown);
}

static bool write_all(void *context, const char *bytes, size_t length)
{
	struct output *output = context;
	struct slice given = { bytes, length };
	if (output->is_left)
		return true;
	if (output->temporary && is_interrupted()) {
		output->error = EINTR;
		return false;
	}
	if (!output->path && output->terminal->output_is_tty)
		given = shown(output, given);
	int error = io_save(io_system(), output->descriptor, given);
	if (error == EPIPE && output->pager > 0) {
		output->is_left = true;
		return true;
	}
	output->error = error;
	return error == 0;
}

static const char *name_of(const struct output *output)
{
	return output->path ? output->path : "standard output";
}

/* A file beside the one that is meant, with its owner and mode. */
static int open_beside(struct output *output, const char *path,
		       const struct stat *like)
{
	const struct io *io = io_system();
	struct slice whole = slice_from(path);
	size_t name = whole.length;
	while (name > 0 && path[name - 1] != '/')
		name--;
	output->temporary =
		arena_print(output->arena, "%.*s.%s.%ld.tmp", (int)name, path,
			    path + name, (long)getpid());
	quiet_init(&output->quiet);
	int descriptor = io_open(io, output->temporary,
				 O_WRONLY | O_CREAT | O_EXCL, NEW_MODE);
	if (descriptor < 0)
		quiet_release(&output->quiet);
	if (descriptor >= 0 && like)
		io_save_owner(io, descriptor, like);
	return descriptor;
}

static bool open_file(struct output *output, const char *path)
{
	const struct io *io = io_system();
	struct stat status;
	path = io_follow(output->arena, io, path);
	output->path = path;
	bool is_there = io->stat(path, &status) == 0;
	if (is_there && !S_ISREG(status.st_mode))
		output->descriptor = io_open(io, path, O_WRONLY, NEW_MODE);
	else
		output->descriptor =
			open_beside(output, path, is_there ? &status : NULL);
	if (output->descriptor >= 0)
		return true;
	message_error(output->terminal, "cannot write '%s': %s", path,
		      strerror(errno));
	return false;
}

struct output *output_open(struct arena *arena, const struct terminal *terminal,
			   const struct output_request *request)
{
	struct output *output = arena_take(arena, sizeof(*output));
	bool is_stdout =
		!request->path || slice_is(slice_from(request->path), "-");
	output->arena = arena;
	output->terminal = terminal;
	output->descriptor = STDOUT_FILENO;
	text_init(&output->shown, arena);
	sink_init(&output->sink, arena, write_all, output);
	if (!is_stdout)
		return open_file(output, request->path) ? output : NULL;
	if (request->pages && terminal->output_is_tty)
		output->pager = pager_start(arena, terminal->width,
					    &output->descriptor);
	return output;
}

/* Durable, then under its own name. 0, or the errno. */
static int put_in_place(struct output *output)
{
	const struct io *io = io_system();
	if (!output->temporary)
		return 0;
	if (io->fsync(output->descriptor) != 0)
		return errno;
	if (io->rename(output->temporary, output->path) != 0)
		return errno;
	output->temporary = NULL;
	return io_save_folder(output->arena, io, output->path);
}

bool output_close(struct output *output, bool keep)
{
	bool is_quiet = output->temporary != NULL;
	bool is_fine = sink_flush(&output->sink);
	int error = output->error;
	if (is_fine && keep && output->path) {
		error = put_in_place(output);
		is_fine = error == 0;
	}
	if (output->temporary)
		(void)io_system()->unlink(output->temporary);
	if (is_quiet)
		quiet_release(&output->quiet);
	if (output->pager > 0) {
		(void)close(output->descriptor);
		pager_wait(output->pager);
	} else if (close(output->descriptor) != 0 && is_fine) {
		error = errno;
		is_fine = false;
	}
	if (!is_fine)
		message_error(output->terminal, "cannot write '%s': %s",
			      name_of(output),
			      error ? strerror(error) : "out of memory");
	return is_fine;
}
