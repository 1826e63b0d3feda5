/*
 * Rows in rounds: in each, every processor renders one piece into a text, and
 * the texts go to the table's sink one after the other. Pieces are so small
 * that what they need of memory stays in the caches.
 */
#include "report/table_pieces.h"

#include "base/arena.h"
#include "base/parallel.h"
#include "base/text.h"
#include "report/render.h"
#include "report/sink.h"
#include "report/table.h"

enum {
	PIECE = 4096 /* rows that are worth a thread */
};

/* What one of those that fill has for itself. */
struct hand {
	struct arena own;     /* of its sink and its text */
	struct arena passing; /* of the rows of one piece */
	struct text text;
	struct sink sink;
	struct render render;
	struct table table;
	struct table_piece piece;
};

struct round {
	struct hand hands[PARALLEL_MAX];
	size_t count;
	table_filler *fill;
	void *context;
};

static bool keep_text(void *context, const char *bytes, size_t length)
{
	text_add_bytes(context, bytes, length);
	return true;
}

static void begin_hand(struct hand *hand, size_t number)
{
	arena_init(&hand->own);
	arena_init(&hand->passing);
	text_init(&hand->text, &hand->own);
	sink_init(&hand->sink, &hand->own, keep_text, &hand->text);
	hand->piece = (struct table_piece){ .filler = number,
					    .arena = &hand->passing };
}

/* The table as it is, for rows that are rendered apart; false when the
 * renderer does not do that. */
static bool take_table(struct hand *hand, const struct table *table)
{
	hand->table = *table;
	hand->render = *table->render;
	hand->table.rows = 0;
	hand->table.render = &hand->render;
	hand->render.arena = &hand->own;
	hand->render.sink = &hand->sink;
	return table->render->renderer->apart &&
	       table->render->renderer->apart(&hand->render);
}

static void fill_piece(void *context, size_t number)
{
	const struct round *round = context;
	struct hand *hand = &((struct round *)context)->hands[number];

	round->fill(round->context, &hand->table, &hand->piece);
	(void)sink_flush(&hand->sink);
	arena_release(&hand->passing);
}

/* Puts out what the hands have filled. */
static void put_out(struct round *round, struct table *table, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct hand *hand = &round->hands[i];

		sink_add_slice(table->render->sink, text_slice(&hand->text));
		text_clear(&hand->text);
		table->rows += hand->table.rows;
		hand->table.rows = 0;
	}
}

/* Fills some rows, each piece by another thread; gives where it came to. */
static size_t fill_round(struct round *round, struct table *table, size_t from,
			 size_t count)
{
	size_t pieces = 0;

	for (; pieces < round->count && from < count; pieces++) {
		struct table_piece *piece = &round->hands[pieces].piece;
		size_t rows = count - from < PIECE ? count - from : PIECE;

		piece->begin = from;
		piece->end = from + rows;
		from += rows;
	}
	parallel_run(pieces, fill_piece, round);
	put_out(round, table, pieces);
	return from;
}

/* Fills a piece where the others would wait for it. */
static size_t fill_alone(struct round *round, struct table *table, size_t from,
			 size_t count)
{
	struct hand *hand = &round->hands[0];

	hand->piece.begin = from;
	hand->piece.end = count - from < PIECE ? count : from + PIECE;
	round->fill(round->context, table, &hand->piece);
	arena_release(&hand->passing);
	return hand->piece.end;
}

/* True when all hands have a table of their own. */
static bool take_tables(struct round *round, const struct table *table)
{
	for (size_t i = 0; i < round->count; i++)
		if (!take_table(&round->hands[i], table))
			return false;
	return true;
}

void table_fill(struct table *table, size_t count, table_filler *fill,
		void *context)
{
	struct round round = { .fill = fill,
			       .context = context,
			       .count = parallel_width() };
	bool is_apart = false;
	size_t from = 0;

	for (size_t i = 0; i < round.count; i++)
		begin_hand(&round.hands[i], i);
	while (from < count) {
		if (!is_apart && round.count > 1 && count - from > PIECE)
			is_apart = take_tables(&round, table);
		from = is_apart ? fill_round(&round, table, from, count)
				: fill_alone(&round, table, from, count);
	}
	for (size_t i = 0; i < round.count; i++)
		arena_release(&round.hands[i].own);
}
