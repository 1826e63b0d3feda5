/*
 * People once all rows are read: who stands against a row, and the numbers of
 * those who are new and came without one.
 */
#include <stdlib.h>

#include "base/suggest.h"
#include "exchange/import_state.h"
#include "exchange/next_member.h"

struct slice import_person_called(const struct person *person)
{
	if (person->id.length > 0)
		return person->id;
	if (person->email.length > 0)
		return person->email;
	if (person->card.length > 0)
		return person->card;
	return person->phone.length > 0 ? person->phone : person->name;
}

/* A member's id near an unknown one; looked for once a person. */
static struct slice suggest(struct import *import, struct person *person)
{
	const struct journal *journal = import->journal;
	struct suggest search;

	if (person->suggestion.text || person->id.length == 0)
		return person->suggestion;
	suggest_init(&search, person->id);
	for (uint32_t i = 0; i < journal->members.count; i++)
		if (import->book->members[i].joined_known)
			suggest_add(&search, intern_text(&journal->members, i));
	person->suggestion = suggest_take(&search);
	if (!person->suggestion.text)
		person->suggestion.text = "";
	return person->suggestion;
}

static void refuse_unknown(struct import *import, struct ticket *ticket,
			   struct person *person)
{
	struct slice near = suggest(import, person);
	const char *shown = import_shown(import, import_person_called(person));

	if (near.length > 0)
		import_complain(import, ticket, DIAGNOSTIC_import_member,
				"no member '%s', did you mean '%.*s'? "
				"--unknown join enrols, --unknown skip leaves "
				"out",
				shown, SLICE_ARGS(near));
	else
		import_complain(import, ticket, DIAGNOSTIC_import_member,
				"no member '%s': --unknown join enrols, "
				"--unknown skip leaves out",
				shown);
	import->wrong++;
	import_settle(import, ticket, IMPORT_REJECTED);
}

static void check_new(struct import *import, struct ticket *ticket,
		      struct person *person)
{
	if (person->joins)
		return; /* a customer list enrols */
	switch (import->options->unknown) {
	case IMPORT_REJECT:
		refuse_unknown(import, ticket, person);
		break;
	case IMPORT_SKIP:
		import_settle(import, ticket, IMPORT_SKIPPED);
		break;
	case IMPORT_JOIN:
		break;
	}
}

static void check_ticket(struct import *import, struct ticket *ticket)
{
	struct person *person;

	if (ticket->person == NONE) {
		if (ticket->kind != EVENT_PURCHASE &&
		    ticket->kind != EVENT_REFUND) {
			import_complain(import, ticket, DIAGNOSTIC_import_row,
					"it does not say whose it is");
			import->wrong++;
			import_settle(import, ticket, IMPORT_REJECTED);
		} else if (import->sources[ticket->file]
				   .layout.preset->member_required) {
			import_complain(import, ticket, DIAGNOSTIC_import_row,
					"it names no member, and the preset "
					"wants one");
			import->wrong++;
			import_settle(import, ticket, IMPORT_REJECTED);
		}
		return;
	}
	person = &import->people[ticket->person];
	switch ((enum person_state)person->state) {
	case PERSON_KNOWN:
		break;
	case PERSON_ERASED:
		import_complain(import, ticket, DIAGNOSTIC_import_listed,
				"'%s' was erased: the row is left out",
				import_shown(import, person->id));
		import_settle(import, ticket, IMPORT_SKIPPED);
		break;
	case PERSON_NEW:
		check_new(import, ticket, person);
		break;
	case PERSON_BAD:
		import_complain(import, ticket, DIAGNOSTIC_import_row, "%s",
				person->problem);
		import->wrong++;
		import_settle(import, ticket, IMPORT_REJECTED);
		break;
	}
}

void import_check_people(struct import *import)
{
	for (size_t i = 0; i < import->ticket_count; i++)
		if (!(import->tickets[i].flags & TICKET_SETTLED))
			check_ticket(import, &import->tickets[i]);
}

/* --- numbers ---------------------------------------------------------------- */

struct candidate {
	struct person *person;
	uint32_t number; /* in order of first appearance */
};

/* By the day of joining, then by what they are called: independent of the
 * order of rows wherever the day tells. */
static int compare_candidates(const void *a, const void *b)
{
	const struct candidate *one = a;
	const struct candidate *other = b;
	int order = day_compare(one->person->earliest, other->person->earliest);

	if (order == 0)
		order = slice_compare(import_person_called(one->person),
				      import_person_called(other->person));
	return order ? order : one->number < other->number ? -1 : 1;
}

void import_number_people(struct import *import)
{
	struct candidate *list = arena_take_array(
		import->arena, import->person_count, sizeof(*list));
	struct next_member next;
	size_t count = 0;

	for (size_t i = 0; i < import->ticket_count; i++) {
		const struct ticket *ticket = &import->tickets[i];
		struct person *person;

		if ((ticket->flags & TICKET_SETTLED) || ticket->person == NONE)
			continue;
		person = &import->people[ticket->person];
		if (!day_is_real(person->earliest) ||
		    day_compare(ticket->day, person->earliest) < 0)
			person->earliest = ticket->day;
	}
	for (uint32_t i = 0; i < import->person_count; i++) {
		struct person *person = &import->people[i];

		if (person->numbered && person->state == PERSON_NEW &&
		    (day_is_real(person->earliest) || person->joins))
			list[count++] = (struct candidate){ person, i };
	}
	if (count == 0)
		return;
	qsort(list, count, sizeof(*list), compare_candidates);
	next_member_find(import->arena, import->journal, import->options->till,
			 &next);
	for (uint32_t i = 0; i < import->person_count; i++) {
		if (!import->people[i].numbered)
			next_member_pass(&next, import->people[i].id);
	}
	for (size_t i = 0; i < count; i++)
		list[i].person->id = next_member_take(import->arena, &next);
}
