/*
 * Entries are looked for in the books by reference and amount, then by
 * reference and text, then by month and amount; what is left of a period may
 * have been posted as one amount. Periods are few, and so are entries: every
 * search walks the list.
 */
#include "value/gl_match.h"

#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "value/gl_entries.h"

struct matching {
	const struct gl_match_request *request;
	struct gl_match *result;
	bool *used;                     /* by posting */
	size_t *answers;                /* by entry: posting + 1, 0: none */
	enum gl_match_status *statuses; /* by entry */
};

const char gl_match_differs[] = "differs";

const char *gl_match_status_name(enum gl_match_status status)
{
	static const char *const names[GL_MATCH_STATUSES] = {
		[GL_MATCH_MATCHED] = "matched",
		[GL_MATCH_MISSING] = "missing_in_books",
		[GL_MATCH_DIFFERS] = "amount_differs",
		[GL_MATCH_OTHER_PERIOD] = "other_period",
		[GL_MATCH_DUPLICATE] = "duplicate",
		[GL_MATCH_UNKNOWN] = "only_in_books",
		[GL_MATCH_ACCEPTED] = "accepted",
	};

	return names[status];
}

enum gl_match_status gl_match_status_find(struct slice word)
{
	int status = 0;

	while (status < GL_MATCH_STATUSES &&
	       !slice_is(word,
			 gl_match_status_name((enum gl_match_status)status)))
		status++;
	return (enum gl_match_status)status;
}

/* ---- what a posting is like ---- */

static bool has_text(struct slice text, const char *words)
{
	size_t length = strlen(words);

	for (size_t i = 0; i + length <= text.length; i++) {
		if (memcmp(text.text + i, words, length) == 0)
			return true;
	}
	return false;
}

static bool has_reference(const struct gl_posted *posted, const char *reference)
{
	return slice_is(posted->reference, reference) ||
	       has_text(posted->text, reference);
}

static bool is_brought(const struct matching *m, const struct gl_posted *posted)
{
	return has_reference(posted, m->request->opening_reference);
}

static struct day first_day(const struct matching *m)
{
	return m->request->periods[0].from;
}

static struct day last_day(const struct matching *m)
{
	return m->request->periods[m->request->period_count - 1].to;
}

static bool is_inside(const struct gl_posted *posted, struct day from,
		      struct day to)
{
	return day_compare(posted->day, from) >= 0 &&
	       day_compare(posted->day, to) <= 0;
}

/* ---- looking for an entry ---- */

enum way {
	WAY_EXACT,  /* reference, text and amount */
	WAY_AMOUNT, /* reference and amount */
	WAY_TEXT,   /* reference and text */
	WAY_MONTH,  /* amount, in the period, whatever its reference */
	WAYS
};

static bool fits(const struct matching *m, const struct gl_expected *entry,
		 const struct gl_posted *posted, enum way way)
{
	const struct gl_period *period = &m->request->periods[entry->period];
	bool is_same = posted->amount == entry->amount;
	bool is_ours = has_reference(posted, entry->reference);

	switch (way) {
	case WAY_EXACT:
		return is_ours && is_same &&
		       has_text(posted->text, entry->text);
	case WAY_AMOUNT:
		return is_ours && is_same;
	case WAY_TEXT:
		return is_ours && has_text(posted->text, entry->text);
	case WAY_MONTH:
		return is_same && is_inside(posted, period->from, period->to);
	case WAYS:
		break;
	}
	return false;
}

static void answer(struct matching *m, size_t entry, size_t posting)
{
	const struct gl_expected *e = &m->request->expected[entry];
	const struct gl_posted *p = &m->request->posted[posting];
	const struct gl_period *period = &m->request->periods[e->period];

	m->answers[entry] = posting + 1;
	m->used[posting] = true;
	if (p->amount != e->amount)
		m->statuses[entry] = GL_MATCH_DIFFERS;
	else if (!is_inside(p, period->from, period->to))
		m->statuses[entry] = GL_MATCH_OTHER_PERIOD;
	else
		m->statuses[entry] = GL_MATCH_MATCHED;
}

static void look(struct matching *m, enum way way)
{
	const struct gl_match_request *r = m->request;

	for (size_t i = 0; i < r->expected_count; i++) {
		for (size_t k = 0; m->answers[i] == 0 && k < r->posted_count;
		     k++) {
			if (!m->used[k] && !is_brought(m, &r->posted[k]) &&
			    fits(m, &r->expected[i], &r->posted[k], way))
				answer(m, i, k);
		}
	}
}

/* ---- a whole period at once ---- */

