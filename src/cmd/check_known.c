/*
 * Each diagnostic gets a key, of its name and the words of the line it stands
 * at, so that neither its number nor its layout counts. Those of HEAD are
 * counted by key, and each of today takes one away.
 */
#include "cmd/check_known.h"

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/intern.h"
#include "base/source.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/git.h"
#include "cmd/session.h"
#include "cmd/version_load.h"
#include "journal/journal.h"

struct known {
	struct intern keys;
	size_t *counts; /* by key */
	size_t capacity;
};

/* "points_differ 2026-11-03 purchase M2 3.00 EUR +4 ^P-3" */
static struct slice key_of(struct arena *arena, const struct diagnostic *one)
{
	struct slice line = slice_from(one->message);
	struct text text;

	text_init(&text, arena);
	text_add(&text, diagnostic_kind(one->id)->name);
	if (one->at.source) {
		size_t number;
		size_t column;

		source_locate(one->at.source, one->at.offset, &number, &column);
		line = source_line(one->at.source, number);
	}
	while (line.length > 0) {
		struct slice word = slice_cut(line, ' ', &line);

		if (word.length == 0)
			continue;
		text_add_char(&text, ' ');
		text_add_slice(&text, word);
	}
	return text_slice(&text);
}

static bool may_be_known(const struct diagnostic *one)
{
	return !one->accepted &&
	       diagnostic_kind(one->id)->severity != SEVERITY_BROKEN;
}

static bool has_any(const struct diagnostics *all)
{
	for (const struct diagnostic *one = all->first; one; one = one->next)
		if (may_be_known(one))
			return true;
	return false;
}

static void count(struct known *known, struct arena *arena,
		  const struct diagnostics *all)
{
	for (const struct diagnostic *one = all->first; one; one = one->next) {
		uint32_t before = known->keys.count;
		uint32_t key;

		if (!may_be_known(one))
			continue;
		key = intern_add(&known->keys, key_of(arena, one));
		known->counts =
			arena_grow(arena, known->counts, key + 1,
				   sizeof(*known->counts), &known->capacity);
		if (key == before)
			known->counts[key] = 0;
		known->counts[key]++;
	}
}

static void mark(const struct known *known, struct arena *arena,
		 struct diagnostics *all)
{
	for (struct diagnostic *one = all->first; one; one = one->next) {
		uint32_t key;

		if (!may_be_known(one))
			continue;
		key = intern_find(&known->keys, key_of(arena, one));
		if (key == INTERN_NONE || known->counts[key] == 0)
			continue;
		known->counts[key]--;
		one->known = true;
	}
}

enum exit_status check_known(struct session *session, unsigned needs)
{
	static const char *const head[] = { "rev-parse", "--verify", "--quiet",
					    "HEAD^{commit}", NULL };
	struct arena *arena = session->arena;
	struct session *then = NULL;
	struct known known = { .counts = NULL };
	const char *commit;

	if (!has_any(&session->diagnostics))
		return STATUS_FINE;
	commit =
		git_line(arena, git_folder(arena, session->journal_path), head);
	if (!commit || !*commit)
		return STATUS_FINE;
	enum exit_status status = version_load(session, commit, needs, &then);

	if (status != STATUS_FINE || !then)
		return status;
	intern_init(&known.keys, arena, session->journal->seed);
	count(&known, arena, &then->diagnostics);
	mark(&known, arena, &session->diagnostics);
	return STATUS_FINE;
}
