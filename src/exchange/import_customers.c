/*
 * Customer lists: a row gives a join, a profile, and an opening balance where
 * there are points. Somebody the book has is known; what the list says
 * otherwise of them is a conflict.
 */
#include <string.h>

#include "exchange/import_state.h"
#include "exchange/number_cell.h"

/* MM-DD of a birthday without a year. */
static bool is_month_day(struct slice text)
{
	struct day day;
	char whole[] = "2000-MM-DD";

	if (text.length != 5)
		return false;
	memcpy(whole + 5, text.text, 5);
	return day_parse(slice_from(whole), &day);
}

static struct slice read_birthday(struct import_row *row)
{
	char text[DAY_TEXT_MAX];
	struct slice cell;
	struct day day;
	size_t column;
	int minute;

	if (!import_text(row, ROLE_BIRTHDAY, &cell, &column))
		return cell;
	if (is_month_day(cell))
		return arena_copy_slice(row->import->arena, cell);
	if (!import_day(row, ROLE_BIRTHDAY, &day, &minute))
		return (struct slice){ NULL, 0 };
	day_print(day, text);
	return arena_copy_slice(row->import->arena, slice_from(text));
}

/* --- somebody the book has -------------------------------------------------- */

/* Two texts that name the same contact, name or day. */
static bool same_detail(uint32_t key, struct slice a, struct slice b)
{
	if (key != KEY_PHONE)
		return preset_same_words(a, b);
	while (a.length > 0 || b.length > 0) {
		while (a.length > 0 && (a.text[0] < '0' || a.text[0] > '9'))
			a = slice_from_offset(a, 1);
		while (b.length > 0 && (b.text[0] < '0' || b.text[0] > '9'))
			b = slice_from_offset(b, 1);
		if (a.length == 0 || b.length == 0)
			break;
		if (a.text[0] != b.text[0])
			return false;
		a = slice_from_offset(a, 1);
		b = slice_from_offset(b, 1);
	}
	return a.length == 0 && b.length == 0;
}

/* What the profile has under the key that the list says otherwise. */
static bool contradicts(struct import_row *row, const struct event *profile,
			uint32_t key, struct slice text)
{
	struct import *import = row->import;
	bool any = false;

	for (uint32_t i = 0; i < profile->attribute_count; i++) {
		const struct attribute *attribute =
			&import->journal->attributes[profile->attributes + i];

		if (attribute->key != key)
			continue;
		if (same_detail(key, text,
				attribute_text(import->arena, import->journal,
					       profile, attribute)))
			return false;
		any = true;
	}
	return any;
}

/* The name of the list's column that the book has otherwise; NULL: none. */
static const char *other_detail(struct import_row *row, uint32_t member)
{
	struct import *import = row->import;
	uint32_t number = import->book->members[member].profile;
	const struct event *profile;
	struct person listed = { 0 };
	struct slice text;

	if (number == NONE)
		return NULL;
	profile = &import->journal->events[number];
	import_add_details(row, &listed);
	const struct {
		enum preset_role role;
		uint32_t key;
		struct slice text;
	} details[] = { { ROLE_EMAIL, KEY_EMAIL, listed.email },
			{ ROLE_PHONE, KEY_PHONE, listed.phone },
			{ ROLE_CARD, KEY_CARD, listed.card },
			{ ROLE_ADDRESS, KEY_ADDRESS, listed.address } };
	for (size_t i = 0; i < sizeof(details) / sizeof(details[0]); i++)
		if (details[i].text.length > 0 &&
		    contradicts(row, profile, details[i].key, details[i].text))
			return preset_role_name(details[i].role);
	text = read_birthday(row);
	if (text.length > 0 && contradicts(row, profile, KEY_BIRTHDAY, text))
		return preset_role_name(ROLE_BIRTHDAY);
	return NULL;
}

