/*
 * Once all rows of a file are read: what a ticket lacks, which sales are
 * refunds by their sign, and the articles of a sale.
 */
#include <string.h>

#include "base/utf8.h"
#include "exchange/import_state.h"
#include "exchange/number_cell.h"

enum {
	ITEM_NAME_MAX = 64 /* bytes of a category, of an article */
};

/* --- what is lacking -------------------------------------------------------- */

/* Refuses a ticket for a column that is empty. */
static void refuse_empty(struct import *import, struct ticket *ticket,
			 enum preset_role role)
{
	const struct csv_layout *layout = &import->sources[ticket->file].layout;
	struct slice header = { NULL, 0 };
	size_t column = 0;

	if (csv_layout_column(layout, role, &column))
		header = csv_layout_header(import->arena, layout, column);
	import_complain(import, ticket, DIAGNOSTIC_import_row, "%.*s: is empty",
			SLICE_ARGS(header));
	import->wrong++;
	import_settle(import, ticket, IMPORT_REJECTED);
}

static void refuse(struct import *import, struct ticket *ticket,
		   const char *problem)
{
	import_complain(import, ticket, DIAGNOSTIC_import_row, "%s", problem);
	import->wrong++;
	import_settle(import, ticket, IMPORT_REJECTED);
}

/* A ticket with a wrong row: the others are held back with it. */
static void refuse_spoilt(struct import *import, struct ticket *ticket)
{
	if (ticket->rows > 1)
		import_complain(import, ticket, DIAGNOSTIC_import_listed,
				"receipt '%s' is left out whole: one of its "
				"%u rows is wrong",
				import_shown(import, ticket->receipt),
				ticket->rows);
	import_settle(import, ticket, IMPORT_REJECTED);
}

static void finish_money(struct import *import, struct ticket *ticket)
{
	if (!(ticket->flags & TICKET_HAS_MONEY)) {
		refuse_empty(import, ticket, ROLE_AMOUNT);
		return;
	}
	if (ticket->kind == EVENT_PURCHASE && ticket->money < 0)
		ticket->kind = EVENT_REFUND;
	if (ticket->money < 0)
		ticket->money = -ticket->money;
	if (ticket->kind == EVENT_REFUND && ticket->money == 0)
		import_settle(import, ticket, IMPORT_EXCLUDED);
}

/* What keeps points that are stated from being taken over. */
static void check_points(struct import *import, struct ticket *ticket)
{
	if (ticket->kind == EVENT_OPENING && ticket->points < 0)
		refuse(import, ticket,
		       "a balance below zero is not taken "
		       "over: adjust it where it comes from");
	else if (ticket->kind == EVENT_OPENING && ticket->points == 0)
		import_settle(import, ticket, IMPORT_EXCLUDED);
	else if (ticket->kind == EVENT_REDEEM && ticket->reward.length == 0 &&
		 import->options->reward.length == 0)
		refuse(import, ticket,
		       "it does not say what was redeemed: "
		       "name the reward with --reward");
}

static void finish_points(struct import *import, struct ticket *ticket)
{
	if (!(ticket->flags & (TICKET_HAS_POINTS | TICKET_HAS_MONEY)))
		refuse_empty(import, ticket, ROLE_POINTS);
	else if (!import->options->compares)
		check_points(import, ticket);
	if (ticket->money < 0)
		ticket->money = -ticket->money;
}

static void finish_ticket(struct import *import, struct ticket *ticket)
{
	if (ticket->outcome == IMPORT_EXCLUDED) {
		import_settle(import, ticket, IMPORT_EXCLUDED);
		return;
	}
	if (ticket->flags & TICKET_SPOILT) {
		refuse_spoilt(import, ticket);
		return;
	}
	if (!day_is_real(ticket->day) && ticket->kind == EVENT_OPENING)
		ticket->day = import->options->today;
	if (!day_is_real(ticket->day)) {
		refuse_empty(import, ticket, ROLE_DATE);
		return;
	}
	if (ticket->kind == EVENT_PURCHASE || ticket->kind == EVENT_REFUND)
		finish_money(import, ticket);
	else
		finish_points(import, ticket);
	if (ticket->flags & TICKET_SETTLED)
		return;
	if (!day_is_real(import->plan->first) ||
	    day_compare(ticket->day, import->plan->first) < 0)
		import->plan->first = ticket->day;
	if (!day_is_real(import->plan->last) ||
	    day_compare(ticket->day, import->plan->last) > 0)
		import->plan->last = ticket->day;
}

