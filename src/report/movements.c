/*
 * Two sorted lists walked side by side: the postings of the replay, and the
 * events that have none.
 */
#include "report/movements.h"

#include "base/arena.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "journal/order.h"
#include "report/report_scope.h"

struct walk {
	const struct report_scope *scope;
	movement_taker *take;
	void *context;
	int64_t *balances; /* by account, after merges */
};

static uint32_t account_now(const struct book *book, uint32_t account)
{
	while (book->accounts[account].merged_into != NONE)
		account = book->accounts[account].merged_into;
	return account;
}

/* One word a reader knows for what a posting did. */
static const char *posting_word(const struct report_scope *scope,
				const struct posting *posting)
{
	const struct event *e = scope_event(scope, posting->event);

	switch ((enum posting_kind)posting->kind) {
	case POSTING_EXPIRY:
	case POSTING_FORFEIT:
	case POSTING_TRANSFER_IN:
	case POSTING_TRANSFER_OUT:
	case POSTING_GIVEN_BACK:
	case POSTING_CLAWBACK:
	case POSTING_RESERVE:
	case POSTING_RELEASE:
		return posting_kind_name((enum posting_kind)posting->kind);
	case POSTING_OPENING:
	case POSTING_SALE:
	case POSTING_BONUS:
	case POSTING_REDEEM:
	case POSTING_ADJUST:
	case POSTING_VOID:
		break;
	}
	return directive_of((enum event_kind)e->kind)->keyword;
}

/* Two accounts that became one: nothing moved for whoever looks now. */
static bool is_merge(const struct report_scope *scope,
		     const struct posting *posting)
{
	return scope_event(scope, posting->event)->kind == EVENT_MERGE;
}

static void take_posting(const struct walk *walk, const struct posting *posting)
{
	const struct book *book = walk->scope->book;
	uint32_t number = account_now(book, posting->account);
	const struct account *account = &book->accounts[number];

	if (is_merge(walk->scope, posting))
		return;
	walk->balances[number] += posting->points;
	walk->take(walk->context,
		   &(struct movement){
			   .day = posting->day,
			   .event = posting->event,
			   .member = account->member,
			   .written = book->accounts[posting->account].member,
			   .lot = posting->lot,
			   .posting = posting->kind,
			   .kind = posting_word(walk->scope, posting),
			   .has_points = true,
			   .unit = account->unit,
			   .points = posting->points,
			   .held = posting->held,
			   .balance = walk->balances[number],
		   });
}

/* The member of an event that names only another event. */
static uint32_t member_of(const struct book *book, const struct event *e)
{
	if (e->member != INTERN_NONE)
		return e->member;
	uint32_t target =
		journal_find(book->journal, event_operand(book->journal, e));
	return target == EVENT_NONE ? NONE
				    : book->journal->events[target].member;
}

static void take_event(const struct walk *walk, uint32_t event)
{
	const struct book *book = walk->scope->book;
	const struct event *e = scope_event(walk->scope, event);
	uint32_t written = member_of(book, e);

	walk->take(
		walk->context,
		&(struct movement){
			.day = e->day,
			.event = event,
			.member = written == NONE
					  ? NONE
					  : book_member_now(book, written),
			.written = written,
			.lot = NONE,
			.kind = directive_of((enum event_kind)e->kind)->keyword,
		});
}

/* A recorded expiry shows as the derived one. */
static bool is_told(const struct report_scope *scope, uint32_t event)
{
	const struct event *e = scope_event(scope, event);

	return e->kind == EVENT_EXPIRE &&
	       event_attribute(scope->book->journal, e, KEY_WHY) == NULL;
}

/* Which events have a posting of their own. */
static bool *posted_events(const struct report_scope *scope)
{
	const struct book *book = scope->book;
	bool *posted = arena_take_array(
		scope->arena, book->journal->event_count, sizeof(*posted));

	for (size_t i = 0; i < book->posting_count; i++) {
		const struct posting *posting = &book->postings[i];
		if (posting->kind != POSTING_EXPIRY &&
		    !is_merge(scope, posting))
			posted[posting->event] = true;
	}
	return posted;
}

/* The step of a line that made the posting (order.h: a line may act twice). */
static order_step step_of(const struct report_scope *scope,
			  const struct posting *posting)
{
	int kind = scope_event(scope, posting->event)->kind;
	bool takes = posting->points < 0 &&
		     (kind == EVENT_REFUND || kind == EVENT_MOVE);

	return posting->event * 2 + (takes ? 1 : 0);
}

/* True when the posting stands before the step in book order. */
static bool posting_first(const struct report_scope *scope,
			  const struct posting *posting, order_step step)
{
	const struct event *e = scope_event(scope, ORDER_EVENT(step));

	if (posting->day.number != e->day.number)
		return posting->day.number < e->day.number;
	if (posting->kind == POSTING_EXPIRY)
		return true;
	return order_compare(scope->book->journal, step_of(scope, posting),
			     step) <= 0;
}

void movements_visit(const struct report_scope *scope, movement_taker *take,
		     void *context)
{
	const struct book *book = scope->book;
	const bool *posted = posted_events(scope);
	struct walk walk = {
		.scope = scope,
		.take = take,
		.context = context,
		.balances = arena_take_array(scope->arena, book->account_count,
					     sizeof(*walk.balances)),
	};
	size_t count;
	size_t next = 0;
	order_step *steps = order_steps(scope->arena, book->journal, &count);

	for (size_t i = 0; i < count; i++) {
		uint32_t event = ORDER_EVENT(steps[i]);
		if (posted[event] || ORDER_PART(steps[i]) != 0 ||
		    is_told(scope, event) ||
		    !(book->effects[event].flags & EFFECT_APPLIED))
			continue;
		while (next < book->posting_count &&
		       posting_first(scope, &book->postings[next], steps[i]))
			take_posting(&walk, &book->postings[next++]);
		take_event(&walk, event);
	}
	while (next < book->posting_count)
		take_posting(&walk, &book->postings[next++]);
}
