/*
 * Tickets: what a row says, and how the rows of one receipt add up. A wrong
 * row spoils its ticket: it is not taken in part.
 */
#include <string.h>

#include "base/currency.h"
#include "exchange/import_state.h"
#include "exchange/number_cell.h"

void import_settle(struct import *import, struct ticket *ticket,
		   enum import_outcome outcome)
{
	struct import_total *total = &import->plan->totals[outcome];
	bool takes = ticket->kind == EVENT_REFUND;

	ticket->outcome = (uint8_t)outcome;
	ticket->flags |= TICKET_SETTLED;
	total->rows += ticket->rows;
	total->events++;
	if (ticket->flags & TICKET_HAS_MONEY)
		(void)(takes ? amount_subtract(total->money, ticket->money,
					       &total->money)
			     : amount_add(total->money, ticket->money,
					  &total->money));
}

/* --- the receipt ------------------------------------------------------------ */

/* Appends a part to the receipt being made, joined by a slash. */
static void add_part(struct text *receipt, struct slice part)
{
	if (part.length == 0)
		return;
	if (receipt->length > 0)
		text_add_char(receipt, '/');
	text_add_slice(receipt, part);
}

/* The day as the file writes it; what is wrong with it is said elsewhere. */
static void add_day(struct import_row *row, struct text *receipt)
{
	const struct date_style *style = &row->file->dates[ROLE_DATE];
	char text[DAY_TEXT_MAX];
	struct day day;
	size_t column;
	int minute;

	if (!csv_layout_column(&row->file->layout, ROLE_DATE, &column) ||
	    date_cell_parse(import_cell(row, column), style, &day, &minute) !=
		    DATE_OK)
		return;
	day_print(day, text);
	add_part(receipt, slice_from(text));
}

static void add_role(struct import_row *row, enum preset_role role,
		     struct text *receipt)
{
	struct slice word;

	if (role == ROLE_DATE)
		add_day(row, receipt);
	else if (import_word(row, role, &word))
		add_part(receipt, word);
}

/* The receipt as the preset's recipe makes it. */
static struct slice make_receipt(struct import_row *row)
{
	const struct preset_names *recipe =
		&row->file->layout.preset->reference;
	struct import *import = row->import;
	struct text receipt;
	struct slice word;

	if (recipe->count == 0)
		return import_word(row, ROLE_RECEIPT, &word)
			       ? arena_copy_slice(import->arena, word)
			       : (struct slice){ NULL, 0 };
	text_init(&receipt, import->arena);
	for (size_t i = 0; i < recipe->count; i++)
		add_role(row, preset_find_role(recipe->list[i]), &receipt);
	return text_slice(&receipt);
}

/* What the ticket is known by, of its kind. */
static void read_receipt(struct import_row *row, struct ticket *ticket)
{
	struct arena *arena = row->import->arena;
	struct slice word;

	ticket->receipt = make_receipt(row);
	if (ticket->kind == EVENT_REFUND) {
		if (import_word(row, ROLE_OF, &word))
			ticket->of = arena_copy_slice(arena, word);
		if (import_word(row, ROLE_REFUND_RECEIPT, &word))
			ticket->receipt = arena_copy_slice(arena, word);
		else if (ticket->of.length > 0 &&
			 (ticket->receipt.length == 0 ||
			  slice_equal(ticket->of, ticket->receipt)))
			ticket->receipt = slice_from(arena_print(
				arena, "%.*s/refund", SLICE_ARGS(ticket->of)));
	} else if (ticket->kind == EVENT_REDEEM &&
		   row->file->layout.kind == PRESET_SALES &&
		   ticket->receipt.length > 0) {
		ticket->receipt = slice_from(arena_print(
			arena, "%.*s/redeem", SLICE_ARGS(ticket->receipt)));
	}
}

/* --- the amounts ------------------------------------------------------------ */

