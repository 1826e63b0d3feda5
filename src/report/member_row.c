/*
 * A member as a query sees it: each field in turn from the book's records.
 */
#include "report/member_row.h"

#include "base/arena.h"
#include "base/currency.h"
#include "engine/book.h"
#include "engine/tier.h"
#include "journal/journal.h"
#include "report/segment_set.h"

/* The level and segments are those of this day. */
static struct day day_of(const struct member_row *row)
{
	return row->day ? *row->day : row->book->as_of;
}

uint32_t member_row_key(const struct journal *journal, struct slice name)
{
	for (uint32_t key = 0; name.length > 0 && key < KEY_COUNT; key++) {
		if (slice_is(name, attribute_name((enum attribute_key)key)))
			return key;
	}
	uint32_t number = intern_find(&journal->keys, name);
	return number == INTERN_NONE ? UINT32_MAX : KEY_COUNT + number;
}

bool member_row_profile(const struct member_row *row, uint32_t key, size_t nth,
			struct slice *value)
{
	const struct book *book = row->book;
	const struct journal *journal = book->journal;
	uint32_t at = book->members[row->member].profile;
	for (; at != NONE; at = book->effects[at].extra) {
		const struct event *event = &journal->events[at];
		for (size_t i = 0; i < event->attribute_count; i++) {
			const struct attribute *attribute =
				&journal->attributes[event->attributes + i];
			if (attribute->key != key || nth-- != 0)
				continue;
			*value = attribute_text(row->arena, journal, event,
						attribute);
			return true;
		}
	}
	return false;
}

static bool give_contact(const struct member_row *row, size_t nth,
			 struct query_value *value)
{
	static const uint32_t keys[] = { KEY_EMAIL, KEY_PHONE, KEY_CARD };
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		for (size_t own = 0;
		     member_row_profile(row, keys[i], own, &value->text);
		     own++) {
			if (nth-- == 0)
				return true;
		}
	}
	return false;
}

static bool give_tier(const struct member_row *row, struct query_value *value)
{
	struct day day = day_of(row);
	const struct program *program = programs_on(row->book->programs, day);
	struct tier_status status =
		tier_status_on(row->book->members[row->member].tier, day);
	if (!program || status.level < 0 ||
	    (size_t)status.level >= program->tiers.level_count)
		return false;
	value->text = program->tiers.levels[status.level].name;
	return true;
}

static bool give_segment(const struct member_row *row, size_t nth,
			 struct query_value *value)
{
	struct day day = day_of(row);
	const struct program *program = programs_on(row->book->programs, day);
	if (!program || !row->segments)
		return false;
	for (size_t i = 0; i < program->segment_count; i++) {
		value->text = program->segments[i].name;
		if (row->segments->test(row->segments, row->book, value->text,
					row->member, day) &&
		    nth-- == 0)
			return true;
	}
	return false;
}

static void give_spend(const struct member_row *row, struct query_value *value)
{
	const struct program *program =
		programs_on(row->book->programs, day_of(row));
	value->number = row->book->members[row->member].spend;
	value->scale =
		currency_scale(program ? program->currency : CURRENCY_NONE);
}

static void give_balance(const struct member_row *row,
			 struct query_value *value)
{
	const struct account *account =
		book_account(row->book, row->member, row->unit);
	value->number = account ? account->balance : 0;
	value->scale = row->book->programs->units[row->unit].decimals;
}

/* A merged account is asked for by its old id, too. */
static bool give_alias(const struct member_row *row, size_t nth,
		       struct query_value *value)
{
	uint32_t alias = book_member_alias(row->book, row->member, nth);
	if (alias == NONE)
		return false;
	value->text = intern_text(&row->book->journal->members, alias);
	return true;
}

/* Fields with one value always. */
static bool give_one(const struct member_row *row, enum query_field field,
		     struct query_value *value)
{
	const struct book *book = row->book;
	const struct member *member = &book->members[row->member];
	if (field == QUERY_member)
		value->text = intern_text(&book->journal->members, row->member);
	else if (field == QUERY_name)
		value->text = book_member_name(book, row->member);
	else if (field == QUERY_status)
		value->text = slice_from(
			member_status_name((enum member_status)member->status));
	else if (field == QUERY_visits)
		value->number = member->visits;
	else if (field == QUERY_last)
		value->day = member->last_activity;
	else if (field == QUERY_spend)
		give_spend(row, value);
	else if (field == QUERY_balance)
		give_balance(row, value);
	else if (field == QUERY_unit)
		value->text = book->programs->units[row->unit].name;
	else
		return false;
	return true;
}

bool member_row_value(void *context, enum query_field field, struct slice key,
		      size_t nth, struct query_value *value)
{
	const struct member_row *row = context;
	if (row->member == NONE)
		return false;
	if (field == QUERY_contact)
		return give_contact(row, nth, value);
	if (field == QUERY_segment)
		return give_segment(row, nth, value);
	if (field == QUERY_attr)
		return member_row_profile(
			row, member_row_key(row->book->journal, key), nth,
			&value->text);
	if (field == QUERY_tier)
		return nth == 0 && give_tier(row, value);
	if (field == QUERY_member && nth > 0)
		return give_alias(row, nth - 1, value);
	return nth == 0 && give_one(row, field, value);
}
