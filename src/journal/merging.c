/*
 * Each side is read by the parser and cut into physical lines; a table of
 * keys says which event of each side is which. The result is written line by
 * line: ours, with what theirs took out or rewrote, then what only theirs has.
 */
#include "journal/merging.h"

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/intern.h"
#include "base/source.h"
#include "base/text.h"
#include "journal/journal.h"
#include "journal/parser.h"
#include "journal/printer.h"
#include "journal/reference.h"

enum {
	BASE,
	OURS,
	THEIRS,
	SIDES
};

/* A physical line; event EVENT_NONE: a comment or nothing. */
struct line {
	struct slice text;
	uint32_t event;
};

struct side {
	struct journal journal;
	struct line *lines;
	size_t count, capacity;
	struct intern comments; /* those that stand alone */
};

/* What each side has under one key. */
struct entry {
	uint32_t events[SIDES]; /* EVENT_NONE: nothing */
	bool done;              /* written already */
};

struct merge {
	struct arena *arena;
	const struct merging *merging;
	struct side sides[SIDES];
	struct intern keys;
	struct entry *entries;
	size_t capacity;
	struct text *out;
	size_t conflicts;
};

/* ---- reading ---- */

static bool read_journal(struct merge *merge, struct journal *journal,
			 struct slice text)
{
	struct diagnostics diagnostics;

	diagnostics_init(&diagnostics, merge->arena);
	journal_init(journal, merge->arena, merge->merging->seed);
	parser_parse(journal, source_new(merge->arena, "merge", text),
		     &diagnostics);
	if (!diagnostics_are_broken(&diagnostics))
		journal_index(journal, &diagnostics);
	return !diagnostics_are_broken(&diagnostics);
}

static bool is_blank(struct slice text)
{
	return slice_trim(text).length == 0;
}

static struct slice without_end(struct slice line)
{
	if (slice_ends(line, "\r"))
		line.length--;
	return line;
}

static bool read_side(struct merge *merge, int which, struct slice text)
{
	struct side *side = &merge->sides[which];
	struct slice rest = text;
	uint32_t next = 0;

	if (!read_journal(merge, &side->journal, text))
		return false;
	intern_init(&side->comments, merge->arena, merge->merging->seed);
	for (uint32_t number = 1; rest.length > 0; number++) {
		struct line line = {
			.text = without_end(slice_cut(rest, '\n', &rest)),
			.event = EVENT_NONE,
		};
		if (next < side->journal.event_count &&
		    event_line_number(&side->journal,
				      &side->journal.events[next]) == number)
			line.event = next++;
		else if (!is_blank(line.text))
			intern_add(&side->comments, line.text);
		side->lines =
			arena_grow(merge->arena, side->lines, side->count + 1,
				   sizeof(*side->lines), &side->capacity);
		side->lines[side->count++] = line;
	}
	return true;
}

static struct slice canonical(struct merge *merge, int which, uint32_t event)
{
	const struct journal *journal = &merge->sides[which].journal;
	struct text text;

	text_init(&text, merge->arena);
	printer_add_event(&text, journal, &journal->events[event]);
	return text_slice(&text);
}

/* Derived events may differ under one reference: each content is its own. */
static struct slice key_of(struct merge *merge, int which, uint32_t event)
{
	const struct journal *journal = &merge->sides[which].journal;
	const struct event *e = &journal->events[event];
	struct slice reference = event_reference(journal, e);

	if (reference.length == 0 || (e->flags & EVENT_DERIVED))
		return canonical(merge, which, event);
	return slice_from(
		arena_print(merge->arena, "^%.*s", SLICE_ARGS(reference)));
}

static struct entry *entry_of(struct merge *merge, int which, uint32_t event)
{
	uint32_t count = merge->keys.count;
	uint32_t number = intern_add(&merge->keys, key_of(merge, which, event));

	merge->entries =
		arena_grow(merge->arena, merge->entries, (size_t)number + 1,
			   sizeof(*merge->entries), &merge->capacity);
	struct entry *entry = &merge->entries[number];
	if (number == count) {
		for (int i = 0; i < SIDES; i++)
			entry->events[i] = EVENT_NONE;
	}
	return entry;
}

static void note_events(struct merge *merge, int which)
{
	const struct journal *journal = &merge->sides[which].journal;

	for (uint32_t i = 0; i < journal->event_count; i++) {
		struct entry *entry = entry_of(merge, which, i);
		/* of lines that say the same, the one that counts */
		if (entry->events[which] == EVENT_NONE ||
		    !(journal->events[i].flags & EVENT_DUPLICATE))
			entry->events[which] = i;
	}
}

