/*
 * Checks of the whole book at its end: the control totals of engine.md 10,
 * contacts that two members share, ids that look alike, points left on closed
 * accounts, one sale on two merged accounts, and what `accept` lines settle.
 */
#include <stdlib.h>

#include "base/fold.h"
#include "base/parallel.h"
#include "base/text.h"
#include "engine/accepted.h"
#include "engine/lots.h"
#include "engine/replay_state.h"

/* ---- control totals ---- */

static void report_total(struct replay *r, const struct account *account,
			 const char *what)
{
	struct slice name = intern_text(&r->journal->members, account->member);

	diagnostic_add(r->diagnostics, DIAGNOSTIC_control_total, PLACE_NONE,
		       "the %s of '%.*s' do not add up to the balance", what,
		       SLICE_ARGS(name));
}

enum {
	THREADS_FROM = 1 << 16 /* lots that are worth threads */
};

/* What the lots of each account hold, summed by threads. */
struct lot_sums {
	const struct replay *replay;
	size_t parts;
	int64_t *held[PARALLEL_MAX]; /* by account */
};

static void sum_lots(void *context, size_t number)
{
	const struct lot_sums *sums = context;
	const struct book *book = sums->replay->book;
	size_t share = book->lot_count / sums->parts;
	size_t end = number + 1 == sums->parts ? book->lot_count
					       : share * (number + 1);

	for (size_t i = share * number; i < end; i++) {
		const struct lot *lot = &book->lots[i];
		uint32_t account = lot->account;
		/* merged ones lead on */
		while (book->accounts[account].merged_into != NONE)
			account = book->accounts[account].merged_into;
		sums->held[number][account] += lot_left(book, lot);
	}
}

static int64_t held_by(const struct lot_sums *sums, size_t account)
{
	int64_t held = 0;

	for (size_t i = 0; i < sums->parts; i++)
		held += sums->held[i][account];
	return held;
}

void replay_check_totals(struct replay *r)
{
	const struct book *book = r->book;
	struct lot_sums sums = { .replay = r, .parts = 1 };
	int128_t transferred = 0;

	if (book->lot_count >= THREADS_FROM)
		sums.parts = parallel_width();
	for (size_t i = 0; i < sums.parts; i++)
		sums.held[i] = arena_take_array(
			&r->passing, book->account_count, sizeof(int64_t));
	parallel_run(sums.parts, sum_lots, &sums);
	for (size_t i = 0; i < book->account_count; i++) {
		const struct account *a = &book->accounts[i];
		if (held_by(&sums, i) - a->deficit != a->balance)
			report_total(r, a, "lots");
		if ((int128_t)a->opening + a->issued - a->redeemed -
			    a->expired - a->clawed_back + a->adjusted +
			    a->transferred_in - a->transferred_out !=
		    a->balance)
			report_total(r, a, "movements");
		transferred += a->transferred_in;
		transferred -= a->transferred_out;
	}
	if (transferred != 0)
		diagnostic_add(r->diagnostics, DIAGNOSTIC_control_total,
			       PLACE_NONE,
			       "transfers in and out do not add up to zero");
}

/* ---- members ---- */

/* A text that must be one member's alone. */
struct claim {
	struct slice text;
	uint32_t member;
};

static int compare_claims(const void *left, const void *right)
{
	const struct claim *a = left;
	const struct claim *b = right;
	int order = slice_compare(a->text, b->text);

	if (order != 0)
		return order;
	return a->member < b->member ? -1 : a->member > b->member;
}

/* What is left of a text to compare: a phone's digits; the letters of others
 * but for their case and Unicode form. */
static struct slice comparable(struct replay *r, struct slice text,
			       enum attribute_key key)
{
	struct text kept;

	if (key != KEY_PHONE)
		return fold_copy(r->arena, FOLD_FORM, text);
	text_init(&kept, r->arena);
	for (size_t i = 0; i < text.length; i++) {
		if (text.text[i] >= '0' && text.text[i] <= '9')
			text_add_char(&kept, text.text[i]);
	}
	return text_slice(&kept);
}

