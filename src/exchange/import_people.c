/*
 * Whom rows name. What a row says of somebody (id, card, e-mail, phone) is
 * looked up once and kept; what the book knows are the members who joined and
 * the contacts of their profiles. Cards are compared by letters and digits,
 * e-mail without case, phones by digits.
 */
#include <stdlib.h>
#include <string.h>

#include "base/pattern.h"
#include "base/utf8.h"
#include "exchange/import_state.h"
#include "exchange/next_member.h"
#include "exchange/number_cell.h"
#include "rules/program.h"
#include "rules/scalar.h"

/* A contact of more than one member. */
#define SEVERAL (UINT32_MAX - 1)

/* The roles that identify, the surest first, and the sign of each. */
static const struct {
	enum preset_role role;
	char sign;
} identities[] = {
	{ ROLE_MEMBER, 'i' },
	{ ROLE_CARD, 'c' },
	{ ROLE_EMAIL, 'e' },
	{ ROLE_PHONE, 'p' },
};

enum {
	IDENTITIES = sizeof(identities) / sizeof(identities[0])
};

/* --- contacts of the book --------------------------------------------------- */

/* Appends sign and text in the form that is compared; nothing is left of a
 * text that has none. */
static bool add_key(struct text *key, char sign, struct slice text)
{
	size_t from = key->length + 2;

	text_add_char(key, sign);
	text_add_char(key, ':');
	for (size_t i = 0; i < text.length; i++) {
		char c = text.text[i];
		bool is_digit = c >= '0' && c <= '9';
		bool is_capital = c >= 'A' && c <= 'Z';

		if (sign == 'p' && !is_digit)
			continue;
		if (sign == 'c' && strchr(" -.", c))
			continue;
		if (is_capital && sign != 'i')
			c = (char)(c | 0x20);
		text_add_char(key, c);
	}
	if (sign == 'p' && key->length > from + 2 &&
	    memcmp(key->bytes + from, "00", 2) == 0) {
		memmove(key->bytes + from, key->bytes + from + 2,
			key->length - from - 2);
		key->length -= 2;
	}
	return key->length > from;
}

/* Enters a contact of a member; of several it is nobody's. */
static void enter(struct import *import, char sign, struct slice text,
		  uint32_t member)
{
	uint32_t number;

	text_clear(&import->scratch);
	if (!add_key(&import->scratch, sign, text))
		return;
	number = intern_find(&import->contacts, text_slice(&import->scratch));
	if (number != INTERN_NONE) {
		if (import->contact_members[number] != member)
			import->contact_members[number] = SEVERAL;
		return;
	}
	number = intern_add(
		&import->contacts,
		arena_copy_slice(import->arena, text_slice(&import->scratch)));
	import->contact_members = arena_grow(
		import->arena, import->contact_members, number + 1,
		sizeof(*import->contact_members), &import->contact_capacity);
	import->contact_members[number] = member;
}

/* Digits without leading zeros, for ids that a spreadsheet has shortened. */
static struct slice without_zeros(struct slice id)
{
	uint64_t number;

	if (!slice_parse_unsigned(id, &number))
		return (struct slice){ NULL, 0 };
	while (id.length > 1 && id.text[0] == '0')
		id = slice_from_offset(id, 1);
	return id;
}

/* The name of a profile as a contact: of a list that has nothing else. */
static void enter_name(struct import *import, const struct event *event)
{
	const struct attribute *name =
		event_attribute(import->journal, event, KEY_WHY);

	if (name)
		enter(import, 'n',
		      attribute_text(import->arena, import->journal, event,
				     name),
		      event->member);
}

