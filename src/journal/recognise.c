/*
 * A file is taken for a journal by the beginnings of its lines.
 */
#include "journal/recognise.h"

#include "base/suggest.h"
#include "journal/journal.h"

/* True when the word is a directive that stands with or without a date; with
 * one, a nearly right word will do. */
static bool is_keyword(struct slice word, bool dated)
{
	enum event_kind kind = directive_find(word);
	struct suggest search;

	if (kind != EVENT_KIND_COUNT)
		return dated || !directive_of(kind)->dated;
	if (!dated)
		return false;
	suggest_init(&search, word);
	for (int i = 0; i < EVENT_KIND_COUNT; i++)
		suggest_add(
			&search,
			slice_from(directive_of((enum event_kind)i)->keyword));
	return suggest_take(&search).length > 0;
}

/* True when a line begins as those of journals do. */
static bool begins_directive(struct slice line, bool first)
{
	struct slice rest;
	struct slice word = slice_cut(line, ' ', &rest);
	struct slice date = { word.text, 10 };
	struct day day;

	if (word.length >= date.length && day_parse(date, &day))
		return is_keyword(slice_cut(slice_trim(rest), ' ', &rest),
				  true);
	return first && is_keyword(word, false);
}

bool recognise_journal(struct slice text)
{
	bool first = true;

	if (slice_starts(text, "\xef\xbb\xbf"))
		text = slice_from_offset(text, 3);
	while (text.length > 0) {
		struct slice line = slice_cut(text, '\n', &text);

		line = slice_trim(line);
		if (line.length == 0 || line.text[0] == ';' ||
		    line.text[0] == '\r')
			continue;
		if (line.length <= LINE_SIZE_MAX &&
		    begins_directive(line, first))
			return true;
		first = false;
	}
	return first;
}
