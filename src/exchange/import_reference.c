/*
 * References: the receipt where it is unique, else the store or till before
 * it; without a receipt DATE/MEMBER/AMOUNT/n, where n counts equal ones in the
 * order of their times, so that the order of rows does not matter.
 */
#include <stdlib.h>
#include <string.h>

#include "exchange/import_state.h"

static struct slice word_of(const struct import *import,
			    const struct ticket *ticket, enum ticket_word word)
{
	if (ticket->words[word] == NONE)
		return (struct slice){ NULL, 0 };
	return intern_text(&import->words, ticket->words[word]);
}

/* --- are receipts unique? --------------------------------------------------- */

/* Compares two tickets of one receipt: another store, another till? */
static void note_collision(struct import_source *file, const struct ticket *a,
			   const struct ticket *b)
{
	if (a->words[WORD_STORE] != b->words[WORD_STORE])
		file->joins_store = true;
	else if (a->words[WORD_TILL] != b->words[WORD_TILL])
		file->joins_till = true;
}

static void judge_receipts(struct import *import, struct import_source *file)
{
	struct intern seen;
	uint32_t *first = arena_take_array(
		import->arena, file->ticket_count + 1, sizeof(*first));

	if (file->layout.preset->reference.count > 0)
		return;
	intern_init(&seen, import->arena, import->journal->seed);
	for (size_t i = 0; i < file->ticket_count; i++) {
		struct ticket *ticket =
			&import->tickets[file->first_ticket + i];
		uint32_t count = seen.count;
		uint32_t number;

		if (ticket->receipt.length == 0 || ticket->rows == 0 ||
		    ticket->outcome == IMPORT_REJECTED)
			continue;
		number = intern_add(&seen, ticket->receipt);
		if (seen.count > count)
			first[number] = (uint32_t)(file->first_ticket + i);
		else
			note_collision(file, &import->tickets[first[number]],
				       ticket);
	}
}

/* The receipt with what must stand before it. */
static struct slice join(struct import *import,
			 const struct import_source *file,
			 const struct ticket *ticket, struct slice receipt)
{
	struct slice store = word_of(import, ticket, WORD_STORE);
	struct slice till = word_of(import, ticket, WORD_TILL);
	struct text text;

	if (!(file->joins_store && store.length) &&
	    !(file->joins_till && till.length))
		return receipt;
	text_init(&text, import->arena);
	if (file->joins_store && store.length)
		text_add_format(&text, "%.*s/", SLICE_ARGS(store));
	if (file->joins_till && till.length)
		text_add_format(&text, "%.*s/", SLICE_ARGS(till));
	text_add_slice(&text, receipt);
	return text_slice(&text);
}

/* --- without a receipt ------------------------------------------------------ */

/* What is compared of two tickets, one after the other. */
enum {
	KEY_PARTS = 7
};

static void key_of(const struct ticket *ticket, int64_t key[KEY_PARTS])
{
	key[0] = ticket->day.number;
	key[1] = ticket->person;
	key[2] = ticket->kind;
	key[3] = ticket->money;
	key[4] = ticket->points;
	key[5] = ticket->minute;
	key[6] = ticket->line;
}

/* Orders tickets so that equal ones stand together, by their times. */
static int compare_unnumbered(const void *a, const void *b)
{
	int64_t one[KEY_PARTS];
	int64_t other[KEY_PARTS];

	key_of(*(struct ticket *const *)a, one);
	key_of(*(struct ticket *const *)b, other);
	for (size_t i = 0; i < KEY_PARTS; i++)
		if (one[i] != other[i])
			return one[i] < other[i] ? -1 : 1;
	return 0;
}

static bool is_same(const struct ticket *one, const struct ticket *other)
{
	return one->day.number == other->day.number &&
	       one->person == other->person && one->kind == other->kind &&
	       one->money == other->money && one->points == other->points;
}

static void make_unnumbered(struct import *import, struct ticket *ticket,
			    size_t n)
{
	struct slice id = import->people[ticket->person].id;
	struct text text;
	char day[DAY_TEXT_MAX];

	text_init(&text, import->arena);
	day_print(ticket->day, day);
	text_add_format(&text, "%s/%.*s/", day, SLICE_ARGS(id));
	if (ticket->flags & TICKET_HAS_MONEY)
		decimal_add_text(&text,
				 ticket->kind == EVENT_REFUND ? -ticket->money
							      : ticket->money,
				 import->scale, false);
	else
		decimal_add_text(&text, -ticket->points, import->point_scale,
				 false);
	text_add_format(&text, "/%zu", n);
	ticket->reference = text_slice(&text);
}

static void number_file(struct import *import, struct import_source *file)
{
	struct ticket **list = arena_take_array(
		import->arena, file->ticket_count, sizeof(struct ticket *));
	size_t count = 0;
	size_t n = 0;

	for (size_t i = 0; i < file->ticket_count; i++) {
		struct ticket *ticket =
			&import->tickets[file->first_ticket + i];

		if (!(ticket->flags & TICKET_SETTLED) &&
		    ticket->receipt.length == 0 && ticket->person != NONE &&
		    ticket->kind != EVENT_OPENING)
			list[count++] = ticket;
	}
	qsort(list, count, sizeof(struct ticket *), compare_unnumbered);
	for (size_t i = 0; i < count; i++) {
		n = i > 0 && is_same(list[i - 1], list[i]) ? n + 1 : 1;
		make_unnumbered(import, list[i], n);
	}
}

/* --- all -------------------------------------------------------------------- */

static void make_reference(struct import *import,
			   const struct import_source *file,
			   struct ticket *ticket)
{
	enum {
		REFERENCE_MAX = 160
	};

	if (ticket->kind == EVENT_OPENING && ticket->receipt.length == 0)
		ticket->reference = slice_from(arena_print(
			import->arena, "opening-%.*s",
			SLICE_ARGS(import->people[ticket->person].id)));
	else if (ticket->receipt.length > 0)
		ticket->reference = join(import, file, ticket, ticket->receipt);
	if (ticket->of.length > 0)
		ticket->target = join(import, file, ticket, ticket->of);
	if (ticket->reference.length <= REFERENCE_MAX)
		return;
	import_complain(import, ticket, DIAGNOSTIC_import_row,
			"the receipt '%s' is longer than 160 characters",
			import_shown(import, ticket->reference));
	import->wrong++;
	import_settle(import, ticket, IMPORT_REJECTED);
}

void import_make_references(struct import *import)
{
	for (size_t f = 0; f < import->source_count; f++) {
		struct import_source *file = &import->sources[f];

		if (file->ticket_count == 0)
			continue;
		judge_receipts(import, file);
		number_file(import, file);
		for (size_t i = 0; i < file->ticket_count; i++) {
			struct ticket *ticket =
				&import->tickets[file->first_ticket + i];

			if (!(ticket->flags & TICKET_SETTLED))
				make_reference(import, file, ticket);
		}
	}
}