static void enter_profile(struct import *import, const struct event *event)
{
	static const struct {
		uint32_t key;
		char sign;
	} keys[] = { { KEY_ALIAS, 'c' },
		     { KEY_CARD, 'c' },
		     { KEY_EMAIL, 'e' },
		     { KEY_PHONE, 'p' } };
	const struct journal *journal = import->journal;

	enter_name(import, event);
	for (uint32_t i = 0; i < event->attribute_count; i++) {
		const struct attribute *attribute =
			&journal->attributes[event->attributes + i];

		for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++)
			if (attribute->key == keys[k].key)
				enter(import, keys[k].sign,
				      attribute_text(import->arena, journal,
						     event, attribute),
				      event->member);
	}
}

/* Everybody's contacts, and ids without their zeros; once an import. */
static void enter_all(struct import *import)
{
	const struct journal *journal = import->journal;

	if (import->contacts.count > 0)
		return;
	enter(import, 'x', SLICE("entered"), NONE);
	for (size_t i = 0; i < journal->event_count; i++)
		if (journal->events[i].kind == EVENT_PROFILE &&
		    !(journal->events[i].flags & EVENT_DUPLICATE))
			enter_profile(import, &journal->events[i]);
	for (uint32_t i = 0; i < journal->members.count; i++) {
		struct slice id = intern_text(&journal->members, i);
		struct slice bare = without_zeros(id);

		if (bare.length > 0 && bare.length < id.length)
			enter(import, 'z', bare, i);
	}
}

static bool has_joined(const struct import *import, uint32_t member)
{
	return member < import->book->member_count &&
	       import->book->members[member].joined_known;
}

static uint32_t find_contact(struct import *import, char sign,
			     struct slice text)
{
	uint32_t number;

	enter_all(import);
	text_clear(&import->scratch);
	if (!add_key(&import->scratch, sign, text))
		return NONE;
	number = intern_find(&import->contacts, text_slice(&import->scratch));
	return number == INTERN_NONE ? NONE : import->contact_members[number];
}

/* An id that is nobody's may be a card's or an alias. */
static char contact_sign(char sign)
{
	if (sign == 'i')
		return 'c';
	return sign;
}

/* The member of the book that one text names: NONE, SEVERAL, or one. */
static uint32_t find_member(struct import *import, char sign, struct slice text)
{
	uint32_t member;

	if (sign == 'i' || sign == 'c') {
		member = intern_find(&import->journal->members, text);
		if (member != INTERN_NONE && has_joined(import, member))
			return member;
	}
	member = find_contact(import, contact_sign(sign), text);
	return member == SEVERAL || member == NONE || has_joined(import, member)
		       ? member
		       : NONE;
}

/* --- people of this import -------------------------------------------------- */

/* The person with a name such as "m:17" or "e:ada@example.org"; added when
 * there is none. *is_new tells. */
static uint32_t take_person(struct import *import, struct slice name,
			    bool *is_new)
{
	uint32_t number = intern_find(&import->names, name);

	*is_new = number == INTERN_NONE;
	if (!*is_new)
		return import->name_people[number];
	number = intern_add(&import->names,
			    arena_copy_slice(import->arena, name));
	import->name_people = arena_grow(
		import->arena, import->name_people, number + 1,
		sizeof(*import->name_people), &import->name_capacity);
	import->name_people[number] = (uint32_t)import->person_count;
	import->people = arena_grow(
		import->arena, import->people, import->person_count + 1,
		sizeof(*import->people), &import->person_capacity);
	import->people[import->person_count] = (struct person){
		.member = NONE, .earliest = DAY_NONE, .joined = DAY_NONE
	};
	return (uint32_t)import->person_count++;
}

uint32_t import_known_person(struct import *import, uint32_t member)
{
	bool is_new;
	uint32_t number = take_person(
		import, slice_from(arena_print(import->arena, "m:%u", member)),
		&is_new);
	struct person *person = &import->people[number];

	if (!is_new)
		return number;
	person->member = member;
	person->id = intern_text(&import->journal->members, member);
	person->state = import->book->members[member].status == MEMBER_ERASED
				? PERSON_ERASED
				: PERSON_KNOWN;
	return number;
}