static void report_contact(struct replay *r, const struct claim *a,
			   const struct claim *b, const char *what)
{
	struct slice first = intern_text(&r->journal->members, a->member);
	struct slice second = intern_text(&r->journal->members, b->member);
	uint32_t line = r->book->members[b->member].profile;
	struct diagnostic *d =
		replay_finding(r, DIAGNOSTIC_duplicate_contact, line,
			       "'%.*s' and '%.*s' have the same %s",
			       SLICE_ARGS(first), SLICE_ARGS(second), what);

	replay_note_event(r, d, r->book->members[a->member].profile,
			  "the other profile");
}

static void check_contact(struct replay *r, enum attribute_key key)
{
	struct claim *claims = arena_take_array(r->arena, r->book->member_count,
						sizeof(*claims));
	size_t count = 0;

	for (uint32_t i = 0; i < r->book->member_count; i++) {
		if (r->book->members[i].status == MEMBER_MERGED)
			continue;
		struct slice text = book_member_profile(r->book, i, key);
		if (text.length == 0)
			continue;
		claims[count++] = (struct claim){
			.text = comparable(r, text, key),
			.member = i,
		};
	}
	if (count > 1)
		qsort(claims, count, sizeof(*claims), compare_claims);
	for (size_t i = 1; i < count; i++) {
		if (slice_equal(claims[i - 1].text, claims[i].text))
			report_contact(r, &claims[i - 1], &claims[i],
				       attribute_name(key));
	}
}

/* The first join line of each member, NONE. */
static uint32_t *first_joins(struct replay *r)
{
	const struct journal *journal = r->journal;
	uint32_t *joins = arena_take_array(r->arena, r->book->member_count,
					   sizeof(*joins));

	for (uint32_t i = 0; i < r->book->member_count; i++)
		joins[i] = NONE;
	for (uint32_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];
		if (event->kind == EVENT_JOIN && joins[event->member] == NONE)
			joins[event->member] = i;
	}
	return joins;
}

static void report_alike(struct replay *r, const struct claim *a,
			 const struct claim *b, const uint32_t *joins)
{
	struct slice first = intern_text(&r->journal->members, a->member);
	struct slice second = intern_text(&r->journal->members, b->member);
	struct diagnostic *d = replay_finding(
		r, DIAGNOSTIC_similar_members, joins[b->member],
		"members '%.*s' and '%.*s' differ only in case or Unicode form",
		SLICE_ARGS(first), SLICE_ARGS(second));

	replay_note_event(r, d, joins[a->member], "the other one");
}

static void check_alike(struct replay *r)
{
	struct claim *claims = arena_take_array(r->arena, r->book->member_count,
						sizeof(*claims));
	const uint32_t *joins = NULL;
	size_t count = 0;

	for (uint32_t i = 0; i < r->book->member_count; i++) {
		if (!r->book->members[i].joined_known ||
		    r->book->members[i].status == MEMBER_MERGED)
			continue;
		claims[count++] = (struct claim){
			.text = fold_copy(r->arena, FOLD_FORM,
					  intern_text(&r->journal->members, i)),
			.member = i,
		};
	}
	if (count > 1)
		qsort(claims, count, sizeof(*claims), compare_claims);
	for (size_t i = 1; i < count; i++) {
		if (!slice_equal(claims[i - 1].text, claims[i].text))
			continue;
		if (!joins)
			joins = first_joins(r);
		report_alike(r, &claims[i - 1], &claims[i], joins);
	}
}

static void check_closed(struct replay *r)
{
	for (size_t i = 0; i < r->book->account_count; i++) {
		const struct account *a = &r->book->accounts[i];
		const struct member *m = &r->book->members[a->member];
		if (a->balance <= 0 || m->last_status == NONE ||
		    (m->status != MEMBER_CLOSED && m->status != MEMBER_ERASED))
			continue;
		struct slice name =
			intern_text(&r->journal->members, a->member);
		replay_finding(
			r, DIAGNOSTIC_closed_balance, m->last_status,
			"'%.*s' is %s and still has %s: forfeit them",
			SLICE_ARGS(name),
			member_status_name((enum member_status)m->status),
			replay_points_text(r, a->unit, a->balance));
	}
}