static void take_known(struct import_row *row, struct ticket *at,
		       struct person *person)
{
	struct import *import = row->import;
	const char *other = other_detail(row, person->member);
	struct diagnostic *added;
	uint32_t profile = import->book->members[person->member].profile;

	if (!other && profile == NONE && !import->journal->members_absent) {
		import_add_details(row, person);
		person->birthday = read_birthday(row);
		person->has_profile = true;
		import_settle(import, at,
			      person->name.length + person->email.length +
						      person->phone.length +
						      person->card.length >
					      0
				      ? IMPORT_NEW
				      : IMPORT_KNOWN);
		return;
	}
	if (!other) {
		import_settle(import, at, IMPORT_KNOWN);
		return;
	}
	added = import_complain(import, at, DIAGNOSTIC_import_conflict,
				"the book has another %s of '%s'", other,
				import_shown(import, person->id));
	if (added)
		diagnostic_note(
			import->diagnostics, added,
			event_place(import->journal,
				    &import->journal->events[profile]),
			"the book says: %s",
			import_shown_line(import,
					  &import->journal->events[profile]));
	import->conflicts++;
	import_settle(import, at, IMPORT_CONFLICT);
}

/* --- somebody new ----------------------------------------------------------- */

/* The points they bring along. */
static void add_opening(struct import_row *row, uint32_t person)
{
	struct import *import = row->import;
	struct ticket opening = {
		.day = import->options->today,
		.minute = MINUTE_NONE,
		.kind = EVENT_OPENING,
		.flags = TICKET_HAS_POINTS,
		.file = (uint16_t)row->file->number,
		.line = (uint32_t)row->csv.line,
		.offset = row->csv.offset,
		.person = person,
		.amounts = NONE,
		.items = NONE,
		.sold = DAY_NONE,
	};

	for (size_t i = 0; i < WORD_COUNT; i++)
		opening.words[i] = NONE;
	if (!import_number(row, ROLE_POINTS, import->point_scale,
			   &opening.points) ||
	    opening.points <= 0)
		return;
	import->tickets = arena_grow(
		import->arena, import->tickets, import->ticket_count + 1,
		sizeof(*import->tickets), &import->ticket_capacity);
	import->tickets[import->ticket_count++] = opening;
}

static void take_new(struct import_row *row, struct ticket *at, uint32_t number)
{
	struct import *import = row->import;
	struct person *person = &import->people[number];
	struct day joined = DAY_NONE;
	int minute;

	person->has_profile = true;
	person->birthday = read_birthday(row);
	if (!import_day(row, ROLE_JOINED, &joined, &minute))
		joined = import->options->today;
	add_opening(row, number);
	if (row->is_wrong) {
		import->wrong++;
		import_settle(import, at, IMPORT_REJECTED);
		return;
	}
	person = &import->people[number];
	person->joins = true;
	person->earliest = joined;
	import_settle(import, at, IMPORT_NEW);
}

/* --- rows that have nothing but a name --------------------------------------- */

/* The name as it is compared: without case. */
static struct slice compared_name(struct import_row *row)
{
	struct person probe = { 0 };
	char *name;

	import_add_details(row, &probe);
	name = arena_copy(row->import->arena, probe.name.text,
			  probe.name.length);
	for (size_t i = 0; i < probe.name.length; i++)
		if (name[i] >= 'A' && name[i] <= 'Z')
			name[i] = (char)(name[i] | 0x20);
	return (struct slice){ name, probe.name.length };
}

/* Whom a row means that has nothing but a name nobody can tell when another
 * row has the name, too. An earlier one, NULL: none. */
static const struct namesake *find_namesake(struct import_row *row,
					    bool by_name)
{
	struct import *import = row->import;
	struct slice name = compared_name(row);
	uint32_t known = import->row_names.count;
	uint32_t number;
	struct namesake *first;

	if (name.length == 0)
		return NULL;
	number = intern_add(&import->row_names, name);
	import->namesakes = arena_grow(
		import->arena, import->namesakes, (size_t)number + 1,
		sizeof(*import->namesakes), &import->namesake_capacity);
	first = &import->namesakes[number];
	if (number == known)
		*first = (struct namesake){ (uint32_t)row->csv.line,
					    (uint16_t)row->file->number,
					    by_name };
	else if (by_name || first->by_name)
		return first;
	return NULL;
}

