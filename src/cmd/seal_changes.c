/*
 * Comparing two sets of sealed lines: those of now and those of then.
 */
#include "cmd/seal_changes.h"

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/digest.h"
#include "base/intern.h"
#include "base/source.h"
#include "cmd/seal_history.h"
#include "cmd/session.h"
#include "journal/journal.h"
#include "value/sealed_text.h"
#include "value/seals.h"

enum {
	NOTES_MAX = 12
};

/* The sealed lines of one journal. */
struct lines {
	const struct journal *journal;
	struct intern texts;
	uint32_t *events; /* by the number of the text */
	size_t capacity;
	bool *is_common; /* by the number of the text */
};

static void add_line(void *context, uint32_t event, struct slice line)
{
	struct lines *lines = context;
	struct arena *arena = lines->texts.arena;

	line.length--; /* its end */
	uint32_t number =
		intern_add(&lines->texts, arena_copy_slice(arena, line));
	lines->events = arena_grow(arena, lines->events, lines->texts.count,
				   sizeof(*lines->events), &lines->capacity);
	lines->events[number] = event;
}

static void lines_init(struct lines *lines, struct arena *arena,
		       const struct journal *journal, struct day end)
{
	*lines = (struct lines){ .journal = journal };
	intern_init(&lines->texts, arena, journal->seed);
	sealed_text_walk(arena, journal, end, add_line, lines);
	lines->is_common = arena_take_array(arena, lines->texts.count,
					    sizeof(*lines->is_common));
}

static const struct event *event_of(const struct lines *lines, uint32_t number)
{
	return &lines->journal->events[lines->events[number]];
}

static void add_change(struct seal_changes *changes, struct seal_change change)
{
	changes->list = arena_grow(changes->session->arena, changes->list,
				   changes->count + 1, sizeof(*changes->list),
				   &changes->capacity);
	changes->list[changes->count++] = change;
}

/* ---- as git has them ---- */

/* The line of now under the reference of one that is not there any more. */
static uint32_t find_successor(const struct lines *now,
			       const struct lines *then, uint32_t number)
{
	struct slice reference =
		event_reference(then->journal, event_of(then, number));

	if (reference.length == 0)
		return EVENT_NONE;
	return journal_find(now->journal, reference);
}

static const char *place_of(struct arena *arena, const struct lines *lines,
			    const struct event *event)
{
	return arena_print(arena, "%s:%zu",
			   lines->journal->sources[event->source]->name,
			   event_line_number(lines->journal, event));
}

static void compare_lines(struct seal_changes *changes, struct lines *now,
			  struct lines *then, struct day after)
{
	struct arena *arena = changes->session->arena;
	bool *is_told = arena_take_array(arena, now->journal->event_count,
					 sizeof(*is_told));

	for (uint32_t i = 0; i < now->texts.count; i++) {
		uint32_t same =
			intern_find(&then->texts, intern_text(&now->texts, i));

		now->is_common[i] = same != INTERN_NONE;
		if (same != INTERN_NONE)
			then->is_common[same] = true;
	}
	for (uint32_t i = 0; i < then->texts.count; i++) {
		const struct event *event = event_of(then, i);

		if (then->is_common[i] || day_compare(event->day, after) <= 0)
			continue;
		uint32_t successor = find_successor(now, then, i);
		add_change(changes,
			   (struct seal_change){
				   .event = successor,
				   .was = intern_text(&then->texts, i),
				   .place = place_of(arena, then, event) });
		if (successor != EVENT_NONE)
			is_told[successor] = true;
	}
	for (uint32_t i = 0; i < now->texts.count; i++) {
		if (!now->is_common[i] && !is_told[now->events[i]] &&
		    day_compare(event_of(now, i)->day, after) > 0)
			add_change(changes, (struct seal_change){
						    .event = now->events[i] });
	}
}

/* ---- behind the close line ---- */

/* True for a line that stands behind the close line in its file: as commands
 * append, it was added after. */
static bool is_behind(const struct event *close, const struct event *event)
{
	return event->source == close->source && event->start > close->start;
}

static void find_behind(struct seal_changes *changes, const struct lines *now,
			struct day after)
{
	const struct journal *journal = changes->session->journal;
	const struct event *close = &journal->events[changes->seal->event];
	struct digest *digest = digest_new(changes->session->arena);
	char text[DIGEST_TEXT_MAX];

	for (uint32_t i = 0; i < now->texts.count; i++) {
		if (is_behind(close, event_of(now, i)))
			continue;
		digest_add(digest, intern_text(&now->texts, i));
		digest_add(digest, SLICE("\n"));
	}
	digest_finish(digest, text);
	if (!slice_is(event_value(journal, close, KEY_DIGEST), text))
		return;
	changes->is_known = true;
	for (uint32_t i = 0; i < now->texts.count; i++) {
		if (is_behind(close, event_of(now, i)) &&
		    day_compare(event_of(now, i)->day, after) > 0)
			add_change(changes, (struct seal_change){
						    .event = now->events[i] });
	}
}

/* ---- both ---- */

void seal_changes_find(struct session *session, const struct seal *seal,
		       struct day after, struct seal_changes *changes)
{
	struct lines now;

	*changes = (struct seal_changes){ .session = session, .seal = seal };
	lines_init(&now, session->arena, session->journal, seal->period.to);
	find_behind(changes, &now, after);
	if (changes->is_known)
		return;
	const struct journal *old =
		seal_history_load(session, seal, &changes->version);
	if (old) {
		struct lines then;

		lines_init(&then, session->arena, old, seal->period.to);
		compare_lines(changes, &now, &then, after);
		changes->is_known = true;
	}
}

static void add_note(const struct seal_changes *changes,
		     const struct seal_change *change,
		     struct diagnostics *found, struct diagnostic *to)
{
	const struct journal *journal = changes->session->journal;

	if (change->event == EVENT_NONE)
		diagnostic_note(found, to, PLACE_NONE,
				"missing, %s in git %s: %.*s", change->place,
				changes->version, SLICE_ARGS(change->was));
	else if (change->was.length == 0)
		diagnostic_note(
			found, to,
			event_place(journal, &journal->events[change->event]),
			"added after it was closed");
	else
		diagnostic_note(
			found, to,
			event_place(journal, &journal->events[change->event]),
			"changed, %s in git %s: %.*s", change->place,
			changes->version, SLICE_ARGS(change->was));
}

void seal_changes_add_notes(const struct seal_changes *changes,
			    struct diagnostics *found, struct diagnostic *to)
{
	if (!changes->is_known) {
		diagnostic_note(
			found, to, PLACE_NONE,
			"git does not have the book as it was closed, "
			"so the lines are not known: compare 'pointbook "
			"print --sealed %.*s' with that of a copy",
			SLICE_ARGS(changes->seal->name));
		return;
	}
	for (size_t i = 0; i < changes->count && i < NOTES_MAX; i++)
		add_note(changes, &changes->list[i], found, to);
	if (changes->count > NOTES_MAX)
		diagnostic_note(found, to, PLACE_NONE, "and %zu more lines",
				changes->count - NOTES_MAX);
	diagnostic_note(found, to, PLACE_NONE,
			"put the lines back as they were; what was late or "
			"wrong goes on an open day");
}
