/*
 * A file of two lines, a reference and a line of the journal, whose name is
 * made of the terminal's name, its session with the time that began, and the
 * book: its folder and its name there, as the file itself is another one when
 * it was written anew. So no other window, no later login and no other user
 * finds it.
 */
#include "cmd/last_event.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/text.h"
#include "cmd/record.h"
#include "cmd/session.h"
#include "store/io.h"
#include "store/replace.h"

enum {
	NAME_DIGITS = 32, /* of the digest, in the file's name */
	START_FIELD = 20  /* blanks behind the name in /proc/PID/stat */
};

/* ---- where it stands --------------------------------------------------------*/

/* When a process began, as the kernel counts; empty where it does not say. */
static struct slice start_of(struct arena *arena, long process)
{
	struct file file;
	char path[64];
	struct slice rest;

	(void)snprintf(path, sizeof(path), "/proc/%ld/stat", process);
	int descriptor = io_open(io_system(), path, O_RDONLY | O_CLOEXEC, 0);

	if (descriptor < 0)
		return (struct slice){ NULL, 0 };
	bool is_read = file_read_all(arena, descriptor, &file) == FILE_OK;

	(void)close(descriptor);
	if (!is_read)
		return (struct slice){ NULL, 0 };
	rest = file.text;
	for (size_t i = 0; i < file.text.length; i++)
		if (file.text.text[i] == ')')
			rest = slice_from_offset(file.text, i + 1);
	for (int i = 0; i < START_FIELD; i++)
		(void)slice_cut(rest, ' ', &rest);
	return slice_cut(rest, ' ', &rest);
}

/* The folder, which must be the user's alone; NULL: there is none. */
static const char *folder(struct arena *arena, bool make)
{
	static const char *const places[][2] = {
		{ "XDG_RUNTIME_DIR", "" },
		{ "XDG_STATE_HOME", "" },
		{ "HOME", "/.local/state" },
	};
	struct stat status;

	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		const char *base = getenv(places[i][0]);
		const char *path;

		if (!base || *base != '/')
			continue;
		base = arena_print(arena, "%s%s", base, places[i][1]);
		path = arena_print(arena, "%s/pointbook", base);
		if (make && *places[i][1]) {
			(void)mkdir(arena_print(arena, "%s/.local",
						getenv(places[i][0])),
				    0700);
			(void)mkdir(base, 0700);
		}
		if (make)
			(void)mkdir(path, 0700);
		if (lstat(path, &status) == 0 && S_ISDIR(status.st_mode) &&
		    status.st_uid == geteuid() && !(status.st_mode & 022))
			return path;
	}
	return NULL;
}

/* The file's path; NULL where nobody sits at a terminal, or there is no folder
 * for it. */
static const char *find_path(struct session *session, bool make)
{
	struct arena *arena = session->arena;
	const char *terminal = ttyname(STDIN_FILENO);
	char digest[DIGEST_TEXT_MAX];
	struct stat status;
	struct text text;

	if (!terminal || session->open)
		return NULL;
	const char *path = folder(arena, make);

	if (!path || !session->journal_path)
		return NULL;
	const char *book = io_follow(arena, io_system(), session->journal_path);
	const char *slash = strrchr(book, '/');

	if (stat(file_beside(arena, book, SLICE(".")), &status) != 0)
		return NULL;
	text_init(&text, arena);
	text_add_format(&text, "%s %ld ", terminal, (long)getsid(0));
	text_add_slice(&text, start_of(arena, (long)getsid(0)));
	text_add_format(
		&text, " %llu %llu %s", (unsigned long long)status.st_dev,
		(unsigned long long)status.st_ino, slash ? slash + 1 : book);
	digest_print(text_slice(&text), digest);
	return arena_print(arena, "%s/last-%.*s", path, NAME_DIGITS, digest);
}

/* ---- what stands there ------------------------------------------------------*/

/* The line whose reference the command was given or made up; alone, whatever
 * reference it has. */
static const struct record_line *main_line(const struct record *record,
					   struct slice reference)
{
	for (size_t i = 0; reference.length > 0 && i < record->count; i++) {
		struct slice line = record->lines[i].text;

		if (line.length > reference.length &&
		    line.text[line.length - reference.length - 1] == '^' &&
		    slice_equal(slice_from_offset(
					line, line.length - reference.length),
				reference))
			return &record->lines[i];
	}
	return NULL;
}

void last_event_save(struct session *session, struct slice reference,
		     const struct record *record)
{
	const char *path = find_path(session, true);
	const struct record_line *line = main_line(record, reference);
	struct replace_result result;
	struct text text;

	if (!path)
		return;
	text_init(&text, session->arena);
	if (line)
		text_add_slice(&text, reference);
	text_add_char(&text, '\n');
	text_add_slice(&text, line ? line->text : record->lines[0].text);
	text_add_char(&text, '\n');
	(void)replace_make(session->arena, io_system(),
			   &(struct replace_file){ .path = path,
						   .bytes = text_slice(&text),
						   .mode = 0600 },
			   &result);
}

bool last_event_find(struct session *session, struct last_event *last)
{
	const char *path = find_path(session, false);
	struct file file;
	struct slice rest;

	if (!path || file_read(session->arena, path, true, &file) != FILE_OK)
		return false;
	last->reference = slice_cut(file.text, '\n', &rest);
	last->line = slice_cut(rest, '\n', &rest);
	return last->line.length > 0;
}