/* 5.51E+12: what a spreadsheet made of a long number. */
static bool is_shortened(struct slice id)
{
	size_t at = slice_find(id, 'E');

	return at > 0 && at + 1 < id.length &&
	       (id.text[at + 1] == '+' || id.text[at + 1] == '-') &&
	       id.text[0] >= '0' && id.text[0] <= '9';
}

/* Why an id cannot be a member's; NULL: it can. */
static const char *id_problem(struct import *import, struct slice id)
{
	const struct program *program =
		programs_on(import->base->programs, import->options->today);
	const char *shown = import_shown(import, id);

	if (is_shortened(id))
		return arena_print(import->arena,
				   "'%s' is a number that a spreadsheet has "
				   "shortened: give the column the format of "
				   "a text and export again",
				   shown);
	if (!scalar_is_id(id))
		return arena_print(import->arena,
				   "'%s' cannot be a member's id: blanks, "
				   "quotes, ; and hidden characters are not "
				   "allowed, and at most 64 characters",
				   shown);
	if (program && program->member_id &&
	    pattern_find(program->member_id, id) != PATTERN_YES)
		return arena_print(import->arena,
				   "'%s' does not fit the members' ids of the "
				   "rules, %.*s",
				   shown, SLICE_ARGS(program->member_id_text));
	return NULL;
}

/* Somebody the book does not have. */
static uint32_t new_person(struct import *import, char sign, struct slice text)
{
	struct text name;
	struct person *person;
	uint32_t number;
	uint32_t member;
	bool is_new;

	text_init(&name, import->arena);
	if (!add_key(&name, sign, text))
		return NONE;
	number = take_person(import, text_slice(&name), &is_new);
	person = &import->people[number];
	if (!is_new)
		return number;
	person->state = PERSON_NEW;
	person->numbered = sign != 'i';
	if (person->numbered)
		return number;
	person->id = arena_copy_slice(import->arena, text);
	person->problem = id_problem(import, text);
	member = find_contact(import, 'z', text);
	if (!person->problem && member != NONE && member != SEVERAL &&
	    has_joined(import, member))
		person->problem = arena_print(
			import->arena,
			"there is no member '%s', but a member '%.*s': a "
			"spreadsheet may have taken the zeros off",
			import_shown(import, text),
			SLICE_ARGS(intern_text(&import->journal->members,
					       member)));
	if (person->problem)
		person->state = PERSON_BAD;
	return number;
}

static uint32_t bad_person(struct import *import, char sign, struct slice text)
{
	uint32_t number = new_person(import, contact_sign(sign), text);

	if (number == NONE)
		return NONE;
	import->people[number].state = PERSON_BAD;
	import->people[number].problem =
		arena_print(import->arena, "several members have '%s'",
			    import_shown(import, text));
	return number;
}

/* --- rows ------------------------------------------------------------------- */

/* A text of one line: every run of blanks, line ends and other controls is
 * one blank. What is not allowed in a journal's texts is left out. */
static struct slice one_line(struct import *import, struct slice text)
{
	struct text line;
	uint32_t c = 0;
	size_t n;

	text_init(&line, import->arena);
	for (; (n = utf8_decode(text, &c)) > 0;
	     text = slice_from_offset(text, n)) {
		bool is_gap = c == ' ' || utf8_is_control(c) || c == 0x2028 ||
			      c == 0x2029;

		if (!is_gap)
			text_add_bytes(&line, text.text, n);
		else if (line.length > 0 && line.bytes[line.length - 1] != ' ')
			text_add_char(&line, ' ');
	}
	return slice_trim(text_slice(&line));
}

