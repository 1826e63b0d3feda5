/*
 * Looking for a person by the bytes of the profile. Words of fewer than four
 * bytes are not looked for: they would be everywhere.
 */
#include "cmd/traces.h"

#include <string.h>

#include "base/arena.h"
#include "base/source.h"
#include "base/text.h"
#include "cmd/backup.h"
#include "cmd/backup_files.h"
#include "cmd/git.h"
#include "cmd/git_history.h"
#include "cmd/new_files.h"
#include "cmd/session.h"
#include "journal/journal.h"
#include "value/seals.h"

enum {
	SHORTEST = 4
};

/* ---- the words ---- */

static bool is_telling(uint32_t key)
{
	return key == KEY_WHY || key == KEY_EMAIL || key == KEY_PHONE ||
	       key == KEY_CARD || key == KEY_ADDRESS || key == KEY_ALIAS;
}

static void add_word(struct traces *traces, struct slice word)
{
	struct arena *arena = traces->session->arena;

	if (word.length < SHORTEST)
		return;
	traces->words = arena_grow(arena, traces->words, traces->count + 1,
				   sizeof(*traces->words), &traces->capacity);
	traces->words[traces->count++] = arena_copy_slice(arena, word);
}

static void add_file(struct traces *traces, const char *name)
{
	for (size_t i = 0; i < traces->file_count; i++)
		if (strcmp(traces->files[i], name) == 0)
			return;
	traces->files[traces->file_count++] = name;
}

void traces_take(struct traces *traces, uint32_t member)
{
	const struct journal *journal = traces->session->journal;
	struct arena *arena = traces->session->arena;

	if (traces->files == NULL)
		traces->files = arena_take_array(arena, journal->source_count,
						 sizeof(*traces->files));
	for (size_t i = 0; i < journal->profile_count; i++) {
		const struct event *event =
			&journal->events[journal->profiles[i]];
		if (event->member != member)
			continue;
		add_file(traces, journal->sources[event->source]->name);
		for (uint32_t n = 0; n < event->attribute_count; n++) {
			const struct attribute *one =
				&journal->attributes[event->attributes + n];
			if (is_telling(one->key))
				add_word(traces, attribute_text(arena, journal,
								event, one));
		}
	}
}

/* ---- the texts ---- */

static bool holds(struct slice text, struct slice word)
{
	for (size_t i = 0; i + word.length <= text.length; i++)
		if (memcmp(text.text + i, word.text, word.length) == 0)
			return true;
	return false;
}

static bool holds_any(const struct traces *traces, struct slice line)
{
	for (size_t i = 0; i < traces->count; i++)
		if (holds(line, traces->words[i]))
			return true;
	return false;
}

/* True when the line is an event of a closed month. */
static bool is_sealed(const struct traces *traces, struct slice line)
{
	const struct session *session = traces->session;
	struct day day;

	if (line.length < DAY_TEXT_MAX - 1 ||
	    !day_parse((struct slice){ line.text, DAY_TEXT_MAX - 1 }, &day))
		return false;
	return day_compare(day, seals_closed_to(session->journal)) <= 0;
}

static void print_texts(struct text *text, const struct traces *traces)
{
	const struct journal *journal = traces->session->journal;

	for (size_t i = 0; i < journal->source_count; i++) {
		const struct source *source = journal->sources[i];
		struct slice rest = source->text;
		size_t number = 0;
		while (rest.length > 0) {
			struct slice line = slice_cut(rest, '\n', &rest);
			number++;
			if (!holds_any(traces, line))
				continue;
			text_add_format(text, "%s:%zu: %s\n", source->name,
					number,
					is_sealed(traces, line)
						? "the person is in a text of "
						  "a closed month"
						: "the person is in a text, to "
						  "be changed in an editor");
		}
	}
}

/* ---- around the book ---- */

/* The commits that brought a line about the person. */
struct commits {
	const struct traces *traces;
	const struct git_commit **list; /* latest first */
	size_t count, capacity;
};

static void take_commit(void *context, const struct git_line *line)
{
	struct commits *commits = context;

	if (!line->is_added ||
	    (commits->count > 0 &&
	     commits->list[commits->count - 1] == line->commit) ||
	    !holds_any(commits->traces, line->text))
		return;
	commits->list = arena_grow(commits->traces->session->arena,
				   commits->list, commits->count + 1,
				   sizeof(const struct git_commit *),
				   &commits->capacity);
	commits->list[commits->count++] = line->commit;
}

static void print_git(struct text *text, const struct traces *traces)
{
	enum {
		SHOWN = 10
	};
	struct session *session = traces->session;
	const char *folder = backup_files_folder(session);
	struct commits commits = { .traces = traces };

	if (!git_has(session->arena, folder) ||
	    !git_history_walk(session->arena, folder, true, take_commit,
			      &commits) ||
	    commits.count == 0)
		return;
	text_add_format(text,
			"git: %zu commit%s brought the person, here and "
			"in every clone:",
			commits.count, commits.count == 1 ? "" : "s");
	for (size_t i = 0; i < commits.count && i < SHOWN; i++)
		text_add_format(text, "%s %.*s of %.*s", i > 0 ? "," : "",
				SLICE_ARGS(commits.list[i]->name),
				SLICE_ARGS(commits.list[i]->date));
	if (commits.count > SHOWN)
		text_add_format(text, " and %zu more", commits.count - SHOWN);
	text_add(text, "\ngit: they stay until the history is written anew "
		       "(git filter-repo), and every clone made again\n");
}

void traces_print(struct text *text, const struct traces *traces)
{
	struct session *session = traces->session;
	struct backup_note backup = backup_note_find(session);

	print_texts(text, traces);
	print_git(text, traces);
	if (day_is_real(backup.day))
		text_add_format(text,
				"backups: those made so far hold the person, "
				"the last is '%.*s'\n",
				SLICE_ARGS(backup.path));
	else if (new_files_exist(session, backup_files_folder(session),
				 "backups"))
		text_add(text, "backups: those made so far hold the person\n");
}
