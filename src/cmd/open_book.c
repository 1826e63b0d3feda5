/*
 * Keeping a book open. Texts are copied, never mapped: a file that somebody
 * cuts short must not take the bytes away. The text of a file that grows is
 * moved once to where there is room behind it.
 */
#include "cmd/open_book.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/source.h"
#include "cmd/book_path.h"
#include "cmd/book_rules.h"
#include "cmd/session.h"
#include "journal/inclusion.h"
#include "journal/parser.h"
#include "journal/reference.h"
#include "journal/wildcard.h"
#include "report/segments.h"

enum {
	ROOM = 1 << 20,       /* bytes behind the text of a file that grows */
	FILES_MAX = 10000,    /* of a pattern */
	WASTE_MAX = 256 << 20 /* bytes of the arena, then it is read anew */
};

void open_book_init(struct open_book *open)
{
	*open = (struct open_book){ .is_open = false };
	arena_init(&open->arena);
}

void open_book_release(struct open_book *open)
{
	arena_release(&open->arena);
	open->is_open = false;
}

/* ---- reading it ------------------------------------------------------------ */

static struct open_file watch(const struct source *source)
{
	return (struct open_file){ .watched = { .path = source->name,
						.known = source->text } };
}

/* Notes the files that were read; none was compared yet. */
static void watch_files(struct open_book *open)
{
	struct journal *journal = &open->journal;
	size_t count = journal->source_count + open->programs.count;

	open->files =
		arena_take_array(&open->arena, count, sizeof(*open->files));
	open->file_count = 0;
	for (size_t i = 0; i < journal->source_count; i++) {
		struct open_file file = watch(journal->sources[i]);

		file.source = journal->sources[i];
		file.number = i;
		open->files[open->file_count++] = file;
	}
	for (size_t i = 0; i < open->programs.count; i++)
		open->files[open->file_count++] =
			watch(open->programs.list[i]->source);
}

static void read_whole(struct open_book *open, struct session *session)
{
	size_t reads = open->reads;
	struct option_list paths;

	open_book_release(open);
	open_book_init(open);
	open->reads = reads + 1;
	open->is_open = true;
	paths = book_path_find(&open->arena, &session->global.files);
	diagnostics_init(&open->diagnostics, &open->arena);
	journal_init(&open->journal, &open->arena, (uint64_t)getpid());
	inclusion_load(&open->journal,
		       &(struct inclusion_options){
			       .roots = paths.values,
			       .root_count = paths.count,
			       .allow_outside = session->global.allow_outside,
			       .copy = true },
		       &open->diagnostics);
	journal_index(&open->journal, &open->diagnostics);
	programs_init(&open->programs, &open->arena);
	if (!diagnostics_are_broken(&open->diagnostics))
		book_rules_load(&open->programs, &open->journal,
				&(struct book_rules_options){
					.path = session->global.rules,
					.journal = session->journal_path,
					.allow_outside =
						session->global.allow_outside },
				&open->diagnostics);
	if (!diagnostics_are_broken(&open->diagnostics))
		open->segments = segments_new(&open->arena, &open->programs,
					      &open->diagnostics);
	concerns_init(&open->concerns, &open->arena, &open->journal);
	if (!diagnostics_are_broken(&open->diagnostics))
		concerns_add(&open->concerns);
	watch_files(open);
	open->size = open->arena.used;
}

/* ---- what has changed ------------------------------------------------------- */

/* True for what may well be so: who reads the book says whether it matters. */
static bool is_usual(int error)
{
	return error == ENOENT || error == ENOTDIR || error == EACCES;
}

/* True when the book has the file, or there is none to be read. */
static bool has_file(const struct open_book *open, const char *path)
{
	struct stat status;

	if (stat(path, &status) != 0)
		return is_usual(errno);
	for (size_t i = 0; i < open->journal.source_count; i++) {
		const struct source *source = open->journal.sources[i];

		if (source->device == (uint64_t)status.st_dev &&
		    source->inode == (uint64_t)status.st_ino)
			return true;
	}
	return false;
}