/* ---- one sale on two accounts ---- */

struct sold {
	uint32_t owner; /* after merges */
	int32_t day;
	int64_t money;
	uint32_t member; /* as written */
	uint32_t event;
};

static int compare_sold(const void *left, const void *right)
{
	const struct sold *a = left;
	const struct sold *b = right;

	if (a->owner != b->owner)
		return a->owner < b->owner ? -1 : 1;
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->money != b->money)
		return a->money < b->money ? -1 : 1;
	return a->event < b->event ? -1 : a->event > b->event;
}

static bool has_merged(const struct replay *r, uint32_t member)
{
	return r->book->members[member].merged_into != NONE;
}

static void report_twice(struct replay *r, const struct sold *a,
			 const struct sold *b)
{
	struct diagnostic *d = replay_finding(
		r, DIAGNOSTIC_same_sale_twice, b->event,
		"a sale of the same day and amount stands on the account that "
		"was merged: void one if it is the same sale");

	replay_note_event(r, d, a->event, "the other one");
}

static void check_same_sales(struct replay *r)
{
	bool *marked = arena_take_array(r->arena, r->book->member_count,
					sizeof(*marked));
	struct sold *list = NULL;
	size_t count = 0;
	size_t capacity = 0;
	bool any = false;

	for (uint32_t i = 0; i < r->book->member_count; i++) {
		marked[replay_member(r, i)] |= has_merged(r, i);
		any |= has_merged(r, i);
	}
	if (!any)
		return;
	for (uint32_t i = 0; i < r->journal->event_count; i++) {
		const struct event *e = replay_event(r, i);
		unsigned flags = r->book->effects[i].flags;
		if (e->kind != EVENT_PURCHASE || !(flags & EFFECT_APPLIED) ||
		    (flags & (EFFECT_VOIDED | EFFECT_MOVED)) ||
		    !marked[replay_member(r, e->member)])
			continue;
		list = arena_grow(r->arena, list, count + 1, sizeof(*list),
				  &capacity);
		list[count++] = (struct sold){
			.owner = replay_member(r, e->member),
			.day = e->day.number,
			.money = e->money,
			.member = e->member,
			.event = i,
		};
	}
	if (count > 1)
		qsort(list, count, sizeof(*list), compare_sold);
	for (size_t i = 1; i < count; i++) {
		const struct sold *a = &list[i - 1];
		const struct sold *b = &list[i];
		if (a->owner == b->owner && a->day == b->day &&
		    a->money == b->money && a->member != b->member)
			report_twice(r, a, b);
	}
}

/* ---- accept ---- */

static void accept_all(struct replay *r)
{
	struct accepted accepted;

	accepted_init(&accepted, r->arena, r->book);
	for (struct diagnostic *one = r->diagnostics->first;
	     accepted.count > 0 && one != NULL; one = one->next) {
		const struct diagnostic_kind *kind = diagnostic_kind(one->id);
		char facts[ACCEPTED_FACTS_MAX];

		if (one->subject == NULL || one->accepted ||
		    kind->severity == SEVERITY_BROKEN)
			continue;
		accepted_print_facts(slice_from(one->message), facts);
		if (accepted_find(&accepted, slice_from(kind->name),
				  slice_from(one->subject), facts) == NONE)
			continue;
		one->accepted = true;
		r->diagnostics->counts[kind->severity]--;
	}
}

void replay_check_members(struct replay *r)
{
	check_closed(r);
	check_same_sales(r);
	if (!r->options->reperform) {
		accept_all(r);
		return;
	}
	if (r->program->duplicates_email)
		check_contact(r, KEY_EMAIL);
	if (r->program->duplicates_phone)
		check_contact(r, KEY_PHONE);
	if (r->program->duplicates_card)
		check_contact(r, KEY_CARD);
	check_alike(r);
	replay_check_texts(r);
	if (r->options->unusual)
		replay_check_unusual(r);
	accept_all(r);
}
