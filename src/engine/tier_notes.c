/*
 * Notes are gathered in pages, and a full one is handed to a worker, which
 * has states and an arena of its own until the close; so nothing that it
 * touches is the pass's, and the outcome is the same without a thread. A book
 * that does not fill a page needs none. The notes of a page are added member
 * by member, so that a state is touched once a page and not at random.
 */
#include "engine/tier_notes.h"

#include <string.h>

#include "base/arena.h"
#include "base/parallel.h"
#include "engine/book.h"
#include "engine/tier_state.h"

enum {
	PAGE_NOTES = 1 << 17,
	PAGES = WORKER_DEPTH + 1, /* those handed over, and the open one */
	AHEAD = 16                /* notes that are asked for */
};

struct tier_page {
	size_t count;
	struct tier_note notes[PAGE_NOTES];
};

struct tier_notes {
	struct arena *arena; /* the book's */
	struct tier_page *pages[PAGES];
	size_t full; /* pages so far */
	bool is_begun;
	struct worker worker;
	/* the worker's own */
	struct arena own;
	const struct programs *programs;
	enum tier_metric metric;
	struct tier_state **states; /* by member */
	size_t count;
	uint32_t *starts; /* of each member's notes in a page */
	uint32_t *order;  /* the notes of a page by member */
};

struct tier_notes *tier_notes_new(struct arena *arena,
				  const struct programs *programs,
				  enum tier_metric metric, size_t count)
{
	struct tier_notes *notes = arena_take(arena, sizeof(*notes));

	notes->arena = arena;
	notes->programs = programs;
	notes->metric = metric;
	notes->count = count;
	arena_init(&notes->own);
	notes->states =
		arena_take_array(arena, count, sizeof(struct tier_state *));
	return notes;
}

/* Puts the numbers of a page's notes in the order of members, those of one in
 * the order of days. */
static void group_notes(struct tier_notes *notes, const struct tier_page *page)
{
	uint32_t *starts = notes->starts;

	if (starts == NULL)
		starts = arena_take_array(&notes->own, notes->count + 1,
					  sizeof(*starts));
	if (notes->order == NULL)
		notes->order = arena_take_array(&notes->own, PAGE_NOTES,
						sizeof(*notes->order));
	notes->starts = starts;
	memset(starts, 0, (notes->count + 1) * sizeof(*starts));
	for (size_t i = 0; i < page->count; i++)
		starts[page->notes[i].member + 1]++;
	for (size_t i = 0; i < notes->count; i++)
		starts[i + 1] += starts[i];
	for (size_t i = 0; i < page->count; i++)
		notes->order[starts[page->notes[i].member]++] = (uint32_t)i;
}

static struct tier_amounts amounts_of(int64_t amount, enum tier_metric metric)
{
	return (struct tier_amounts){
		.points = metric == METRIC_POINTS ? amount : 0,
		.spend = metric == METRIC_SPEND ? amount : 0,
		.visits = metric == METRIC_VISITS ? amount : 0,
	};
}

static void add_page(void *context, void *piece)
{
	struct tier_notes *notes = context;
	struct tier_page *page = piece;

	group_notes(notes, page);
	for (size_t i = 0; i < page->count; i++) {
		if (i + AHEAD < page->count)
			__builtin_prefetch(
				&page->notes[notes->order[i + AHEAD]]);
		const struct tier_note *note = &page->notes[notes->order[i]];
		struct tier_state **state = &notes->states[note->member];
		struct tier_amounts amounts =
			amounts_of(note->amount, notes->metric);

		if (*state == NULL)
			*state = tier_begin(&notes->own, notes->programs,
					    note->joined);
		tier_add(*state, note->day, &amounts, note->counted);
	}
	page->count = 0;
}

void tier_notes_add(struct tier_notes *notes, struct tier_note note)
{
	struct tier_page **page = &notes->pages[notes->full % PAGES];

	if (*page == NULL)
		*page = arena_take(notes->arena, sizeof(**page));
	(*page)->notes[(*page)->count++] = note;
	if ((*page)->count < PAGE_NOTES)
		return;
	if (!notes->is_begun)
		worker_begin(&notes->worker, add_page, notes);
	notes->is_begun = true;
	worker_hand(&notes->worker, *page);
	notes->full++;
}

void tier_notes_settle(struct tier_notes *notes, struct member *members)
{
	struct tier_page *last = notes->pages[notes->full % PAGES];

	worker_end(&notes->worker);
	if (last != NULL)
		add_page(notes, last);
	for (size_t i = 0; i < notes->count; i++) {
		if (notes->states[i] == NULL)
			continue;
		tier_settle_in(notes->states[i], notes->arena);
		members[i].tier = notes->states[i];
	}
	arena_adopt(notes->arena, &notes->own);
}
