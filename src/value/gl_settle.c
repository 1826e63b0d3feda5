/*
 * The key of a row is its reference, else DAY/AMOUNT; its facts are all that
 * both sides say, and how many rows before it say the same.
 */
#include "value/gl_settle.h"

#include "base/arena.h"
#include "base/text.h"
#include "engine/accepted.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "rules/scalar.h"
#include "value/gl_entries.h"
#include "value/gl_match.h"

struct settling {
	struct arena *arena;
	const struct gl_match_request *request;
	struct gl_match *match;
	struct accepted accepted;
	struct intern said; /* facts given so far */
};

static struct slice key_of(const struct settling *s,
			   const struct gl_match_row *row)
{
	char day[DAY_TEXT_MAX];

	if (row->ours != NULL)
		return slice_from(row->ours->reference);
	if (scalar_is_id(row->books->reference))
		return row->books->reference;
	day_print(row->books->day, day);
	return slice_from(arena_print(s->arena, "%s/%lld", day,
				      (long long)row->books->amount));
}

static struct slice facts_of(const struct settling *s,
			     const struct gl_match_row *row)
{
	struct text text;
	char day[DAY_TEXT_MAX];

	text_init(&text, s->arena);
	text_add_format(&text, "%s\n", gl_match_status_name(row->status));
	if (row->ours != NULL) {
		day_print(s->request->periods[row->ours->period].to, day);
		text_add_format(&text, "%s\n%s\n%s\n%lld\n", day,
				row->ours->reference, row->ours->text,
				(long long)row->ours->amount);
	}
	if (row->books != NULL) {
		day_print(row->books->day, day);
		text_add_format(&text, "%s\n%.*s\n%.*s\n%lld\n", day,
				SLICE_ARGS(row->books->reference),
				SLICE_ARGS(row->books->text),
				(long long)row->books->amount);
	}
	return text_slice(&text);
}

static struct slice facts_of_opening(const struct settling *s)
{
	char day[DAY_TEXT_MAX];

	day_print(s->request->periods[0].from, day);
	return slice_from(arena_print(s->arena, "opening\n%s\n%lld\n%lld\n",
				      day, (long long)s->match->ours_opening,
				      (long long)s->match->books_opening));
}

/* The facts of a text; a second row that says the same has others. */
static void print_facts(struct settling *s, struct slice text,
			char facts[ACCEPTED_FACTS_MAX])
{
	uint32_t known = s->said.count;

	while (intern_add(&s->said, text) != known)
		text = slice_from(
			arena_print(s->arena, "%.*sagain\n", SLICE_ARGS(text)));
	accepted_print_facts(text, facts);
}

/* "amount_differs: a cent of rounding" when a line settles it, else NULL. */
static const char *settled_by(const struct settling *s, const char *kind,
			      struct slice key, const char *facts)
{
	const struct journal *journal = s->accepted.book->journal;
	uint32_t line =
		accepted_find(&s->accepted, slice_from(kind), key, facts);

	if (line == NONE)
		return NULL;
	const struct event *event = &journal->events[line];
	return arena_print(s->arena, "%s: %.*s", kind,
			   SLICE_ARGS(attribute_text(
				   s->arena, journal, event,
				   event_attribute(journal, event, KEY_WHY))));
}

static void settle_row(struct settling *s, struct gl_match_row *row)
{
	row->key = key_of(s, row);
	if (row->status == GL_MATCH_MATCHED)
		return;
	print_facts(s, facts_of(s, row), row->facts);
	row->note = settled_by(s, gl_match_status_name(row->status), row->key,
			       row->facts);
	if (row->note == NULL)
		return;
	row->status = GL_MATCH_ACCEPTED;
	s->match->open--;
	s->match->accepted++;
}

static void settle_opening(struct settling *s)
{
	struct gl_match *match = s->match;

	if (match->ours_opening == match->books_opening)
		return;
	print_facts(s, facts_of_opening(s), match->opening_facts);
	match->opening_note =
		settled_by(s, gl_match_differs, SLICE(GL_MATCH_OPENING_KEY),
			   match->opening_facts);
	match->accepted += match->opening_note != NULL;
}

void gl_settle(struct arena *arena, const struct book *book,
	       const struct gl_match_request *request, struct gl_match *match)
{
	struct settling s = { .arena = arena,
			      .request = request,
			      .match = match };

	accepted_init(&s.accepted, arena, book);
	intern_init(&s.said, arena, book->journal->seed);
	settle_opening(&s);
	for (size_t i = 0; i < match->count; i++)
		settle_row(&s, &match->rows[i]);
}