/* Quantity times price. */
static bool read_product(struct import_row *row, int64_t *money)
{
	struct decimal quantity;
	struct decimal price;
	struct ratio product;
	size_t column;
	int64_t exact;

	if (!import_decimal(row, ROLE_QUANTITY, &quantity) ||
	    !import_decimal(row, ROLE_PRICE, &price))
		return false;
	csv_layout_column(&row->file->layout, ROLE_PRICE, &column);
	if (ratio_multiply(ratio_from_decimal(quantity),
			   ratio_from_decimal(price), &product) &&
	    ratio_round(product, row->import->scale, ROUND_HALF_UP, &exact)) {
		*money = exact;
		return true;
	}
	import_refuse_cell(row, column, "quantity times price is too large");
	return false;
}

/* Adds, or takes off, the roles of a list. */
static void add_roles(struct import_row *row, const struct preset_names *roles,
		      bool subtract, int64_t *money)
{
	size_t column = 0;

	for (size_t i = 0; i < roles->count; i++) {
		enum preset_role role = preset_find_role(roles->list[i]);
		int64_t part;

		if (!import_number(row, role, row->import->scale, &part))
			continue;
		if (subtract ? amount_subtract(*money, part, money)
			     : amount_add(*money, part, money))
			continue;
		csv_layout_column(&row->file->layout, role, &column);
		import_refuse_cell(row, column, "the amount is too large");
	}
}

static void read_money(struct import_row *row, struct ticket *ticket)
{
	const struct csv_layout *layout = &row->file->layout;
	int64_t money = 0;
	bool given = false;

	given = layout->roles[ROLE_AMOUNT].count > 0
			? import_number(row, ROLE_AMOUNT, row->import->scale,
					&money)
			: read_product(row, &money);
	if (!given)
		return;
	add_roles(row, &layout->preset->add, false, &money);
	add_roles(row, &layout->preset->subtract, true, &money);
	ticket->money = money;
	ticket->flags |= TICKET_HAS_MONEY;
	if (money < 0)
		ticket->flags |= TICKET_RETURNS;
}

static void read_amounts(struct import_row *row, struct ticket *ticket)
{
	static const enum preset_role roles[AMOUNT_COUNT] = {
		[AMOUNT_TAX] = ROLE_TAX,
		[AMOUNT_SHIPPING] = ROLE_SHIPPING,
		[AMOUNT_DISCOUNT] = ROLE_DISCOUNT,
		[AMOUNT_GIFT_CARD] = ROLE_GIFT_CARD,
	};
	struct import *import = row->import;
	struct ticket_amounts amounts = { 0 };
	bool any = false;

	for (size_t i = 0; i < AMOUNT_COUNT; i++)
		any |= import_number(row, roles[i], import->scale,
				     &amounts.of[i]) &&
		       amounts.of[i] != 0;
	if (!any)
		return;
	import->amounts = arena_grow(
		import->arena, import->amounts, import->amount_count + 1,
		sizeof(*import->amounts), &import->amount_capacity);
	ticket->amounts = (uint32_t)import->amount_count;
	import->amounts[import->amount_count++] = amounts;
}

static void check_currency(struct import_row *row)
{
	struct slice code;
	size_t column;

	if (import_text(row, ROLE_CURRENCY, &code, &column) &&
	    !preset_same_words(
		    code, slice_from(currency_code(row->import->currency))))
		import_refuse_cell(row, column,
				   "'%s' is not the programme's currency, %s",
				   import_shown(row->import, code),
				   currency_code(row->import->currency));
}

/* --- one row ---------------------------------------------------------------- */

static void read_time(struct import_row *row, struct ticket *ticket)
{
	struct slice cell;
	size_t column;
	struct day day;
	int minute = MINUTE_NONE;

	if (import_day(row, ROLE_DATE, &ticket->day, &minute)) {
		ticket->flags |= TICKET_DAY_GIVEN;
		ticket->minute = (int16_t)minute;
	}
	if (!import_text(row, ROLE_TIME, &cell, &column))
		return;
	if (date_cell_parse_time(cell, &minute) ||
	    (date_cell_parse(cell, &row->file->dates[ROLE_DATE], &day,
			     &minute) == DATE_OK &&
	     minute != MINUTE_NONE))
		ticket->minute = (int16_t)minute;
	else
		import_refuse_cell(row, column, "'%s' is not a time of day",
				   import_shown(row->import, cell));
}

