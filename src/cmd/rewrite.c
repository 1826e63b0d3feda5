/*
 * Rewriting by cutting: everything of a file but the lines that change is kept
 * byte for byte.
 */
#include "cmd/rewrite.h"

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/source.h"
#include "base/text.h"
#include "cmd/session.h"
#include "journal/journal.h"
#include "store/io.h"
#include "store/replace.h"

void rewrite_add(struct rewrite *rewrite, const struct event *event,
		 struct slice text)
{
	struct session *session = rewrite->session;

	if (slice_equal(event_line(session->journal, event), text))
		return;
	rewrite->lines =
		arena_grow(session->arena, rewrite->lines, rewrite->count + 1,
			   sizeof(*rewrite->lines), &rewrite->capacity);
	rewrite->lines[rewrite->count++] = (struct rewrite_line){ event, text };
}

void rewrite_print(struct text *text, const struct rewrite *rewrite)
{
	for (size_t i = 0; i < rewrite->count; i++) {
		const struct rewrite_line *line = &rewrite->lines[i];
		text_add(text, "- ");
		text_add_slice(text, event_line(rewrite->session->journal,
						line->event));
		text_add_char(text, '\n');
		if (line->text.length == 0)
			continue;
		text_add(text, "+ ");
		text_add_slice(text, line->text);
		text_add_char(text, '\n');
	}
}

/* The line of the source that begins at or behind `from` first. */
static const struct rewrite_line *next_line(const struct rewrite *rewrite,
					    size_t source, size_t from)
{
	const struct rewrite_line *next = NULL;

	for (size_t i = 0; i < rewrite->count; i++) {
		const struct rewrite_line *line = &rewrite->lines[i];
		if (line->event->source == source &&
		    line->event->start >= from &&
		    (next == NULL || line->event->start < next->event->start))
			next = line;
	}
	return next;
}

/* The file's text with its lines changed. */
static struct slice make_text(const struct rewrite *rewrite, size_t number)
{
	struct slice old = rewrite->session->journal->sources[number]->text;
	struct text text;
	size_t at = 0;

	text_init(&text, rewrite->session->arena);
	for (;;) {
		const struct rewrite_line *line =
			next_line(rewrite, number, at);
		size_t start = line ? line->event->start : old.length;
		text_add_slice(&text,
			       (struct slice){ old.text + at, start - at });
		if (line == NULL)
			return text_slice(&text);
		struct slice rest = slice_from_offset(old, start);
		size_t end = slice_find(rest, '\n');
		text_add_slice(&text, line->text);
		if (line->text.length > 0)
			text_add_char(&text, '\n');
		at = start + end + (end < rest.length);
	}
}

enum exit_status rewrite_say_changed(struct session *session, const char *path)
{
	message_error(&session->terminal,
		      "'%s' was changed meanwhile; run it again", path);
	return STATUS_ENVIRONMENT;
}

static enum exit_status save_source(const struct rewrite *rewrite,
				    size_t number)
{
	struct session *session = rewrite->session;
	const struct source *source = session->journal->sources[number];
	struct replace_file file = { .path = source->name,
				     .bytes = make_text(rewrite, number),
				     .was = &source->text };
	struct replace_result result;

	switch (replace_save(session->arena, io_system(), &file, &result)) {
	case REPLACE_DONE:
		session->recorded = true;
		message_detail(&session->terminal, 1, "rewrote %s",
			       source->name);
		return STATUS_FINE;
	case REPLACE_CHANGED:
		return rewrite_say_changed(session, source->name);
	case REPLACE_NOT_DONE:
		message_error(&session->terminal,
			      "%s '%s': %s; it is as it was", result.what,
			      source->name, strerror(result.error));
		return STATUS_ENVIRONMENT;
	case REPLACE_UNKNOWN:
		message_error(&session->terminal,
			      "%s '%s': %s; look at it, and run it again",
			      result.what, source->name,
			      strerror(result.error));
		return STATUS_UNKNOWN;
	}
	return STATUS_ENVIRONMENT;
}

enum exit_status rewrite_save(const struct rewrite *rewrite)
{
	const struct journal *journal = rewrite->session->journal;
	enum exit_status status = STATUS_FINE;

	for (size_t i = 0; i < journal->source_count && status == STATUS_FINE;
	     i++)
		if (next_line(rewrite, i, 0) != NULL)
			status = save_source(rewrite, i);
	return status;
}
