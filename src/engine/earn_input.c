/*
 * A line of the journal as rules see it. Nothing is copied but lists of items
 * and tags and texts with escapes; a plain purchase takes no memory at all.
 */
#include "engine/earn.h"

#include "base/arena.h"
#include "base/currency.h"
#include "journal/journal.h"

/* Lists that are as long as the line has attributes at most. */
struct lists {
	struct earn_item *items;
	size_t item_count;
	struct slice *tags;
	size_t tag_count;
	bool pattern_limit;
};

struct reader {
	struct arena *arena;
	const struct journal *journal;
	const struct program *program;
	const struct event *event;
	struct lists lists;
};

static bool read_item(struct reader *reader, struct slice value)
{
	struct lists *lists = &reader->lists;
	struct item item = item_parse(value);
	if (lists->items == NULL)
		lists->items = arena_take_array(reader->arena,
						reader->event->attribute_count,
						sizeof(*lists->items));
	struct earn_item *to = &lists->items[lists->item_count++];
	*to = (struct earn_item){ .category = program_category(
					  reader->program, item.category,
					  item.sku, &lists->pattern_limit),
				  .sku = item.sku,
				  .quantity = item.quantity,
				  .has_amount = item.has_amount };
	return !item.has_amount ||
	       decimal_rescale(item.amount,
			       currency_scale(reader->program->currency),
			       &to->amount) == DECIMAL_OK;
}

static void read_tag(struct reader *reader, struct slice tag)
{
	struct lists *lists = &reader->lists;
	if (lists->tags == NULL)
		lists->tags = arena_take_array(reader->arena,
					       reader->event->attribute_count,
					       sizeof(*lists->tags));
	lists->tags[lists->tag_count++] = tag;
}

static bool read_money(const struct reader *reader, struct slice value,
		       int64_t *amount)
{
	struct decimal decimal;
	return decimal_parse(value, &decimal) == DECIMAL_OK &&
	       decimal_rescale(decimal,
			       currency_scale(reader->program->currency),
			       amount) == DECIMAL_OK;
}

/* Where the amount of a key belongs, NULL for other keys. */
static int64_t *amount_of(struct earn_input *input, uint32_t key)
{
	switch (key) {
	case KEY_TAX:
		return &input->tax;
	case KEY_SHIPPING:
		return &input->shipping;
	case KEY_DISCOUNT:
		return &input->discount;
	case KEY_GIFT_CARD:
		return &input->gift_card;
	default:
		return NULL;
	}
}

static struct slice *word_of(struct earn_input *input, uint32_t key)
{
	switch (key) {
	case KEY_STORE:
		return &input->store;
	case KEY_TILL:
		return &input->till;
	case KEY_CHANNEL:
		return &input->channel;
	case KEY_CAMPAIGN:
		return &input->campaign;
	case KEY_PARTNER:
		return &input->partner;
	default:
		return NULL;
	}
}

static bool read_attribute(struct reader *reader, struct earn_input *input,
			   const struct attribute *attribute)
{
	uint32_t key = attribute->key;
	int64_t *amount = amount_of(input, key);
	struct slice *word = word_of(input, key);
	if (amount == NULL && word == NULL && key != KEY_ITEM &&
	    key != KEY_TAG && key != KEY_SOLD)
		return true;
	struct slice value = attribute_text(reader->arena, reader->journal,
					    reader->event, attribute);
	if (amount != NULL)
		return read_money(reader, value, amount);
	if (word != NULL)
		*word = value;
	else if (key == KEY_ITEM)
		return read_item(reader, value);
	else if (key == KEY_TAG)
		read_tag(reader, value);
	else
		day_parse(value, &input->day);
	return true;
}

bool earn_input_from_event(struct arena *arena, const struct journal *journal,
			   const struct program *program,
			   const struct event *event, struct earn_input *input)
{
	struct reader reader = { .arena = arena,
				 .journal = journal,
				 .program = program,
				 .event = event };
	bool fits = true;
	*input = (struct earn_input){ .day = event->day,
				      .minute = event->minute,
				      .has_money =
					      event->currency != CURRENCY_NONE,
				      .money = event->money,
				      .member = event->member,
				      .level = -1 };
	for (uint32_t i = 0; i < event->attribute_count; i++)
		fits = read_attribute(
			       &reader, input,
			       &journal->attributes[event->attributes + i]) &&
		       fits;
	input->items = reader.lists.items;
	input->item_count = reader.lists.item_count;
	input->tags = reader.lists.tags;
	input->tag_count = reader.lists.tag_count;
	input->pattern_limit = reader.lists.pattern_limit;
	return fits;
}