static void read_words(struct import_row *row, struct ticket *ticket)
{
	static const enum preset_role roles[WORD_COUNT] = {
		[WORD_STORE] = ROLE_STORE,     [WORD_TILL] = ROLE_TILL,
		[WORD_CHANNEL] = ROLE_CHANNEL, [WORD_CAMPAIGN] = ROLE_CAMPAIGN,
		[WORD_PARTNER] = ROLE_PARTNER, [WORD_STAFF] = ROLE_STAFF,
	};
	enum {
		ID_MAX = 64
	};
	struct import *import = row->import;
	struct slice word;

	for (size_t i = 0; i < WORD_COUNT; i++) {
		ticket->words[i] = NONE;
		if (!import_word(row, roles[i], &word))
			continue;
		while (word.length > ID_MAX ||
		       (word.length > 0 &&
			word.length < import->scratch.length &&
			((unsigned char)word.text[word.length] & 0xc0) == 0x80))
			word.length--;
		ticket->words[i] = intern_find(&import->words, word);
		if (ticket->words[i] == INTERN_NONE)
			ticket->words[i] = intern_add(
				&import->words,
				arena_copy_slice(import->arena, word));
	}
}

/* Everything the row says; what is wrong was said. */
static void read_ticket(struct import_row *row, struct ticket *ticket)
{
	struct import *import = row->import;
	struct slice word;
	int64_t number;

	read_time(row, ticket);
	read_money(row, ticket);
	if (ticket->kind == EVENT_PURCHASE && ticket->money < 0 &&
	    !row->file->layout.preset->several_rows)
		ticket->kind = EVENT_REFUND;
	read_receipt(row, ticket);
	read_amounts(row, ticket);
	read_words(row, ticket);
	check_currency(row);
	if (import_number(row, ROLE_POINTS, import->point_scale, &number)) {
		ticket->points = number < 0 && ticket->kind == EVENT_REDEEM
					 ? -number
					 : number;
		ticket->flags |= TICKET_HAS_POINTS;
	}
	if (import->options->compares && !row->is_wrong &&
	    import_number(row, ROLE_EARNED, import->point_scale, &number)) {
		ticket->earned = number;
		ticket->flags |= TICKET_HAS_EARNED;
	}
	if (import_number(row, ROLE_REFUNDED, import->scale, &number))
		ticket->refunded = number < 0 ? -number : number;
	if (import_word(row, ROLE_REWARD, &word))
		ticket->reward = arena_copy_slice(import->arena, word);
	ticket->person = import_find_person(row);
	if (ticket->kind == EVENT_PURCHASE)
		import_add_item(row, ticket);
}

/* --- rows of one receipt ---------------------------------------------------- */

/* The ticket of the row's receipt, NONE when it is the first. */
static uint32_t find_ticket(struct import *import, const struct ticket *fresh)
{
	struct text *key = &import->scratch;
	uint32_t number;

	text_clear(key);
	text_add_format(key, "%u %d ", fresh->file, fresh->kind);
	text_add_slice(key, fresh->receipt);
	number = intern_find(&import->receipts, text_slice(key));
	if (number != INTERN_NONE)
		return import->receipt_tickets[number];
	number = intern_add(&import->receipts,
			    arena_copy_slice(import->arena, text_slice(key)));
	import->receipt_tickets = arena_grow(
		import->arena, import->receipt_tickets, number + 1,
		sizeof(*import->receipt_tickets), &import->receipt_capacity);
	import->receipt_tickets[number] = (uint32_t)import->ticket_count;
	return NONE;
}

/* The rows of a receipt must agree on what they all state. */
static void check_agreement(struct import_row *row, const struct ticket *old,
			    const struct ticket *fresh)
{
	size_t column = 0;
	const char *what = NULL;

	if (day_is_real(old->day) && day_is_real(fresh->day) &&
	    day_compare(old->day, fresh->day) != 0) {
		csv_layout_column(&row->file->layout, ROLE_DATE, &column);
		what = "date";
	} else if (old->words[WORD_STORE] != NONE &&
		   fresh->words[WORD_STORE] != NONE &&
		   old->words[WORD_STORE] != fresh->words[WORD_STORE]) {
		csv_layout_column(&row->file->layout, ROLE_STORE, &column);
		what = "store";
	} else if (old->person != NONE && fresh->person != NONE &&
		   old->person != fresh->person) {
		csv_layout_column(&row->file->layout, ROLE_MEMBER, &column);
		what = "member";
	}
	if (what)
		import_refuse_cell(row, column,
				   "receipt '%s' has another %s on line %u",
				   import_shown(row->import, old->receipt),
				   what, old->line);
}