/* The row's person; NONE after the complaint. */
static uint32_t find_whom(struct import_row *row, const struct ticket *at)
{
	uint32_t number = import_find_person(row);
	bool by_name = number == NONE;
	const struct namesake *first;

	if (by_name)
		number = import_find_name(row);
	if (number == NONE) {
		import_complain(row->import, at, DIAGNOSTIC_import_row,
				"the row names nobody");
		return NONE;
	}
	first = find_namesake(row, by_name);
	if (!first)
		return number;
	import_complain(
		row->import, at, DIAGNOSTIC_import_row,
		"the name stands on %s, too: give both rows an "
		"e-mail, a phone or a number, or delete one",
		import_shown_row(row->import, at, first->file, first->line));
	return NONE;
}

/* A list says something of each person once: which of two rows counts nobody
 * can tell. */
static bool is_second(struct import_row *row, const struct ticket *at,
		      struct person *person)
{
	if (person->line == 0) {
		person->line = at->line;
		person->file = at->file;
		return false;
	}
	import_complain(
		row->import, at, DIAGNOSTIC_import_row,
		"the same person stands on %s: give each a number, or "
		"delete one row",
		import_shown_row(row->import, at, person->file, person->line));
	return true;
}

static void reject(struct import *import, struct ticket *at)
{
	import->wrong++;
	import_settle(import, at, IMPORT_REJECTED);
}

static void read_row(struct import_row *row)
{
	struct import *import = row->import;
	struct ticket at = {
		.file = (uint16_t)row->file->number,
		.line = (uint32_t)row->csv.line,
		.rows = 1,
		.offset = row->csv.offset,
		.kind = EVENT_JOIN,
	};
	uint32_t number = NONE;
	struct person *person;

	import->plan->rows++;
	if (!import_check_count(row)) {
		import_settle(import, &at, IMPORT_REJECTED);
		return;
	}
	number = find_whom(row, &at);
	if (number == NONE) {
		reject(import, &at);
		return;
	}
	person = &import->people[number];
	if ((person->state == PERSON_KNOWN || person->state == PERSON_NEW) &&
	    is_second(row, &at, person)) {
		reject(import, &at);
		return;
	}
	switch ((enum person_state)person->state) {
	case PERSON_KNOWN:
		take_known(row, &at, person);
		break;
	case PERSON_ERASED:
		import_complain(import, &at, DIAGNOSTIC_import_listed,
				"'%s' was erased: the row is left out",
				import_shown(import, person->id));
		import_settle(import, &at, IMPORT_SKIPPED);
		break;
	case PERSON_NEW:
		take_new(row, &at, number);
		break;
	case PERSON_BAD:
		import_complain(import, &at, DIAGNOSTIC_import_row, "%s",
				person->problem);
		reject(import, &at);
		break;
	}
}

void import_read_customers(struct import *import, struct import_source *file)
{
	struct csv_reader *reader = csv_reader_init(
		import->arena, file->source->text, file->layout.delimiter);
	struct import_row row = { .import = import, .file = file };
	enum csv_status status;

	csv_reader_begin(reader, file->layout.offset, file->layout.line);
	file->first_ticket = import->ticket_count;
	while ((status = csv_reader_take(reader, &row.csv)) != CSV_END) {
		row.is_wrong = false;
		if (status == CSV_BAD)
			import_refuse_row(import, file,
					  csv_reader_problem(reader));
		else if (!import_is_blank(&row.csv))
			read_row(&row);
	}
	csv_reader_release(reader);
	file->ticket_count = import->ticket_count - file->first_ticket;
}
