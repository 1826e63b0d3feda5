/*
 * Tickets and people as lines of the journal, still without the points that
 * the rules compute. Attributes stand in canonical order.
 */
#include <stdlib.h>
#include <string.h>

#include "base/currency.h"
#include "exchange/import_state.h"

enum {
	ITEMS_MAX = 50000 /* bytes of a line that its articles may take */
};

/* A line and what it is sorted by. */
struct sorted_line {
	struct import_line line;
	int16_t minute;
	uint8_t rank; /* within a day: joins first */
	struct slice reference;
};

struct line_list {
	struct import *import;
	struct sorted_line *list;
	size_t count, capacity;
	struct text line; /* being made */
};

/* --- parts of a line -------------------------------------------------------- */

static bool is_plain(struct slice value)
{
	if (value.length == 0)
		return false;
	for (size_t i = 0; i < value.length; i++)
		if (strchr(" \t\";\\", value.text[i]) ||
		    (unsigned char)value.text[i] >= 0x80)
			return false;
	return true;
}

static void add_quoted(struct text *line, struct slice value)
{
	text_add_char(line, '"');
	for (size_t i = 0; i < value.length; i++) {
		if (value.text[i] == '"' || value.text[i] == '\\')
			text_add_char(line, '\\');
		text_add_char(line, value.text[i]);
	}
	text_add_char(line, '"');
}

static void add_attribute(struct text *line, enum attribute_key key,
			  struct slice value)
{
	if (value.length == 0)
		return;
	text_add_char(line, ' ');
	text_add(line, attribute_name(key));
	text_add_char(line, ':');
	if (is_plain(value))
		text_add_slice(line, value);
	else
		add_quoted(line, value);
}

static void add_money(struct import *import, struct text *line, int64_t money)
{
	text_add_char(line, ' ');
	decimal_add_text(line, money, import->scale, false);
	text_add_char(line, ' ');
	text_add(line, currency_code(import->currency));
}

static void add_amounts(struct import *import, const struct ticket *ticket,
			struct text *line)
{
	static const enum attribute_key keys[AMOUNT_COUNT] = {
		[AMOUNT_TAX] = KEY_TAX,
		[AMOUNT_SHIPPING] = KEY_SHIPPING,
		[AMOUNT_DISCOUNT] = KEY_DISCOUNT,
		[AMOUNT_GIFT_CARD] = KEY_GIFT_CARD,
	};

	if (ticket->amounts == NONE)
		return;
	for (size_t i = 0; i < AMOUNT_COUNT; i++) {
		int64_t amount = import->amounts[ticket->amounts].of[i];

		if (amount == 0)
			continue;
		text_add_format(line, " %s:", attribute_name(keys[i]));
		decimal_add_text(line, amount < 0 ? -amount : amount,
				 import->scale, false);
	}
}

static void add_words(struct import *import, const struct ticket *ticket,
		      struct text *line)
{
	static const enum attribute_key keys[WORD_COUNT] = {
		[WORD_STORE] = KEY_STORE,     [WORD_TILL] = KEY_TILL,
		[WORD_CHANNEL] = KEY_CHANNEL, [WORD_CAMPAIGN] = KEY_CAMPAIGN,
		[WORD_PARTNER] = KEY_PARTNER, [WORD_STAFF] = KEY_STAFF,
	};

	for (size_t i = 0; i < WORD_COUNT; i++)
		if (ticket->words[i] != NONE)
			add_attribute(
				line, keys[i],
				intern_text(&import->words, ticket->words[i]));
}

/* The articles from the first to the last; the chain runs the other way. */
static void add_items(struct import *import, const struct ticket *ticket,
		      struct text *line)
{
	size_t before = line->length;
	uint32_t *order;
	size_t count = 0;

