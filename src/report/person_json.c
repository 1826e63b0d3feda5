/*
 * The object is written as it goes. A step of a redemption, a void or a move
 * is about the member whose event it names.
 */
#include "report/person_json.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/source.h"
#include "base/text.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "journal/printer.h"
#include "report/json_text.h"
#include "report/sink.h"

struct person {
	struct arena *arena;
	struct sink *sink;
	const struct book *book;
	const struct journal *journal;
	uint32_t member;
};

static void add_key(const struct person *person, const char *key)
{
	json_text_add(person->sink, slice_from(key));
	sink_add(person->sink, ": ");
}

static void add_pair(const struct person *person, const char *key,
		     struct slice value)
{
	add_key(person, key);
	json_text_add(person->sink, value);
}

static void add_day(const struct person *person, const char *key,
		    struct day day)
{
	char text[DAY_TEXT_MAX];

	day_print(day, text);
	add_pair(person, key, slice_from(text));
}

/* True for the member and those who were merged into him. */
static bool is_person(const struct person *person, uint32_t member)
{
	return member != INTERN_NONE &&
	       book_member_now(person->book, member) == person->member;
}

/* ---- who ---- */

static void add_merged(const struct person *person)
{
	const char *before = "";

	add_key(person, "merged");
	sink_add_char(person->sink, '[');
	for (size_t nth = 0;; nth++) {
		uint32_t other =
			book_member_alias(person->book, person->member, nth);
		if (other == NONE)
			break;
		sink_add(person->sink, before);
		json_text_add(person->sink,
			      intern_text(&person->journal->members, other));
		before = ", ";
	}
	sink_add(person->sink, "],\n  ");
}

static struct slice key_of(const struct person *person, uint32_t key)
{
	if (key == KEY_WHY)
		return SLICE("name");
	return key < KEY_COUNT
		       ? slice_from(attribute_name((enum attribute_key)key))
		       : intern_text(&person->journal->keys, key - KEY_COUNT);
}

/* Key and value of every profile line, as often as they are said. */
static void add_profile(const struct person *person)
{
	const struct journal *journal = person->journal;
	const char *before = "\n    ";

	add_key(person, "profile");
	sink_add_char(person->sink, '[');
	for (size_t i = 0; i < journal->profile_count; i++) {
		const struct event *event =
			&journal->events[journal->profiles[i]];
		if (!is_person(person, event->member))
			continue;
		for (uint32_t n = 0; n < event->attribute_count; n++) {
			const struct attribute *one =
				&journal->attributes[event->attributes + n];
			sink_add(person->sink, before);
			sink_add(person->sink, "{\"key\": ");
			json_text_add(person->sink, key_of(person, one->key));
			sink_add(person->sink, ", \"value\": ");
			json_text_add(person->sink,
				      attribute_text(person->arena, journal,
						     event, one));
			sink_add_char(person->sink, '}');
			before = ",\n    ";
		}
	}
	sink_add(person->sink, "\n  ],\n  ");
}

/* ---- what ---- */

static void add_points(const struct person *person, const char *key,
		       int64_t points, int decimals)
{
	struct text text;

	text_init(&text, person->arena);
	decimal_add_text(&text, points, decimals, false);
	add_pair(person, key, text_slice(&text));
}

static void add_balances(const struct person *person)
{
	const struct programs *programs = person->book->programs;
	const char *before = "\n    {";

	add_key(person, "balances");
	sink_add_char(person->sink, '[');
	for (size_t i = 0; i < programs->unit_count; i++) {
		const struct account *account =
			book_account(person->book, person->member, (int)i);
		if (account == NULL)
			continue;
		sink_add(person->sink, before);
		add_pair(person, "unit", programs->units[i].name);
		sink_add(person->sink, ", ");
		add_points(person, "balance", account->balance,
			   programs->units[i].decimals);
		sink_add_char(person->sink, '}');
		before = ",\n    {";
	}
	sink_add(person->sink, "\n  ],\n  ");
}

/* True when the event is about the person, by what it says or names. */
static bool is_about(const struct person *person, const struct event *event)
{
	const struct journal *journal = person->journal;

	if (event->kind == EVENT_PROFILE)
		return false;
	if (is_person(person, event->member))
		return true;
	if (event->kind == EVENT_TRANSFER || event->kind == EVENT_MERGE)
		return is_person(person,
				 intern_find(&journal->members,
					     event_operand(journal, event)));
	if (event->member != INTERN_NONE)
		return false;
	uint32_t target = journal_find(journal, event_operand(journal, event));
	return target != EVENT_NONE &&
	       is_person(person, journal->events[target].member);
}

static void add_entry(const struct person *person, const struct event *event)
{
	const struct journal *journal = person->journal;
	struct text line;

	text_init(&line, person->arena);
	printer_add_event(&line, journal, event);
	add_day(person, "date", event->day);
	sink_add(person->sink, ", ");
	add_pair(person, "kind",
		 slice_from(
			 directive_of((enum event_kind)event->kind)->keyword));
	sink_add(person->sink, ", ");
	add_pair(person, "text", text_slice(&line));
	sink_add(person->sink, ", ");
	add_pair(person, "file",
		 slice_from(journal->sources[event->source]->name));
	sink_add(person->sink, ", ");
	add_key(person, "line");
	sink_add_integer(person->sink,
			 (int64_t)event_line_number(journal, event));
	sink_add_char(person->sink, '}');
}

static void add_entries(const struct person *person)
{
	const struct journal *journal = person->journal;
	const char *before = "\n    {";

	add_key(person, "entries");
	sink_add_char(person->sink, '[');
	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];
		if (event->flags & EVENT_DUPLICATE || !is_about(person, event))
			continue;
		sink_add(person->sink, before);
		add_entry(person, event);
		before = ",\n    {";
	}
	sink_add(person->sink, "\n  ]\n");
}

void person_json_add(struct arena *arena, struct sink *sink,
		     const struct book *book, uint32_t member)
{
	struct person person = { arena, sink, book, book->journal, member };
	const struct member *m = &book->members[member];

	sink_add(sink, "{\n  ");
	add_pair(&person, "member",
		 intern_text(&book->journal->members, member));
	sink_add(sink, ",\n  ");
	add_day(&person, "as_of", book->as_of);
	sink_add(sink, ",\n  ");
	add_pair(&person, "status",
		 slice_from(member_status_name((enum member_status)m->status)));
	sink_add(sink, ",\n  ");
	add_day(&person, "joined", m->joined);
	sink_add(sink, ",\n  ");
	add_merged(&person);
	add_profile(&person);
	add_balances(&person);
	add_entries(&person);
	sink_add(sink, "}\n");
}
