/*
 * Comparing what close lines say with what the book is now. The rules are
 * digested without what is as it is by default; seals made before that was so
 * have the digest of the text that spells it out, and hold as well.
 */
#include "value/seal_check.h"

#include "base/arena.h"
#include "base/text.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "rules/program.h"
#include "rules/rules_show.h"
#include "value/seals.h"

enum {
	FINGERPRINT_DIGITS = 16,
	FINGERPRINT_GROUP = 4
};

static void digest_rules(struct arena *arena, const struct programs *programs,
			 struct day day, bool defaults,
			 char digest[DIGEST_TEXT_MAX])
{
	struct text text;

	text_init(&text, arena);
	rules_show_canonical(&text, programs, programs_on(programs, day),
			     defaults);
	digest_print(text_slice(&text), digest);
}

void seal_check_rules(struct arena *arena, const struct programs *programs,
		      struct day day, char digest[DIGEST_TEXT_MAX])
{
	digest_rules(arena, programs, day, false, digest);
}

/* The digest of the rules that a seal is compared with: of the form that it
 * has, when either fits. */
static void find_rules(struct arena *arena, const struct programs *programs,
		       struct day day, struct slice sealed,
		       char digest[DIGEST_TEXT_MAX])
{
	char full[DIGEST_TEXT_MAX];

	digest_rules(arena, programs, day, false, digest);
	if (slice_is(sealed, digest))
		return;
	digest_rules(arena, programs, day, true, full);
	if (slice_is(sealed, full))
		digest_rules(arena, programs, day, true, digest);
}

static unsigned faults_of(const struct journal *journal,
			  const struct event *event,
			  const struct seal_state *state)
{
	struct slice digest = event_value(journal, event, KEY_DIGEST);
	struct slice rules = event_value(journal, event, KEY_SEALED_RULES);
	struct slice entries = event_value(journal, event, KEY_ENTRIES);
	uint64_t count;
	unsigned faults = 0;

	if (digest.length == 0)
		return SEAL_UNPROVEN;
	if (!slice_is(digest, state->now.digest) ||
	    !slice_parse_unsigned(entries, &count) ||
	    count != state->now.entries)
		faults |= SEAL_CHANGED;
	if (!slice_is(rules, state->rules))
		faults |= SEAL_RULES;
	return faults;
}

struct seal_state *seal_check_all(struct arena *arena,
				  const struct journal *journal,
				  const struct programs *programs,
				  const struct seals *seals)
{
	struct seal_state *states =
		arena_take_array(arena, seals->count, sizeof(*states));
	const struct sealed_digest *digests =
		sealed_text_digests(arena, journal, seals);

	for (size_t i = 0; i < seals->count; i++) {
		const struct seal *seal = &seals->list[i];

		states[i].now = digests[i];
		find_rules(arena, programs, seal->period.to,
			   event_value(journal, &journal->events[seal->event],
				       KEY_SEALED_RULES),
			   states[i].rules);
		if (seal->reopened == EVENT_NONE)
			states[i].faults = faults_of(
				journal, &journal->events[seal->event],
				&states[i]);
	}
	return states;
}

/* ---- points ---- */

static void add_points(struct text *text, const struct unit *unit,
		       int64_t points)
{
	text_add(text, " points:");
	decimal_add_text(text, points, unit->decimals, false);
}

void seal_check_add_points(struct text *text, const struct programs *programs,
			   struct day day, const int64_t *totals)
{
	const struct program *program = programs_on(programs, day);
	int first = program->first_unit;

	add_points(text, &programs->units[first], totals[first]);
	for (size_t i = 0; i < program->unit_count; i++) {
		int number = program->units[i];
		const struct unit *unit = &programs->units[number];

		if (program->unit_count == 1)
			return;
		add_points(text, unit, totals[number]);
		text_add_format(text, "/%.*s", SLICE_ARGS(unit->name));
	}
}

/* True when the close line has the attribute points:VALUE. */
static bool has_points(const struct journal *journal, const struct event *event,
		       struct slice value)
{
	for (uint32_t i = 0; i < event->attribute_count; i++) {
		const struct attribute *one =
			&journal->attributes[event->attributes + i];

		if (one->key == KEY_POINTS &&
		    slice_equal(attribute_raw(journal, event, one), value))
			return true;
	}
	return false;
}

static bool points_differ(struct arena *arena, const struct book *book,
			  const struct seal *seal, const int64_t *totals)
{
	const struct event *event = &book->journal->events[seal->event];
	struct text text;

	text_init(&text, arena);
	seal_check_add_points(&text, book->programs, seal->period.to, totals);
	struct slice rest = text_slice(&text);
	while (rest.length > 0) {
		struct slice value;
		struct slice word = slice_cut(rest, ' ', &rest);

		(void)slice_cut(word, ':', &value);
		if (word.length > 0 && !has_points(book->journal, event, value))
			return true;
	}
	return false;
}

void seal_check_points(struct arena *arena, const struct book *book,
		       const struct seals *seals, struct seal_state *states)
{
	int64_t *totals = arena_take_array(arena, book->programs->unit_count,
					   sizeof(*totals));

	for (size_t s = 0; s < seals->count; s++) {
		const struct seal *seal = &seals->list[s];

		for (size_t u = 0; u < book->programs->unit_count; u++)
			totals[u] = 0;
		for (size_t i = 0; i < book->move_count; i++) {
			const struct lot_move *move = &book->moves[i];

			if (day_compare(move->day, seal->period.to) <= 0)
				totals[move->unit] += move->points;
		}
		if (seal->reopened == EVENT_NONE &&
		    day_compare(seal->period.to, book->as_of) <= 0 &&
		    !(states[s].faults & SEAL_UNPROVEN) &&
		    points_differ(arena, book, seal, totals))
			states[s].faults |= SEAL_POINTS;
	}
}

void seal_check_fingerprint(struct slice digest, char text[FINGERPRINT_MAX])
{
	size_t length = 0;

	for (size_t i = 0; i < FINGERPRINT_DIGITS && i < digest.length; i++) {
		if (i > 0 && i % FINGERPRINT_GROUP == 0)
			text[length++] = ' ';
		text[length++] = digest.text[i];
	}
	text[length] = '\0';
}