/* ---- deciding ---- */

static bool is_same(struct merge *merge, const struct entry *entry, int a,
		    int b)
{
	return slice_equal(canonical(merge, a, entry->events[a]),
			   canonical(merge, b, entry->events[b]));
}

/* True when the two are one event for the parser: points left out and points
 * filled in, or two details of one derived event. */
static bool is_one_event(struct merge *merge, uint32_t ours, uint32_t theirs)
{
	struct journal journal;
	struct text text;

	text_init(&text, merge->arena);
	text_add_slice(&text, canonical(merge, OURS, ours));
	text_add_char(&text, '\n');
	text_add_slice(&text, canonical(merge, THEIRS, theirs));
	text_add_char(&text, '\n');
	return read_journal(merge, &journal, text_slice(&text));
}

static bool has_points(const struct merge *merge, int which, uint32_t event)
{
	return merge->sides[which].journal.events[event].quantities > 0;
}

enum choice {
	CHOOSE_OURS,
	CHOOSE_THEIRS,
	CHOOSE_NONE,
	CHOOSE_BOTH /* a conflict */
};

/* Both have it. */
static enum choice choose_of_two(struct merge *merge, const struct entry *entry)
{
	bool has_base = entry->events[BASE] != EVENT_NONE;

	if (is_same(merge, entry, OURS, THEIRS))
		return CHOOSE_OURS;
	if (has_base && is_same(merge, entry, BASE, OURS))
		return CHOOSE_THEIRS;
	if (has_base && is_same(merge, entry, BASE, THEIRS))
		return CHOOSE_OURS;
	if (!is_one_event(merge, entry->events[OURS], entry->events[THEIRS]))
		return CHOOSE_BOTH;
	return has_points(merge, OURS, entry->events[OURS]) ? CHOOSE_OURS
							    : CHOOSE_THEIRS;
}

static enum choice choose(struct merge *merge, const struct entry *entry)
{
	bool ours = entry->events[OURS] != EVENT_NONE;
	bool theirs = entry->events[THEIRS] != EVENT_NONE;
	bool base = entry->events[BASE] != EVENT_NONE;

	if (ours && theirs)
		return choose_of_two(merge, entry);
	if (ours)
		return base && is_same(merge, entry, BASE, OURS) ? CHOOSE_NONE
								 : CHOOSE_OURS;
	return base && is_same(merge, entry, BASE, THEIRS) ? CHOOSE_NONE
							   : CHOOSE_THEIRS;
}

/* What theirs alone has under the reference of an event that ours alone has,
 * when the two cannot both stand: one of them is derived, so that their keys
 * differ. NULL: nothing, or it was written already. */
static struct entry *rival_of(struct merge *merge, const struct entry *entry)
{
	const struct journal *ours = &merge->sides[OURS].journal;
	uint32_t event = entry->events[OURS];

	if (event == EVENT_NONE || entry->events[THEIRS] != EVENT_NONE)
		return NULL;
	uint32_t other =
		journal_find(&merge->sides[THEIRS].journal,
			     event_reference(ours, &ours->events[event]));
	if (other == EVENT_NONE)
		return NULL;
	struct entry *rival = entry_of(merge, THEIRS, other);
	bool stands = !rival->done && choose(merge, rival) == CHOOSE_THEIRS;
	return stands && !is_one_event(merge, event, other) ? rival : NULL;
}

/* ---- writing ---- */

static void add_line(struct merge *merge, struct slice line)
{
	text_add_slice(merge->out, line);
	text_add_char(merge->out, '\n');
}

static void add_marker(struct merge *merge, char mark, const char *name)
{
	text_add_repeat(merge->out, mark, merge->merging->marker);
	text_add_format(merge->out, "%s%s\n", name[0] == '\0' ? "" : " ", name);
}

static bool has_comment(const struct merge *merge, int which,
			struct slice comment)
{
	return intern_find(&merge->sides[which].comments, comment) !=
	       INTERN_NONE;
}

/* The index of the line of theirs with the event. */
static size_t line_of(const struct side *side, uint32_t event)
{
	size_t i = event_line_number(&side->journal,
				     &side->journal.events[event]) -
		   1;

	return i < side->count ? i : 0;
}