/* What a sale's own row says was given back is a refund of its own. Its day
 * is not stated: it is taken for the sale's. */
static void add_refund(struct import *import, size_t sale)
{
	struct ticket refund;

	import->tickets = arena_grow(
		import->arena, import->tickets, import->ticket_count + 1,
		sizeof(*import->tickets), &import->ticket_capacity);
	refund = import->tickets[sale];
	refund.kind = EVENT_REFUND;
	refund.rows = 0;
	refund.money = refund.refunded;
	refund.refunded = 0;
	refund.flags = TICKET_HAS_MONEY;
	refund.amounts = refund.items = NONE;
	refund.of = refund.receipt;
	refund.receipt = slice_from(arena_print(import->arena, "%.*s/refund",
						SLICE_ARGS(refund.of)));
	import->tickets[import->ticket_count++] = refund;
}

void import_finish_tickets(struct import *import, struct import_source *file)
{
	size_t end = file->first_ticket + file->ticket_count;

	for (size_t i = file->first_ticket; i < end; i++) {
		struct ticket *ticket = &import->tickets[i];

		finish_ticket(import, ticket);
		if (ticket->kind == EVENT_PURCHASE && ticket->refunded > 0 &&
		    ticket->receipt.length > 0 &&
		    !(ticket->flags & TICKET_SETTLED))
			add_refund(import, i);
	}
	file->ticket_count = import->ticket_count - file->first_ticket;
}

/* --- articles --------------------------------------------------------------- */

/* Appends a name without what would end it: quotes, `/`, `:`. */
static void add_name(struct text *text, struct slice name)
{
	uint32_t c = 0;
	size_t n;
	size_t from = text->length;

	for (; (n = utf8_decode(name, &c)) > 0;
	     name = slice_from_offset(name, n)) {
		if (text->length - from + n > ITEM_NAME_MAX)
			break;
		if (utf8_is_control(c) || utf8_is_invisible(c))
			continue;
		if (c == '"')
			text_add_char(text, '\'');
		else if (c == '/' || c == ':' || c == '\\')
			text_add_char(text, '-');
		else
			text_add_bytes(text, name.text, n);
	}
}

/* The line's total: quantity times price, or the row's own amount. */
static bool item_amount(struct import_row *row, const struct decimal *quantity,
			int64_t *amount)
{
	struct decimal price;
	struct ratio product;

	if (row->file->layout.roles[ROLE_PRICE].count == 0)
		return import_number(row, ROLE_AMOUNT, row->import->scale,
				     amount);
	return import_decimal(row, ROLE_PRICE, &price) &&
	       ratio_multiply(ratio_from_decimal(*quantity),
			      ratio_from_decimal(price), &product) &&
	       ratio_round(product, row->import->scale, ROUND_HALF_UP, amount);
}

void import_add_item(struct import_row *row, struct ticket *ticket)
{
	struct import *import = row->import;
	struct ticket_item item = { .quantity = { 1, 0 }, .next = NONE };
	struct slice category;
	struct slice sku;
	size_t column;

	if (!import_text(row, ROLE_SKU, &sku, &column))
		return;
	if (import_decimal(row, ROLE_QUANTITY, &item.quantity) &&
	    item.quantity.mantissa <= 0) {
		ticket->flags |= TICKET_RETURNS;
		return;
	}
	item.has_amount = item_amount(row, &item.quantity, &item.amount);
	if (item.has_amount && item.amount < 0) {
		ticket->flags |= TICKET_RETURNS;
		return;
	}
	text_clear(&import->scratch);
	if (import_text(row, ROLE_CATEGORY, &category, &column) &&
	    !slice_is(category, "None") && !slice_is(category, "-")) {
		add_name(&import->scratch, category);
		text_add_char(&import->scratch, '/');
	}
	add_name(&import->scratch, sku);
	item.name =
		arena_copy_slice(import->arena, text_slice(&import->scratch));
	import->items =
		arena_grow(import->arena, import->items, import->item_count + 1,
			   sizeof(*import->items), &import->item_capacity);
	ticket->items = (uint32_t)import->item_count;
	import->items[import->item_count++] = item;
}
