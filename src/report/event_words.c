/*
 * Putting events into words. Reasons (the quoted text of a line) are added
 * where they say more than the rest.
 */
#include "report/event_words.h"

#include "base/currency.h"
#include "base/decimal.h"
#include "base/text.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "report/movements.h"
#include "report/sheet.h"

void event_words_add_points(struct text *text, const struct book *book,
			    int unit, int64_t points)
{
	const struct unit *u = &book->programs->units[unit];
	bool is_one = points == decimal_power(u->decimals) ||
		      points == -decimal_power(u->decimals);

	decimal_add_text(text, points, u->decimals, false);
	text_add_char(text, ' ');
	text_add_slice(text,
		       is_one || u->plural.length == 0 ? u->name : u->plural);
}

void event_words_add_member(struct text *text, const struct book *book,
			    uint32_t member)
{
	struct slice name = book_member_name(book, member);

	text_add_slice(text, intern_text(&book->journal->members, member));
	if (name.length == 0)
		return;
	text_add_char(text, ' ');
	text_add_slice(text, name);
}

struct slice event_words_reference(const struct journal *journal,
				   const struct event *event)
{
	switch ((int)event->kind) {
	case EVENT_APPROVE:
	case EVENT_FULFIL:
	case EVENT_REJECT:
	case EVENT_CANCEL:
	case EVENT_VOID:
	case EVENT_MOVE:
		if (event->reference_length == 0)
			return event_operand(journal, event);
		break;
	default:
		break;
	}
	return event_reference(journal, event);
}

void event_words_set_place(struct sheet_row *row, const struct book *book,
			   uint32_t event)
{
	const struct event *e = &book->journal->events[event];

	row->file = book->journal->sources[e->source]->name;
	row->line = (uint32_t)event_line_number(book->journal, e);
	row->ref = event_words_reference(book->journal, e);
}

static void add_money(struct text *text, const struct event *event)
{
	if (event->currency == CURRENCY_NONE)
		return;
	text_add_char(text, ' ');
	decimal_add_text(text, event->money, currency_scale(event->currency),
			 false);
	text_add_char(text, ' ');
	text_add(text, currency_code(event->currency));
}

static void add_named(struct text *text, const char *before, struct slice name)
{
	if (name.length == 0)
		return;
	text_add(text, before);
	text_add_slice(text, name);
}

static void add_reason(struct text *text, const struct journal *journal,
		       const struct event *event)
{
	const struct attribute *why = event_attribute(journal, event, KEY_WHY);

	if (why == NULL)
		return;
	text_add(text, " \"");
	text_add_slice(text, attribute_text(text->arena, journal, event, why));
	text_add_char(text, '"');
}

/* A purchase says what was sold when that is one thing, else how many. */
static void add_items(struct text *text, const struct journal *journal,
		      const struct event *event)
{
	size_t count = 0;
	struct item first = { .sku = { NULL, 0 } };

	for (uint32_t i = 0; i < event->attribute_count; i++) {
		const struct attribute *one =
			&journal->attributes[event->attributes + i];
		if (one->key != KEY_ITEM)
			continue;
		if (count++ == 0)
			first = item_parse(attribute_raw(journal, event, one));
	}
	if (count == 1)
		add_named(text, " ", first.sku);
	else if (count > 1)
		text_add_format(text, " %zu items", count);
}

/* Kinds that are told by their keyword and second word. */
static bool names_its_operand(enum event_kind kind)
{
	static const bool named[EVENT_KIND_COUNT] = {
		[EVENT_STATUS] = true, [EVENT_TIER] = true,
		[EVENT_STOCK] = true,  [EVENT_APPROVE] = true,
		[EVENT_FULFIL] = true, [EVENT_REJECT] = true,
		[EVENT_CANCEL] = true, [EVENT_VOID] = true,
		[EVENT_MOVE] = true,
	};

	return named[kind];
}

/* What stands behind the keyword. */
static void add_details(struct text *text, const struct book *book,
			const struct event *event)
{
	const struct journal *journal = book->journal;

	switch ((int)event->kind) {
	case EVENT_PURCHASE:
		add_money(text, event);
		add_items(text, journal, event);
		add_named(text, " at ", event_value(journal, event, KEY_STORE));
		return;
	case EVENT_REFUND:
		add_money(text, event);
		add_named(text, " of ", event_value(journal, event, KEY_OF));
		return;
	case EVENT_BONUS:
		add_named(text, " ", event_operand(journal, event));
		add_named(text, " for ", event_value(journal, event, KEY_FOR));
		return;
	case EVENT_REDEEM:
	case EVENT_REQUEST:
		add_named(text, " ", event_operand(journal, event));
		add_money(text, event);
		add_named(text, " on ", event_value(journal, event, KEY_ON));
		return;
	case EVENT_TRANSFER:
	case EVENT_MERGE:
		add_named(text, " from ", event_member(journal, event));
		add_named(text, " to ", event_operand(journal, event));
		break;
	default:
		if (names_its_operand((enum event_kind)event->kind))
			add_named(text, " ", event_operand(journal, event));
		break;
	}
	add_reason(text, journal, event);
}

struct slice event_words(struct arena *arena, const struct book *book,
			 const struct event *event)
{
	struct text text;

	text_init(&text, arena);
	text_add(&text, directive_of((enum event_kind)event->kind)->keyword);
	add_details(&text, book, event);
	return text_slice(&text);
}

static void add_day(struct text *text, struct day day)
{
	char buffer[DAY_TEXT_MAX];

	day_print(day, buffer);
	text_add(text, buffer);
}

/* A step in the life of another event is told as that event. */
static bool is_step(const struct event *event)
{
	return event->kind == EVENT_APPROVE || event->kind == EVENT_FULFIL ||
	       event->kind == EVENT_REJECT || event->kind == EVENT_CANCEL ||
	       event->kind == EVENT_VOID || event->kind == EVENT_MOVE;
}

static void add_step(struct text *text, const struct book *book,
		     const struct event *event)
{
	const struct journal *journal = book->journal;
	uint32_t target = journal_find(journal, event_operand(journal, event));

	if (target != EVENT_NONE) {
		const struct event *of = &journal->events[target];
		text_add(text, " of ");
		text_add(text,
			 directive_of((enum event_kind)of->kind)->keyword);
		add_details(text, book, of);
	}
	add_reason(text, journal, event);
}

struct slice event_words_of_movement(struct arena *arena,
				     const struct book *book,
				     const struct movement *movement)
{
	const struct event *e = &book->journal->events[movement->event];
	struct text text;

	text_init(&text, arena);
	if (movement->lot != NONE) {
		text_add(&text, " of ");
		add_day(&text, book->lots[movement->lot].earned);
		text_add(&text, ": ");
		text_add(&text,
			 directive_of((enum event_kind)e->kind)->keyword);
		add_details(&text, book, e);
	} else if (e->kind == EVENT_TRANSFER) {
		bool came = movement->points > 0;
		add_named(&text, came ? " from " : " to ",
			  came ? event_member(book->journal, e)
			       : event_operand(book->journal, e));
		add_reason(&text, book->journal, e);
	} else if (is_step(e)) {
		add_step(&text, book, e);
	} else {
		add_details(&text, book, e);
	}
	if (movement->held != 0 && movement->points == 0) {
		text_add(&text, movement->held > 0 ? " holds " : " frees ");
		event_words_add_points(&text, book, movement->unit,
				       movement->held > 0 ? movement->held
							  : -movement->held);
	}
	struct slice words = text_slice(&text);
	return words.length > 0 ? slice_from_offset(words, 1) : words;
}
