/*
 * Looking for an event. See find_event.h.
 */
#include "cmd/find_event.h"

#include "base/suggest.h"
#include "cmd/message.h"
#include "journal/journal.h"

/* Splits FILE:LINE; false when it is none. */
static bool split_place(struct slice text, struct slice *file, uint64_t *line)
{
	size_t colon = text.length;

	while (colon > 0 && text.text[colon - 1] != ':')
		colon--;
	if (colon < 2)
		return false;
	*file = (struct slice){ text.text, colon - 1 };
	return slice_parse_unsigned(slice_from_offset(text, colon), line);
}

/* True when the name is the file's, or the end of it behind a slash. */
static bool is_file(const char *path, struct slice name)
{
	struct slice whole = slice_from(path);

	if (whole.length < name.length)
		return false;
	size_t before = whole.length - name.length;
	return slice_equal(slice_from_offset(whole, before), name) &&
	       (before == 0 || whole.text[before - 1] == '/');
}

static bool find_place(const struct journal *journal, struct slice text,
		       uint32_t *event)
{
	struct slice file;
	uint64_t line;

	if (!split_place(text, &file, &line))
		return false;
	for (uint32_t i = 0; i < journal->event_count; i++) {
		const struct event *e = &journal->events[i];
		const struct source *source = journal->sources[e->source];
		if (!is_file(source->name, file) ||
		    event_line_number(journal, e) != line)
			continue;
		*event = i;
		if (e->flags & EVENT_DUPLICATE && e->reference_length > 0)
			*event = journal_find(journal,
					      event_reference(journal, e));
		return *event != EVENT_NONE;
	}
	return false;
}

bool find_event_search(const struct journal *journal, struct slice text,
		       uint32_t *event)
{
	struct slice reference = text;

	if (slice_starts(text, "^"))
		reference = slice_from_offset(text, 1);
	*event = journal_find(journal, reference);
	if (*event != EVENT_NONE)
		return true;
	return find_place(journal, text, event);
}

bool find_event_is_meant(struct slice text)
{
	struct slice file;
	uint64_t line;

	return slice_starts(text, "^") || split_place(text, &file, &line);
}

void find_event_refuse(const struct terminal *terminal,
		       const struct journal *journal, struct slice text)
{
	struct suggest search;
	struct slice file;
	uint64_t line;

	if (split_place(text, &file, &line)) {
		message_error(terminal, "no event stands in '%.*s'",
			      SLICE_ARGS(text));
		return;
	}
	if (slice_starts(text, "^"))
		text = slice_from_offset(text, 1);
	suggest_init(&search, text);
	for (size_t i = 0; i < journal->event_count; i++) {
		if (journal->events[i].reference_length > 0)
			suggest_add(
				&search,
				event_reference(journal, &journal->events[i]));
	}
	struct slice near = suggest_take(&search);
	if (near.length > 0)
		message_error(terminal,
			      "there is no reference '%.*s'; did you mean "
			      "'%.*s'?",
			      SLICE_ARGS(text), SLICE_ARGS(near));
	else
		message_error(terminal, "there is no reference '%.*s'",
			      SLICE_ARGS(text));
}