/* The sum of a period's entries that were not found. */
static int64_t sum_missing(const struct matching *m, size_t period,
			   size_t *count)
{
	const struct gl_match_request *r = m->request;
	int64_t sum = 0;

	*count = 0;
	for (size_t i = 0; i < r->expected_count; i++) {
		if (m->answers[i] != 0 || r->expected[i].period != period)
			continue;
		(*count)++;
		m->result->overflow |=
			!amount_add(sum, r->expected[i].amount, &sum);
	}
	return sum;
}

static void answer_all(struct matching *m, size_t period, size_t posting)
{
	const struct gl_match_request *r = m->request;

	m->used[posting] = true;
	for (size_t i = 0; i < r->expected_count; i++) {
		if (m->answers[i] != 0 || r->expected[i].period != period)
			continue;
		m->answers[i] = posting + 1;
		m->statuses[i] = GL_MATCH_MATCHED;
	}
}

static void look_for_net(struct matching *m, size_t period)
{
	const struct gl_match_request *r = m->request;
	const struct gl_period *in = &r->periods[period];
	size_t count;
	int64_t sum = sum_missing(m, period, &count);

	for (size_t k = 0; count > 0 && k < r->posted_count; k++) {
		if (m->used[k] || is_brought(m, &r->posted[k]) ||
		    r->posted[k].amount != sum ||
		    !is_inside(&r->posted[k], in->from, in->to))
			continue;
		answer_all(m, period, k);
		return;
	}
}

/* ---- the result ---- */

static void add_row(struct matching *m, enum gl_match_status status,
		    const struct gl_expected *ours,
		    const struct gl_posted *books)
{
	struct gl_match *result = m->result;

	result->rows[result->count++] = (struct gl_match_row){ .status = status,
							       .ours = ours,
							       .books = books };
	result->open += status != GL_MATCH_MATCHED;
}

/* True when an entry was answered by another posting like this one. */
static bool is_again(const struct matching *m, const struct gl_posted *posted)
{
	const struct gl_match_request *r = m->request;

	for (size_t i = 0; i < r->expected_count; i++) {
		const struct gl_expected *e = &r->expected[i];
		if (m->answers[i] != 0 && e->amount == posted->amount &&
		    has_reference(posted, e->reference) &&
		    has_text(posted->text, e->text))
			return true;
	}
	return false;
}

static void list(struct matching *m)
{
	const struct gl_match_request *r = m->request;

	for (size_t i = 0; i < r->expected_count; i++)
		add_row(m, m->statuses[i], &r->expected[i],
			m->answers[i] == 0 ? NULL
					   : &r->posted[m->answers[i] - 1]);
	for (size_t k = 0; k < r->posted_count; k++) {
		const struct gl_posted *p = &r->posted[k];
		if (m->used[k] || is_brought(m, p) ||
		    !is_inside(p, first_day(m), last_day(m)))
			continue;
		add_row(m,
			is_again(m, p) ? GL_MATCH_DUPLICATE : GL_MATCH_UNKNOWN,
			NULL, p);
	}
}

static void balance(struct matching *m)
{
	const struct gl_match_request *r = m->request;
	struct gl_match *result = m->result;
	bool fits = true;

	result->ours_opening = r->periods[0].opening;
	result->ours_closing = r->periods[r->period_count - 1].closing;
	result->books_opening = r->opening;
	for (size_t k = 0; k < r->posted_count; k++) {
		const struct gl_posted *p = &r->posted[k];
		bool is_before = day_compare(p->day, first_day(m)) < 0 ||
				 is_brought(m, p);
		if (day_compare(p->day, last_day(m)) > 0)
			continue;
		int64_t *sum = is_before ? &result->books_opening
					 : &result->books_movement;
		fits = fits && amount_add(*sum, p->amount, sum);
	}
	fits = fits && amount_add(result->books_opening, result->books_movement,
				  &result->books_closing);
	fits = fits &&
	       amount_subtract(result->ours_closing, result->ours_opening,
			       &result->ours_movement);
	result->overflow |= !fits;
}

struct gl_match gl_match_find(struct arena *arena,
			      const struct gl_match_request *request)
{
	struct gl_match result = {
		.rows = arena_take_array(
			arena, request->expected_count + request->posted_count,
			sizeof(*result.rows)),
	};
	struct matching m = {
		.request = request,
		.result = &result,
		.used = arena_take_array(arena, request->posted_count,
					 sizeof(*m.used)),
		.answers = arena_take_array(arena, request->expected_count,
					    sizeof(*m.answers)),
		.statuses = arena_take_array(arena, request->expected_count,
					     sizeof(*m.statuses)),
	};

	for (size_t i = 0; i < request->expected_count; i++)
		m.statuses[i] = GL_MATCH_MISSING;
	for (int way = 0; way < WAYS; way++)
		look(&m, (enum way)way);
	for (size_t p = 0; p < request->period_count; p++)
		look_for_net(&m, p);
	list(&m);
	balance(&m);
	return result;
}
