/*
 * An event as a query sees it: what its line says, then what its member is.
 */
#include "report/event_row.h"

#include "base/currency.h"
#include "engine/book.h"
#include "journal/journal.h"

/* The nth attribute of the line with the key. */
static const struct attribute *nth_attribute(const struct event_row *row,
					     uint32_t key, size_t *nth)
{
	const struct journal *journal = row->journal;
	for (size_t i = 0; i < row->event->attribute_count; i++) {
		const struct attribute *attribute =
			&journal->attributes[row->event->attributes + i];
		if (attribute->key == key && (*nth)-- == 0)
			return attribute;
	}
	return NULL;
}

static bool give_attribute(const struct event_row *row, uint32_t key,
			   size_t *nth, struct query_value *value)
{
	const struct attribute *attribute = nth_attribute(row, key, nth);
	if (!attribute)
		return false;
	value->text = attribute_text(row->member.arena, row->journal,
				     row->event, attribute);
	return true;
}

/* Of an item its article, or its category as written or as the rules of the
 * day map it. */
static bool give_item(const struct event_row *row, enum query_field field,
		      size_t nth, struct query_value *value)
{
	const struct attribute *attribute = nth_attribute(row, KEY_ITEM, &nth);
	if (!attribute)
		return false;
	struct item item =
		item_parse(attribute_raw(row->journal, row->event, attribute));
	const struct book *book = row->member.book;
	const struct program *program =
		book ? programs_on(book->programs, row->event->day) : NULL;
	bool limit = false;
	value->text = item.sku;
	if (field == QUERY_category)
		value->text = program ? program_category(program, item.category,
							 item.sku, &limit)
				      : item.category;
	return true;
}

static bool give_points(const struct event_row *row, size_t nth,
			struct query_value *value)
{
	if (nth >= row->event->quantities)
		return false;
	struct quantity quantity =
		event_quantity(row->journal, row->event, nth);
	value->number = quantity.mantissa;
	value->scale = quantity.scale;
	return true;
}

static bool give_unit(const struct event_row *row, size_t nth,
		      struct query_value *value)
{
	if (nth >= row->event->quantities)
		return false;
	struct quantity quantity =
		event_quantity(row->journal, row->event, nth);
	value->text = intern_text(&row->journal->units, quantity.unit);
	if (quantity.unit != UNIT_DEFAULT || !row->member.book)
		return true;
	const struct programs *programs = row->member.book->programs;
	int unit = programs_find_unit(programs, value->text);
	if (unit >= 0)
		value->text = programs->units[unit].name;
	return true;
}

static bool is_redemption(const struct event_row *row)
{
	return row->event->kind == EVENT_REDEEM ||
	       row->event->kind == EVENT_REQUEST;
}

static bool give_state(const struct event_row *row, struct query_value *value)
{
	const struct book *book = row->member.book;
	if (!book || !is_redemption(row))
		return false;
	size_t number = (size_t)(row->event - row->journal->events);
	uint32_t redemption = book->effects[number].extra;
	if (redemption == NONE)
		return false;
	value->text = slice_from(redemption_state_name(
		(enum redemption_state)book->redemptions[redemption].state));
	return true;
}

/* The two members of a transfer or merge, else the one; then who has it now,
 * under all ids: of a step that names a reference, the one of what it names. */
static bool give_member(const struct event_row *row, size_t nth,
			struct query_value *value)
{
	bool has_two = row->event->kind == EVENT_TRANSFER ||
		       row->event->kind == EVENT_MERGE;
	size_t own = row->event->member == INTERN_NONE ? 0 : has_two ? 2 : 1;
	if (nth < own) {
		value->text = nth == 0
				      ? event_member(row->journal, row->event)
				      : event_operand(row->journal, row->event);
		return true;
	}
	struct member_row member = row->member;
	return member.book &&
	       member_row_value(&member, QUERY_member,
				(struct slice){ NULL, 0 }, nth - own, value);
}

/* Fields with at most one value. */
static bool give_one(const struct event_row *row, enum query_field field,
		     struct query_value *value)
{
	const struct event *event = row->event;
	if (field == QUERY_kind) {
		value->text = slice_from(
			directive_of((enum event_kind)event->kind)->keyword);
	} else if (field == QUERY_date) {
		value->day = event->day;
	} else if (field == QUERY_ref) {
		value->text = event_reference(row->journal, event);
		return value->text.length > 0;
	} else if (field == QUERY_amount) {
		value->number = event->money;
		value->scale = currency_scale(event->currency);
		return event->currency != CURRENCY_NONE;
	} else if (field == QUERY_reward) {
		value->text = event_operand(row->journal, event);
		return is_redemption(row);
	} else {
		return give_state(row, value);
	}
	return true;
}

/* Attributes of the line first, then of the profile. */
static bool give_pair(struct event_row *row, struct slice key, size_t nth,
		      struct query_value *value)
{
	uint32_t number = member_row_key(row->journal, key);
	if (give_attribute(row, number, &nth, value))
		return true;
	return row->member.book && row->member.member != NONE &&
	       member_row_profile(&row->member, number, nth, &value->text);
}

/* Fields that may have several values. */
static bool give_many(struct event_row *row, enum query_field field, size_t nth,
		      struct query_value *value)
{
	if (field == QUERY_member)
		return give_member(row, nth, value);
	if (field == QUERY_points)
		return give_points(row, nth, value);
	if (field == QUERY_unit)
		return give_unit(row, nth, value);
	if (field == QUERY_store)
		return give_attribute(row, KEY_STORE, &nth, value);
	if (field == QUERY_staff)
		return give_attribute(row, KEY_STAFF, &nth, value);
	if (field == QUERY_tag)
		return give_attribute(row, KEY_TAG, &nth, value);
	return give_item(row, field, nth, value);
}

bool event_row_value(void *context, enum query_field field, struct slice key,
		     size_t nth, struct query_value *value)
{
	const uint64_t many = QUERY_BIT(member) | QUERY_BIT(points) |
			      QUERY_BIT(unit) | QUERY_BIT(store) |
			      QUERY_BIT(staff) | QUERY_BIT(tag) |
			      QUERY_BIT(category) | QUERY_BIT(sku);
	const uint64_t one = QUERY_BIT(kind) | QUERY_BIT(date) |
			     QUERY_BIT(ref) | QUERY_BIT(amount) |
			     QUERY_BIT(reward) | QUERY_BIT(state);
	struct event_row *row = context;
	if (field == QUERY_attr)
		return give_pair(row, key, nth, value);
	if (many >> field & 1)
		return give_many(row, field, nth, value);
	if (one >> field & 1)
		return nth == 0 && give_one(row, field, value);
	return row->member.book &&
	       member_row_value(&row->member, field, key, nth, value);
}