/* Comments that theirs put above one of its lines and ours does not have. */
static void add_their_comments(struct merge *merge, size_t line)
{
	const struct side *theirs = &merge->sides[THEIRS];
	size_t first = line;

	while (first > 0 && theirs->lines[first - 1].event == EVENT_NONE)
		first--;
	for (size_t i = first; i < line; i++) {
		struct slice text = theirs->lines[i].text;
		if (!is_blank(text) && !has_comment(merge, OURS, text) &&
		    !has_comment(merge, BASE, text))
			add_line(merge, text);
	}
}

static struct slice line_text(const struct merge *merge, int which,
			      const struct entry *entry)
{
	const struct side *side = &merge->sides[which];

	return side->lines[line_of(side, entry->events[which])].text;
}

static void add_event(struct merge *merge, struct entry *entry)
{
	if (entry->done)
		return;
	entry->done = true;
	const struct entry *other = entry;
	enum choice choice = choose(merge, entry);
	struct entry *rival =
		choice == CHOOSE_OURS ? rival_of(merge, entry) : NULL;
	if (rival) {
		rival->done = true;
		other = rival;
		choice = CHOOSE_BOTH;
	}
	if (choice != CHOOSE_NONE && other->events[THEIRS] != EVENT_NONE)
		add_their_comments(merge, line_of(&merge->sides[THEIRS],
						  other->events[THEIRS]));
	switch (choice) {
	case CHOOSE_OURS:
		add_line(merge, line_text(merge, OURS, entry));
		break;
	case CHOOSE_THEIRS:
		add_line(merge, line_text(merge, THEIRS, entry));
		break;
	case CHOOSE_BOTH:
		merge->conflicts++;
		add_marker(merge, '<', "ours");
		add_line(merge, line_text(merge, OURS, entry));
		add_marker(merge, '=', "");
		add_line(merge, line_text(merge, THEIRS, other));
		add_marker(merge, '>', "theirs");
		break;
	case CHOOSE_NONE:
		break;
	}
}

/* A comment of ours that theirs took out goes. */
static bool is_kept(const struct merge *merge, struct slice comment)
{
	return is_blank(comment) || has_comment(merge, THEIRS, comment) ||
	       !has_comment(merge, BASE, comment);
}

static void write_all(struct merge *merge)
{
	const struct side *ours = &merge->sides[OURS];
	const struct side *theirs = &merge->sides[THEIRS];

	for (size_t i = 0; i < ours->count; i++) {
		const struct line *line = &ours->lines[i];
		if (line->event != EVENT_NONE)
			add_event(merge, entry_of(merge, OURS, line->event));
		else if (is_kept(merge, line->text))
			add_line(merge, line->text);
	}
	for (size_t i = 0; i < theirs->count; i++) {
		if (theirs->lines[i].event != EVENT_NONE)
			add_event(merge, entry_of(merge, THEIRS,
						  theirs->lines[i].event));
	}
	add_their_comments(merge, theirs->count);
}

/* A side that cannot be read: nothing is lost, and nobody can overlook it. */
static enum merging_status give_both(struct merge *merge)
{
	const struct slice texts[2] = { merge->merging->ours,
					merge->merging->theirs };

	add_marker(merge, '<', "ours");
	for (int i = 0; i < 2; i++) {
		text_add_slice(merge->out, texts[i]);
		if (texts[i].length > 0 && !slice_ends(texts[i], "\n"))
			text_add_char(merge->out, '\n');
		if (i == 0)
			add_marker(merge, '=', "");
	}
	add_marker(merge, '>', "theirs");
	merge->conflicts = 1;
	return MERGING_UNREADABLE;
}

enum merging_status merging_run(struct arena *arena,
				const struct merging *merging, struct text *out,
				size_t *conflicts)
{
	const struct slice texts[SIDES] = { [BASE] = merging->base,
					    [OURS] = merging->ours,
					    [THEIRS] = merging->theirs };
	struct merge merge = {
		.arena = arena,
		.merging = merging,
		.out = out,
	};
	enum merging_status status = MERGING_DONE;

	intern_init(&merge.keys, arena, merging->seed);
	for (int i = 0; i < SIDES && status == MERGING_DONE; i++) {
		if (!read_side(&merge, i, texts[i]))
			status = give_both(&merge);
	}
	for (int i = 0; i < SIDES && status == MERGING_DONE; i++)
		note_events(&merge, i);
	if (status == MERGING_DONE) {
		write_all(&merge);
		if (merge.conflicts > 0)
			status = MERGING_CONFLICT;
	}
	*conflicts = merge.conflicts;
	return status;
}
