/*
 * A broken seal breaks all behind it, since each covers the ones before it.
 * So those after the first are told only where the lines found are of their
 * own days; else they are a note beside it.
 */
#include "cmd/seal_findings.h"

#include "base/diagnostic.h"
#include "base/text.h"
#include "cmd/seal_changes.h"
#include "cmd/session.h"
#include "journal/journal.h"
#include "value/seal_check.h"
#include "value/seals.h"

struct telling {
	struct session *session;
	const struct seals *seals;
	const struct seal_state *states;
	struct diagnostics *found;
	struct diagnostic *first; /* of a seal whose lines changed */
	struct day known_to;      /* changes to this day were told */
};

static const struct event *close_line(const struct telling *telling,
				      size_t number)
{
	return &telling->session->journal
			->events[telling->seals->list[number].event];
}

static struct diagnostic *add_finding(struct telling *telling, size_t number,
				      enum diagnostic_id id, const char *what)
{
	struct slice name = telling->seals->list[number].name;
	struct diagnostic *one =
		diagnostic_add(telling->found, id,
			       event_place(telling->session->journal,
					   close_line(telling, number)),
			       "%.*s %s", SLICE_ARGS(name), what);

	one->subject =
		arena_print(telling->session->arena, "%.*s", SLICE_ARGS(name));
	return one;
}

static void tell_changed(struct telling *telling, size_t number)
{
	struct session *session = telling->session;
	const struct seal *seal = &telling->seals->list[number];
	struct seal_changes changes;
	const char *sealed =
		arena_print(session->arena, "%.*s",
			    SLICE_ARGS(event_value(session->journal,
						   close_line(telling, number),
						   KEY_ENTRIES)));

	seal_changes_find(session, seal, telling->known_to, &changes);
	if (telling->first && changes.count == 0) {
		diagnostic_note(telling->found, telling->first,
				event_place(session->journal,
					    close_line(telling, number)),
				"this seal rests on it");
		return;
	}
	unsigned long long entries = telling->states[number].now.entries;
	const char *now = arena_print(session->arena, "%llu", entries);
	struct diagnostic *one = add_finding(
		telling, number, DIAGNOSTIC_seal_broken,
		slice_is(slice_from(now), sealed)
			? arena_print(session->arena,
				      "is closed, and was changed since: its "
				      "%s entries are not those that were "
				      "sealed",
				      now)
			: arena_print(session->arena,
				      "is closed, and was changed since: it "
				      "has %s entries, and %s were sealed",
				      now, sealed[0] ? sealed : "none"));
	seal_changes_add_notes(&changes, telling->found, one);
	if (!telling->first)
		telling->first = one;
	telling->known_to = seal->period.to;
}

void seal_findings_add(struct session *session, const struct seals *seals,
		       const struct seal_state *states,
		       struct diagnostics *found)
{
	struct telling telling = { .session = session,
				   .seals = seals,
				   .states = states,
				   .found = found,
				   .known_to = DAY_NONE };

	for (size_t i = 0; i < seals->count; i++) {
		if (states[i].faults & SEAL_UNPROVEN)
			add_finding(&telling, i, DIAGNOSTIC_seal_unproven,
				    "is closed without a digest: nothing shows "
				    "whether it was changed since; reopen it, "
				    "and close it with 'pointbook close'");
		if (states[i].faults & SEAL_CHANGED)
			tell_changed(&telling, i);
		else if (seals->list[i].reopened == EVENT_NONE)
			telling.known_to = seals->list[i].period.to;
		if (states[i].faults & SEAL_RULES)
			add_finding(&telling, i, DIAGNOSTIC_seal_rules,
				    "is closed, and the rules of its last day "
				    "are not those it was closed under: put "
				    "them back, new rules begin on an open "
				    "day with a rules line");
		if (states[i].faults == SEAL_POINTS)
			add_finding(&telling, i, DIAGNOSTIC_seal_points,
				    "is closed, and the balances at its end "
				    "are not those that were sealed");
	}
}

void seal_findings_check(struct session *session, struct diagnostics *found)
{
	struct seals seals;

	if (session->global.pseudonyms)
		return; /* these lines are not those that were sealed */
	seals_find(session->arena, session->journal, &seals);
	if (seals.count == 0)
		return;
	seal_findings_add(session, &seals,
			  seal_check_all(session->arena, session->journal,
					 session->programs, &seals),
			  found);
}
