/*
 * The journal as data: its tables of directives and attributes, and what an
 * event's record says, as slices of the text it points into. Reading the text
 * is parser.c's business, writing it printer.c's.
 */
#include "journal/journal.h"

#include "base/bug.h"
#include "base/currency.h"
#include "base/text.h"

static const struct directive directives[] = {
#define DIRECTIVE(kind, keyword, dated, moves, private)                        \
	{ keyword, dated, moves, private },
#include "journal/directives.def"
#undef DIRECTIVE
};

struct attribute_row {
	const char *name;
	enum attribute_form form;
};

static const struct attribute_row rows[] = {
#define ATTRIBUTE(key, name, form) { name, FORM_##form },
#include "journal/attributes.def"
#undef ATTRIBUTE
};

void journal_init(struct journal *journal, struct arena *arena, uint64_t seed)
{
	*journal = (struct journal){ .arena = arena, .seed = seed };
	intern_init(&journal->members, arena, seed);
	intern_init(&journal->words, arena, seed);
	intern_init(&journal->units, arena, seed);
	intern_init(&journal->keys, arena, seed);
	intern_add(&journal->units, SLICE(""));
}

const struct directive *directive_of(enum event_kind kind)
{
	if ((unsigned)kind >= EVENT_KIND_COUNT)
		BUG("no such directive");
	return &directives[kind];
}

enum event_kind directive_find(struct slice keyword)
{
	int kind = 0;

	while (kind < EVENT_KIND_COUNT &&
	       !slice_is(keyword, directives[kind].keyword))
		kind++;
	return (enum event_kind)kind;
}

const char *attribute_name(enum attribute_key key)
{
	if ((unsigned)key >= KEY_COUNT)
		BUG("no such attribute");
	return rows[key].name;
}

enum attribute_form attribute_form(enum attribute_key key)
{
	if ((unsigned)key >= KEY_COUNT)
		BUG("no such attribute");
	return rows[key].form;
}

struct slice event_line(const struct journal *journal,
			const struct event *event)
{
	const struct source *source = journal->sources[event->source];

	return (struct slice){ source->text.text + event->start,
			       event->length };
}

struct place event_place(const struct journal *journal,
			 const struct event *event)
{
	return (struct place){ journal->sources[event->source], event->start,
			       event->length };
}

/* Where the line first has the bytes of `part`; empty when it has not. */
static struct slice find_part(struct slice line, struct slice part)
{
	for (size_t at = 0; at + part.length <= line.length; at++) {
		struct slice found = { line.text + at, part.length };

		if (slice_equal(found, part))
			return found;
	}
	return (struct slice){ NULL, 0 };
}

struct place event_part(const struct journal *journal,
			const struct event *event, struct slice part)
{
	struct slice line = event_line(journal, event);

	if (part.length > 0 &&
	    (part.text < line.text || part.text >= line.text + line.length))
		part = find_part(line, part);
	if (part.length == 0)
		return event_place(journal, event);
	return source_place(journal->sources[event->source], part);
}

size_t event_line_number(const struct journal *journal,
			 const struct event *event)
{
	size_t line;
	size_t column;

	source_locate(journal->sources[event->source], event->start, &line,
		      &column);
	return line;
}

struct slice event_reference(const struct journal *journal,
			     const struct event *event)
{
	const struct source *source = journal->sources[event->source];

	if (event->reference_length == 0)
		return (struct slice){ NULL, 0 };
	return (struct slice){ source->text.text + event->start +
				       event->reference,
			       event->reference_length };
}

struct slice event_member(const struct journal *journal,
			  const struct event *event)
{
	return intern_text(&journal->members, event->member);
}

struct slice event_operand(const struct journal *journal,
			   const struct event *event)
{
	if (event->kind == EVENT_TRANSFER || event->kind == EVENT_MERGE)
		return intern_text(&journal->members, event->operand);
	return intern_text(&journal->words, event->operand);
}

struct quantity event_quantity(const struct journal *journal,
			       const struct event *event, size_t i)
{
	if (i >= event->quantities)
		BUG("points that the event does not have");
	if (i == 0)
		return (struct quantity){ event->points, event->scale,
					  event->unit };
	return journal->quantities[event->more + i - 1];
}

const struct attribute *event_attribute(const struct journal *journal,
					const struct event *event, uint32_t key)
{
	for (uint32_t i = 0; i < event->attribute_count; i++) {
		const struct attribute *attribute =
			&journal->attributes[event->attributes + i];

		if (attribute->key == key)
			return attribute;
	}
	return NULL;
}

struct slice attribute_raw(const struct journal *journal,
			   const struct event *event,
			   const struct attribute *attribute)
{
	const struct source *source = journal->sources[event->source];
	struct slice raw = { source->text.text + event->start +
				     attribute->start,
			     attribute->length };

	if (raw.length >= 2 && raw.text[0] == '"')
		return (struct slice){ raw.text + 1, raw.length - 2 };
	return raw;
}

struct slice attribute_text(struct arena *arena, const struct journal *journal,
			    const struct event *event,
			    const struct attribute *attribute)
{
	struct slice raw = attribute_raw(journal, event, attribute);
	bool quoted = raw.length != attribute->length;
	char *plain;
	size_t length = 0;

	if (!quoted || slice_find(raw, '\\') == raw.length)
		return raw;
	plain = arena_take(arena, raw.length);
	for (size_t i = 0; i < raw.length; i++) {
		if (raw.text[i] == '\\' && i + 1 < raw.length)
			i++;
		plain[length++] = raw.text[i];
	}
	return (struct slice){ plain, length };
}

struct slice event_value(const struct journal *journal,
			 const struct event *event, uint32_t key)
{
	const struct attribute *found = event_attribute(journal, event, key);

	return found ? attribute_raw(journal, event, found)
		     : (struct slice){ NULL, 0 };
}

struct day event_day_value(const struct journal *journal,
			   const struct event *event, uint32_t key)
{
	struct slice value = event_value(journal, event, key);
	struct day day = DAY_NONE;

	if (value.length > 0 && !day_parse(value, &day))
		return DAY_NONE;
	return day;
}

bool attribute_money(struct slice value, int64_t *amount, uint8_t *currency)
{
	struct decimal decimal;
	struct slice code;
	uint8_t found;

	value = slice_trim(value);
	if (value.length < 4)
		return false;
	code = slice_from_offset(value, value.length - 3);
	value.length -= 3;
	value = slice_trim(value);
	found = currency_find(code);
	if (found == CURRENCY_NONE ||
	    decimal_parse(value, &decimal) != DECIMAL_OK ||
	    decimal_rescale(decimal, currency_scale(found), amount) !=
		    DECIMAL_OK)
		return false;
	*currency = found;
	return true;
}

struct item item_parse(struct slice value)
{
	struct item item = { .has_amount = false };
	struct slice quantity;
	struct slice amount;
	struct slice name = slice_cut(value, ':', &quantity);
	size_t slash = slice_find(name, '/');

	item.sku = name;
	if (slash < name.length) {
		item.category = (struct slice){ name.text, slash };
		item.sku = slice_from_offset(name, slash + 1);
	}
	quantity = slice_cut(quantity, ':', &amount);
	if (decimal_parse(quantity, &item.quantity) != DECIMAL_OK)
		item.quantity = (struct decimal){ 0, 0 };
	item.has_amount = decimal_parse(amount, &item.amount) == DECIMAL_OK;
	return item;
}

size_t journal_count_events(const struct journal *journal)
{
	size_t count = 0;

	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];

		count += day_is_real(event->day) &&
			 !(event->flags & EVENT_DUPLICATE);
	}
	return count;
}