/* True when an include names no file that was not read. */
static bool is_complete(const struct open_book *open, struct arena *arena,
			const struct event *event)
{
	const struct journal *journal = &open->journal;
	const char *name = journal->sources[event->source]->name;
	struct slice path = event_value(journal, event, KEY_PATH);
	struct wildcard_list list;

	if (!wildcard_is_pattern(path))
		return has_file(open, file_beside(arena, name, path));
	list = wildcard_expand(arena,
			       slice_starts(path, "/")
				       ? ""
				       : file_beside(arena, name, SLICE("")),
			       path, FILES_MAX);
	if (list.error != 0 && !is_usual(list.error))
		return false;
	for (size_t i = 0; i < list.count; i++)
		if (!has_file(open, list.paths[i].path))
			return false;
	return true;
}

static bool has_all_files(const struct open_book *open, struct arena *arena)
{
	const struct concerns *concerns = &open->concerns;

	for (size_t i = 0; i < concerns->general_count; i++) {
		const struct event *event =
			&open->journal.events[concerns->general[i]];

		if ((event->kind == EVENT_INCLUDE ||
		     event->kind == EVENT_INCLUDE_OPTIONAL) &&
		    !is_complete(open, arena, event))
			return false;
	}
	return true;
}

/* ---- lines behind the end --------------------------------------------------- */

/* Puts the tail behind the text of the source. */
static void add_bytes(struct open_book *open, struct open_file *file,
		      struct slice tail)
{
	struct source *source = file->source;
	size_t length = source->text.length;

	if (!file->room || file->capacity < length + tail.length) {
		file->capacity = length + length / 8 + tail.length + ROOM;
		file->room = arena_take(&open->arena, file->capacity);
		if (length > 0)
			memcpy(file->room, source->text.text, length);
	}
	memcpy(file->room + length, tail.text, tail.length);
	source->text = (struct slice){ file->room, length + tail.length };
	file->watched.known = source->text;
}

/* True when a line that came says what else is to be read. */
static bool names_files(const struct journal *journal, size_t first)
{
	for (size_t i = first; i < journal->event_count; i++)
		if (journal->events[i].kind == EVENT_RULES ||
		    journal->events[i].kind == EVENT_INCLUDE ||
		    journal->events[i].kind == EVENT_INCLUDE_OPTIONAL)
			return true;
	return false;
}

/* Adds the lines; false when the book is to be read anew. */
static bool add_lines(struct open_book *open, struct open_file *file,
		      struct slice tail)
{
	struct journal *journal = &open->journal;
	size_t first = journal->event_count;
	size_t length;

	if (!file->source)
		return false;
	length = file->source->text.length;
	/* what stood there without an end has become another line */
	if (length > 0 && file->source->text.text[length - 1] != '\n')
		return false;
	add_bytes(open, file, tail);
	parser_parse_more(journal, file->number, length, &open->diagnostics);
	if (names_files(journal, first))
		return false;
	journal_index(journal, &open->diagnostics);
	open->people = NULL;
	return true;
}

/* ---- both ------------------------------------------------------------------- */

/* True when all is as it was, or as it is with the lines that came. */
static bool catch_up(struct open_book *open, struct arena *arena, bool is_ours)
{
	if (!open->is_open || open->arena.used > open->size + WASTE_MAX)
		return false;
	for (size_t i = 0; i < open->file_count; i++) {
		struct open_file *file = &open->files[i];
		struct slice tail;

		switch (watched_file_look(&file->watched, arena, is_ours,
					  &tail)) {
		case WATCHED_SAME:
			break;
		case WATCHED_GREW:
			if (!add_lines(open, file, tail))
				return false;
			break;
		case WATCHED_CHANGED:
			return false;
		}
	}
	return has_all_files(open, arena) &&
	       !diagnostics_are_broken(&open->diagnostics);
}

void open_book_refresh(struct open_book *open, struct session *session,
		       bool is_ours)
{
	if (!catch_up(open, session->arena, is_ours))
		read_whole(open, session);
	else if (open->concerns.events < open->journal.event_count)
		concerns_add(&open->concerns);
}