static void merge_amounts(struct import *import, struct ticket *old,
			  const struct ticket *fresh)
{
	struct ticket_amounts *sum;
	struct ticket_amounts *more;

	if (fresh->amounts == NONE)
		return;
	if (old->amounts == NONE) {
		old->amounts = fresh->amounts;
		return;
	}
	sum = &import->amounts[old->amounts];
	more = &import->amounts[fresh->amounts];
	for (size_t i = 0; i < AMOUNT_COUNT; i++)
		if (!amount_add(sum->of[i], more->of[i], &sum->of[i]))
			old->flags |= TICKET_SPOILT;
}

static void merge_items(struct import *import, struct ticket *old,
			const struct ticket *fresh)
{
	uint32_t *end = &old->items;

	if (fresh->items == NONE)
		return;
	/* The newest stands first; lines are made from the other end. */
	import->items[fresh->items].next = *end;
	*end = fresh->items;
}

static void merge(struct import_row *row, struct ticket *old,
		  const struct ticket *fresh)
{
	struct import *import = row->import;
	size_t column = 0;

	check_agreement(row, old, fresh);
	old->rows++;
	old->flags |= fresh->flags;
	if (!day_is_real(old->day))
		old->day = fresh->day;
	if (old->minute == MINUTE_NONE)
		old->minute = fresh->minute;
	if (old->person == NONE)
		old->person = fresh->person;
	for (size_t i = 0; i < WORD_COUNT; i++)
		if (old->words[i] == NONE)
			old->words[i] = fresh->words[i];
	if (!amount_add(old->money, fresh->money, &old->money) ||
	    !amount_add(old->points, fresh->points, &old->points) ||
	    !amount_add(old->earned, fresh->earned, &old->earned) ||
	    !amount_add(old->refunded, fresh->refunded, &old->refunded)) {
		csv_layout_column(&row->file->layout, ROLE_AMOUNT, &column);
		import_refuse_cell(row, column, "the sum is too large");
	}
	merge_amounts(import, old, fresh);
	merge_items(import, old, fresh);
	if (row->is_wrong)
		old->flags |= TICKET_SPOILT;
}

void import_add_row(struct import_row *row, enum event_kind kind,
		    bool is_excluded)
{
	struct import *import = row->import;
	struct ticket fresh = {
		.day = DAY_NONE,
		.sold = DAY_NONE,
		.minute = MINUTE_NONE,
		.kind = (uint8_t)kind,
		.outcome = is_excluded ? IMPORT_EXCLUDED : IMPORT_NEW,
		.file = (uint16_t)row->file->number,
		.line = (uint32_t)row->csv.line,
		.rows = 1,
		.offset = row->csv.offset,
		.person = NONE,
		.amounts = NONE,
		.items = NONE,
	};
	uint32_t old = NONE;

	if (is_excluded) {
		read_words(row, &fresh);
		read_receipt(row, &fresh);
	} else {
		read_ticket(row, &fresh);
	}
	if (row->file->layout.preset->several_rows && fresh.receipt.length > 0)
		old = find_ticket(import, &fresh);
	if (row->is_wrong) {
		fresh.flags |= TICKET_SPOILT;
		import->wrong++;
	}
	if (old != NONE) {
		merge(row, &import->tickets[old], &fresh);
		if (is_excluded)
			import->tickets[old].outcome = IMPORT_EXCLUDED;
		return;
	}
	import->tickets = arena_grow(
		import->arena, import->tickets, import->ticket_count + 1,
		sizeof(*import->tickets), &import->ticket_capacity);
	import->tickets[import->ticket_count++] = fresh;
}