	if (ticket->flags & TICKET_RETURNS)
		return;
	for (uint32_t i = ticket->items; i != NONE; i = import->items[i].next)
		count++;
	order = arena_take_array(import->arena, count, sizeof(*order));
	count = 0;
	for (uint32_t i = ticket->items; i != NONE; i = import->items[i].next)
		order[count++] = i;
	while (count-- > 0) {
		const struct ticket_item *item = &import->items[order[count]];
		struct text value;

		text_init(&value, import->arena);
		text_add_slice(&value, item->name);
		text_add_char(&value, ':');
		decimal_add_text(&value, item->quantity.mantissa,
				 item->quantity.scale, false);
		if (item->has_amount) {
			text_add_char(&value, ':');
			decimal_add_text(&value, item->amount, import->scale,
					 false);
		}
		add_attribute(line, KEY_ITEM, text_slice(&value));
	}
	if (line->length - before <= ITEMS_MAX)
		return;
	line->length = before;
	line->bytes[before] = '\0';
	import_complain(import, ticket, DIAGNOSTIC_import_listed,
			"'%s' has too many articles for one line: it is taken "
			"without them",
			import_shown(import, ticket->reference));
}

/* --- lines ------------------------------------------------------------------ */

static struct sorted_line *add_line(struct line_list *lines, struct day day,
				    struct slice text)
{
	struct sorted_line *added;

	lines->list =
		arena_grow(lines->import->arena, lines->list, lines->count + 1,
			   sizeof(*lines->list), &lines->capacity);
	added = &lines->list[lines->count++];
	*added = (struct sorted_line){ .line = { .day = day, .text = text },
				       .minute = 0 };
	return added;
}

static void add_moment(struct text *line, const struct ticket *ticket)
{
	char day[DAY_TEXT_MAX];

	day_print(ticket->day, day);
	text_add(line, day);
	if (ticket->minute != MINUTE_NONE && !day_is_real(ticket->sold))
		text_add_format(line, "T%02d:%02d", ticket->minute / 60,
				ticket->minute % 60);
}

static void add_sold(struct text *line, const struct ticket *ticket)
{
	char day[DAY_TEXT_MAX];

	if (!day_is_real(ticket->sold))
		return;
	day_print(ticket->sold, day);
	add_attribute(line, KEY_SOLD, slice_from(day));
}

/* Reward, points and money of a redemption, points of an opening balance. */
static void add_points(struct import *import, const struct ticket *ticket,
		       struct text *line)
{
	if (ticket->kind == EVENT_REDEEM)
		text_add_format(line, " %.*s",
				SLICE_ARGS(ticket->reward.length > 0
						   ? ticket->reward
						   : import->options->reward));
	if (!(ticket->flags & TICKET_HAS_POINTS))
		return;
	text_add_char(line, ' ');
	if (ticket->kind == EVENT_REDEEM)
		text_add_char(line, '-');
	decimal_add_text(line, ticket->points, import->point_scale,
			 ticket->kind != EVENT_REDEEM);
}

/* Places within a day, as in book order: joins are 0. */
static uint8_t rank_of(enum event_kind kind)
{
	if (kind == EVENT_REFUND)
		return 3;
	return kind == EVENT_REDEEM ? 2 : 1;
}

static void add_ticket(struct line_list *lines, const struct ticket *ticket)
{
	struct import *import = lines->import;
	bool is_sale =
		ticket->kind == EVENT_PURCHASE || ticket->kind == EVENT_REFUND;
	struct sorted_line *added;
	struct text *line = &lines->line;

	text_clear(line);
	add_moment(line, ticket);
	text_add_char(line, ' ');
	text_add(line, directive_of((enum event_kind)ticket->kind)->keyword);
	text_add_char(line, ' ');
	text_add_slice(line, import->people[ticket->person].id);
	if (!is_sale)
		add_points(import, ticket, line);
	if (ticket->flags & TICKET_HAS_MONEY)
		add_money(import, line, ticket->money);
	if (ticket->kind == EVENT_REFUND)
		add_attribute(line, KEY_OF, ticket->target);
	if (is_sale)
		add_amounts(import, ticket, line);
	add_words(import, ticket, line);
	if (is_sale)
		add_sold(line, ticket);
	if (is_sale)
		add_items(import, ticket, line);
	text_add(line, " ^");
	text_add_slice(line, ticket->reference);
	added = add_line(lines, ticket->day,
			 arena_copy_slice(import->arena, text_slice(line)));
	if (ticket->minute != MINUTE_NONE)
		added->minute = ticket->minute;
	added->rank = rank_of((enum event_kind)ticket->kind);
	added->reference = ticket->reference;
}

/* A profile has a name: of somebody without one the contact stands there,
 * until a person writes it. */
static struct slice profile_name(const struct person *person)
{
	const struct slice names[] = { person->name, person->email,
				       person->phone, person->card };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (names[i].length > 0)
			return names[i];
	}
	return person->id;
}