void import_add_details(struct import_row *row, struct person *person)
{
	static const struct {
		enum preset_role role;
		size_t offset;
	} details[] = {
		{ ROLE_CARD, offsetof(struct person, card) },
		{ ROLE_EMAIL, offsetof(struct person, email) },
		{ ROLE_PHONE, offsetof(struct person, phone) },
		{ ROLE_NAME, offsetof(struct person, name) },
		{ ROLE_ADDRESS, offsetof(struct person, address) },
	};
	struct arena *arena = row->import->arena;
	struct slice text;
	struct slice first;
	size_t column;

	for (size_t i = 0; i < sizeof(details) / sizeof(details[0]); i++) {
		struct slice *field =
			(struct slice *)(void *)((char *)person +
						 details[i].offset);

		if (field->length == 0 &&
		    import_text(row, details[i].role, &text, &column))
			*field = one_line(row->import, text);
		if (details[i].role == ROLE_NAME && field->length > 0 &&
		    !person->named &&
		    import_text(row, ROLE_FIRST_NAME, &first, &column))
			*field = one_line(
				row->import,
				slice_from(arena_print(arena, "%.*s %.*s",
						       SLICE_ARGS(first),
						       SLICE_ARGS(*field))));
		person->named |=
			details[i].role == ROLE_NAME && field->length > 0;
	}
	if (!person->named &&
	    import_text(row, ROLE_FIRST_NAME, &first, &column))
		person->name = one_line(row->import, first);
	person->named |= person->name.length > 0;
}

/* Looks everybody up whom the row may mean. */
static uint32_t resolve(struct import_row *row, const struct slice *texts)
{
	struct import *import = row->import;

	for (size_t i = 0; i < IDENTITIES; i++) {
		uint32_t member;

		if (texts[i].length == 0)
			continue;
		member = find_member(import, identities[i].sign, texts[i]);
		if (member == SEVERAL)
			return bad_person(import, identities[i].sign, texts[i]);
		if (member != NONE)
			return import_known_person(import, member);
	}
	for (size_t i = 0; i < IDENTITIES; i++) {
		uint32_t number = NONE;

		if (texts[i].length > 0)
			number = new_person(import, identities[i].sign,
					    texts[i]);
		if (number == NONE)
			continue;
		import_add_details(row, &import->people[number]);
		return number;
	}
	return NONE;
}

/* True when it has no blanks and nothing but ASCII. */
static bool is_plain(struct slice text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.text[i] <= ' ' || text.text[i] >= 0x7f)
			return false;
	return true;
}

uint32_t import_find_person(struct import_row *row)
{
	struct import *import = row->import;
	struct slice texts[IDENTITIES];
	struct text *key = &import->scratch;
	uint32_t number;
	uint32_t person;
	size_t column;

	text_clear(key);
	for (size_t i = 0; i < IDENTITIES; i++)
		if (import_text(row, identities[i].role, &texts[i], &column)) {
			if (identities[i].role != ROLE_MEMBER &&
			    !is_plain(texts[i]))
				texts[i] = one_line(import, texts[i]);
			text_add_char(key, identities[i].sign);
			text_add_slice(key, texts[i]);
			text_add_char(key, '\n');
		}
	if (key->length == 0)
		return NONE;
	number = intern_find(&import->identities, text_slice(key));
	if (number != INTERN_NONE)
		return import->identity_people[number];
	number = intern_add(&import->identities,
			    arena_copy_slice(import->arena, text_slice(key)));
	import->identity_people = arena_grow(
		import->arena, import->identity_people, number + 1,
		sizeof(*import->identity_people), &import->identity_capacity);
	person = resolve(row, texts);
	import->identity_people[number] = person;
	return person;
}

uint32_t import_find_name(struct import_row *row)
{
	struct import *import = row->import;
	struct person probe = { 0 };
	uint32_t member;
	uint32_t number;

	import_add_details(row, &probe);
	if (probe.name.length == 0)
		return NONE;
	member = find_member(import, 'n', probe.name);
	if (member == SEVERAL)
		return bad_person(import, 'n', probe.name);
	if (member != NONE)
		return import_known_person(import, member);
	number = new_person(import, 'n', probe.name);
	if (number != NONE && import->people[number].name.length == 0)
		import_add_details(row, &import->people[number]);
	return number;
}
