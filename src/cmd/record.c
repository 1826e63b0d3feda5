/*
 * Lines are gathered by the file they go to (store/target), each file's in
 * one buffer, and handed to store/append together with what each file was
 * when it was read.
 */
#include "cmd/record.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/source.h"
#include "base/text.h"
#include "cmd/session.h"
#include "cmd/signals.h"
#include "journal/journal.h"
#include "journal/wildcard.h"
#include "store/io.h"
#include "store/target.h"

/* One file and what goes there. */
struct destination {
	const char *path;
	struct text bytes;
	bool is_private;
};

struct gathering {
	struct session *session;
	struct target_book book;
	struct destination *list;
	size_t count, capacity;
};

/* --- choosing files --------------------------------------------------------- */

/* True when the path fits the pattern, part by part. */
static bool fits(struct slice pattern, struct slice path)
{
	while (pattern.length > 0 && path.length > 0)
		if (!wildcard_matches(slice_cut(pattern, '/', &pattern),
				      slice_cut(path, '/', &path)))
			return false;
	return pattern.length == 0 && path.length == 0;
}

/* True when some include of the book names the path. */
static bool is_included(struct session *session, const char *path)
{
	const struct journal *journal = session->journal;

	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];

		if ((event->kind == EVENT_INCLUDE ||
		     event->kind == EVENT_INCLUDE_OPTIONAL) &&
		    fits(slice_from(file_beside(
				 session->arena,
				 journal->sources[event->source]->name,
				 event_value(journal, event, KEY_PATH))),
			 slice_from(path)))
			return true;
	}
	return false;
}

const char *record_find_file(struct session *session, const char *path)
{
	const struct journal *journal = session->journal;
	struct stat status;
	bool is_there = io_system()->stat(path, &status) == 0;

	for (size_t i = 0; i < journal->source_count; i++) {
		const struct source *source = journal->sources[i];

		if (strcmp(source->name, path) == 0 ||
		    (is_there && source->inode != 0 &&
		     source->inode == (uint64_t)status.st_ino &&
		     source->device == (uint64_t)status.st_dev))
			return source->name;
	}
	if (!is_there && is_included(session, path))
		return path;
	message_error(&session->terminal,
		      "'%s' is no file of this book: a line `include \"%s\"` "
		      "in '%s' makes it one",
		      path, path, session->journal_path);
	return NULL;
}

/* The file of the first `include?`, where people stand; NULL: none. */
static const char *private_path(struct session *session)
{
	const struct journal *journal = session->journal;

	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];

		if (event->kind == EVENT_INCLUDE_OPTIONAL)
			return file_beside(
				session->arena,
				journal->sources[event->source]->name,
				event_value(journal, event, KEY_PATH));
	}
	return NULL;
}

/* --- gathering lines -------------------------------------------------------- */

static void init(struct gathering *all, struct session *session,
		 const char *into)
{
	const struct journal *journal = session->journal;
	const char **paths = arena_take_array(
		session->arena, journal->source_count, sizeof(*paths));
	size_t count = 0;

	for (size_t i = 0; i < journal->source_count; i++)
		if (!(journal->sources[i]->inode == 0 &&
		      journal->sources[i]->device == 0))
			paths[count++] = journal->sources[i]->name;
	*all = (struct gathering){ .session = session };
	all->book = (struct target_book){ .paths = paths,
					  .count = count,
					  .private_path = private_path(session),
					  .into = into };
}

static struct text *buffer_of(struct gathering *all, const char *path,
			      bool is_private)
{
	struct destination *added;

	for (size_t i = 0; i < all->count; i++)
		if (strcmp(all->list[i].path, path) == 0)
			return &all->list[i].bytes;
	all->list = arena_grow(all->session->arena, all->list, all->count + 1,
			       sizeof(*all->list), &all->capacity);
	added = &all->list[all->count++];
	*added = (struct destination){ .path = path, .is_private = is_private };
	text_init(&added->bytes, all->session->arena);
	return &added->bytes;
}

/* What the file was when the book was read. */
static struct append_part part_of(const struct gathering *all,
				  const struct destination *destination)
{
	const struct journal *journal = all->session->journal;
	struct append_part part = {
		.path = destination->path,
		.bytes = text_slice(&destination->bytes),
		.like = all->session->journal_path,
		.is_private = destination->is_private,
	};

	for (size_t i = 0; i < journal->source_count; i++) {
		const struct source *source = journal->sources[i];

		if (strcmp(source->name, destination->path) != 0)
			continue;
		part.exists = true;
		part.device = source->device;
		part.inode = source->inode;
		part.size = source->text.length;
	}
	return part;
}

static void say(struct session *session, const struct append_result *result)
{
	const char *reason = result->error ? strerror(result->error) : "";
	const char *colon = result->error ? ": " : "";

	if (result->status == APPEND_NOT_RECORDED)
		message_error(&session->terminal,
			      "nothing was recorded: '%s': %s%s%s",
			      result->path, result->what, colon, reason);
	else if (result->status == APPEND_UNKNOWN)
		message_error(&session->terminal,
			      "whether it was recorded is unknown: '%s': "
			      "%s%s%s; run the command again: what is there "
			      "is not recorded twice",
			      result->path, result->what, colon, reason);
}

enum append_status record_save(struct session *session,
			       const struct record *record, const char **paths)
{
	struct gathering all;
	struct append_part *parts;
	struct append_result result;
	struct text names;

	init(&all, session, record->into);
	if (all.book.count == 0) {
		message_error(&session->terminal,
			      "a book read from standard input cannot be "
			      "written to");
		return APPEND_NOT_RECORDED;
	}
	for (size_t i = 0; i < record->count; i++) {
		const struct record_line *line = &record->lines[i];
		struct text *bytes = buffer_of(
			&all,
			target_find(&all.book, line->day, line->is_private),
			line->is_private);

		text_add_slice(bytes, line->text);
		text_add_char(bytes, '\n');
	}
	parts = arena_take_array(session->arena, all.count, sizeof(*parts));
	text_init(&names, session->arena);
	for (size_t i = 0; i < all.count; i++) {
		parts[i] = part_of(&all, &all.list[i]);
		text_add_format(&names, "%s%s", i > 0 ? ", " : "",
				all.list[i].path);
	}
	*paths = names.bytes;
	int before = arena_set_exit(STATUS_UNKNOWN);
	signals_recording(true);
	append_save(session->arena, io_system(), parts, all.count, &result);
	session->recorded = result.status == APPEND_RECORDED;
	if (result.status == APPEND_NOT_RECORDED ||
	    result.status == APPEND_CHANGED) {
		(void)arena_set_exit(before);
		signals_recording(false);
	}
	say(session, &result);
	return result.status;
}