static void add_profile(struct line_list *lines, const struct person *person)
{
	struct text line;
	struct sorted_line *added;

	if (person->name.length + person->email.length + person->phone.length +
		    person->card.length + person->birthday.length +
		    person->address.length ==
	    0)
		return;
	text_init(&line, lines->import->arena);
	text_add_format(&line, "profile %.*s ", SLICE_ARGS(person->id));
	add_quoted(&line, profile_name(person));
	add_attribute(&line, KEY_EMAIL, person->email);
	add_attribute(&line, KEY_PHONE, person->phone);
	add_attribute(&line, KEY_CARD, person->card);
	add_attribute(&line, KEY_BIRTHDAY, person->birthday);
	add_attribute(&line, KEY_ADDRESS, person->address);
	added = add_line(lines, DAY_NONE, text_slice(&line));
	added->line.is_private = true;
}

static void add_person(struct line_list *lines, const struct person *person)
{
	struct import *import = lines->import;
	char day[DAY_TEXT_MAX];

	day_print(person->earliest, day);
	add_line(lines, person->earliest,
		 slice_from(arena_print(import->arena, "%s join %.*s", day,
					SLICE_ARGS(person->id))));
	if (person->state == PERSON_NEW)
		add_profile(lines, person);
}

/* Who joins now, and who earlier than the book says. */
static void find_joins(struct import *import)
{
	bool joins = import->options->unknown == IMPORT_JOIN;

	for (size_t i = 0; i < import->person_count; i++)
		if (!import->people[i].joins)
			import->people[i].earliest = DAY_NONE;
	for (size_t i = 0; i < import->ticket_count; i++) {
		const struct ticket *ticket = &import->tickets[i];
		struct person *person;

		if (ticket->flags & TICKET_SETTLED)
			continue;
		person = &import->people[ticket->person];
		if (person->joins &&
		    import->sources[ticket->file].layout.kind == PRESET_MEMBERS)
			continue;
		if (person->state == PERSON_KNOWN &&
		    (!joins ||
		     day_compare(import->book->members[person->member].joined,
				 ticket->day) <= 0))
			continue;
		person->joins = true;
		if (!day_is_real(person->earliest) ||
		    day_compare(ticket->day, person->earliest) < 0)
			person->earliest = ticket->day;
	}
}

static int compare_lines(const void *a, const void *b)
{
	const struct sorted_line *one = a;
	const struct sorted_line *other = b;
	int order = day_compare(one->line.day, other->line.day);

	if (order == 0)
		order = one->rank - other->rank;
	if (order == 0)
		order = one->minute - other->minute;
	if (order == 0)
		order = slice_compare_natural(one->reference, other->reference);
	return order ? order : slice_compare(one->line.text, other->line.text);
}

void import_add_line(struct import *import, struct import_line line)
{
	struct import_plan *plan = import->plan;

	plan->lines =
		arena_grow(import->keep, plan->lines, plan->line_count + 1,
			   sizeof(*plan->lines), &import->line_capacity);
	plan->lines[plan->line_count++] = line;
}

void import_make_lines(struct import *import)
{
	struct line_list lines = { .import = import };

	text_init(&lines.line, import->arena);
	find_joins(import);
	for (size_t i = 0; i < import->person_count; i++)
		if (import->people[i].has_profile)
			intern_add(&import->from_lists,
				   arena_copy_slice(import->keep,
						    import->people[i].id));
	for (size_t i = 0; i < import->person_count; i++)
		if (import->people[i].joins)
			add_person(&lines, &import->people[i]);
		else if (import->people[i].has_profile &&
			 import->people[i].state == PERSON_KNOWN)
			add_profile(&lines, &import->people[i]);
	for (size_t i = 0; i < import->ticket_count; i++) {
		struct ticket *ticket = &import->tickets[i];

		if (ticket->flags & TICKET_SETTLED)
			continue;
		add_ticket(&lines, ticket);
		import_settle(import, ticket,
			      ticket->kind == EVENT_REFUND ? IMPORT_REFUNDS
							   : IMPORT_NEW);
	}
	if (lines.count > 0)
		qsort(lines.list, lines.count, sizeof(*lines.list),
		      compare_lines);
	for (size_t i = 0; i < lines.count; i++)
		import_add_line(import, lines.list[i].line);
}
