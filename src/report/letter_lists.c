/*
 * The rows of a letter's lists: accounts, movements, lots, rewards, requests.
 * What a movement was is told to the member, not to the shop: a reason that
 * somebody wrote down is not passed on.
 */
#include "report/letter_lists.h"

#include "base/arena.h"
#include "base/currency.h"
#include "base/text.h"
#include "engine/book.h"
#include "engine/reach.h"
#include "journal/journal.h"
#include "report/expiries.h"
#include "report/letter_names.h"
#include "report/letter_text.h"
#include "report/report_scope.h"
#include "report/template.h"

/* Room for a list of at most `count` rows. */
static void begin_list(struct letters *letters, struct template_value *list,
		       size_t count)
{
	list->rows = arena_take_array(letters->scope->arena, count,
				      sizeof(struct template_value *));
	list->count = 0;
}

static struct template_value *add_row(struct letters *letters,
				      struct template_value *list, int columns)
{
	struct template_value *row =
		arena_take_array(letters->scope->arena, (size_t)columns,
				 sizeof(struct template_value));

	list->rows[list->count++] = row;
	return row;
}

static struct slice unit_of(struct letters *letters, int64_t points, int unit)
{
	struct slice words = letter_points(letters, points, unit);
	struct slice rest;

	(void)slice_cut(words, ' ', &rest);
	return rest;
}

/* --- accounts ---------------------------------------------------------------*/

/* The balance before the period: that behind its first movement without it. */
static int64_t opening_of(const struct letters *letters, uint32_t member,
			  int unit, int64_t balance)
{
	for (const struct letter_movement *one = letters->lists[member].first;
	     one != NULL; one = one->next)
		if (one->movement.unit == unit)
			return one->movement.balance - one->movement.points;
	return balance;
}

static void fill_accounts(struct letters *letters, uint32_t member,
			  struct template_value *list)
{
	const struct book *book = letters->scope->book;

	begin_list(letters, list, book->programs->unit_count);
	for (int i = 0; (size_t)i < book->programs->unit_count; i++) {
		const struct account *account = book_account(book, member, i);
		if (account == NULL)
			continue;
		struct template_value *row =
			add_row(letters, list, ACCOUNT_COUNT);
		int64_t balance = account->balance;
		int64_t pending = account_pending(book, account);
		row[ACCOUNT_UNIT].text = unit_of(letters, balance, i);
		row[ACCOUNT_OPENING].text = letter_number(
			letters, opening_of(letters, member, i, balance), i,
			false);
		row[ACCOUNT_BALANCE].text =
			letter_number(letters, balance, i, false);
		row[ACCOUNT_AVAILABLE].text = letter_number(
			letters, account_available(book, account), i, false);
		if (account->reserved != 0)
			row[ACCOUNT_RESERVED].text = letter_number(
				letters, account->reserved, i, false);
		if (pending != 0)
			row[ACCOUNT_PENDING].text =
				letter_number(letters, pending, i, false);
	}
}

/* --- movements --------------------------------------------------------------*/

static const struct reward *find_reward(const struct report_scope *scope,
					const struct event *event)
{
	const struct program *program =
		programs_on(scope->book->programs, event->day);
	struct slice name = event_operand(scope->book->journal, event);

	for (size_t i = 0; i < program->reward_count; i++)
		if (slice_equal(program->rewards[i].name, name))
			return &program->rewards[i];
	return NULL;
}

static struct slice title_of(const struct reward *reward)
{
	return reward->title.length > 0 ? reward->title : reward->name;
}

static void add_details(struct letters *letters, struct text *text,
			const struct movement *m)
{
	const struct event *event = scope_event(letters->scope, m->event);
	const struct reward *reward;

	switch ((int)event->kind) {
	case EVENT_PURCHASE:
	case EVENT_REFUND:
		if (event->currency != CURRENCY_NONE) {
			text_add(text, " of ");
			text_add_slice(text,
				       letter_money(letters, event->money));
		}
		return;
	case EVENT_BONUS:
		text_add(text, ": ");
		text_add_slice(
			text,
			event_operand(letters->scope->book->journal, event));
		return;
	case EVENT_REDEEM:
	case EVENT_REQUEST:
		reward = find_reward(letters->scope, event);
		if (reward != NULL) {
			text_add(text, ": ");
			text_add_slice(text, title_of(reward));
		}
		return;
	default:
		return;
	}
}

static struct slice words_of(struct letters *letters, const struct movement *m)
{
	static const char *const words[] = {
		[POSTING_OPENING] = "brought forward",
		[POSTING_SALE] = "purchase",
		[POSTING_BONUS] = "bonus",
		[POSTING_CLAWBACK] = "return",
		[POSTING_REDEEM] = "reward",
		[POSTING_GIVEN_BACK] = "given back",
		[POSTING_EXPIRY] = "expired",
		[POSTING_FORFEIT] = "forfeited",
		[POSTING_ADJUST] = "correction",
		[POSTING_TRANSFER_IN] = "transfer to you",
		[POSTING_TRANSFER_OUT] = "transfer to another member",
		[POSTING_RESERVE] = "reserved",
		[POSTING_RELEASE] = "released",
		[POSTING_VOID] = "taken back",
	};
	struct text text;

	text_init(&text, letters->scope->arena);
	text_add(&text, words[m->posting]);
	if (m->lot == NONE)
		add_details(letters, &text, m);
	return text_slice(&text);
}

static void fill_movements(struct letters *letters, uint32_t member,
			   struct template_value *list)
{
	begin_list(letters, list, letters->lists[member].count);
	for (const struct letter_movement *one = letters->lists[member].first;
	     one != NULL; one = one->next) {
		const struct movement *m = &one->movement;
		struct template_value *row =
			add_row(letters, list, MOVEMENT_COUNT);
		row[MOVEMENT_DATE].text = letter_day(letters, m->day);
		row[MOVEMENT_KIND].text = slice_from(m->kind);
		row[MOVEMENT_WHAT].text = words_of(letters, m);
		row[MOVEMENT_POINTS].text =
			letter_number(letters, m->points, m->unit, true);
		row[MOVEMENT_UNIT].text = unit_of(letters, m->points, m->unit);
		row[MOVEMENT_BALANCE].text =
			letter_number(letters, m->balance, m->unit, false);
	}
}

static void fill_lots(struct letters *letters, uint32_t member,
		      struct template_value *list)
{
	const struct expiry *expiries;
	size_t count = expiries_find(letters->scope->arena,
				     letters->scope->book, member, &expiries);

	begin_list(letters, list, count);
	for (size_t i = 0; i < count; i++) {
		const struct expiry *one = &expiries[i];
		struct template_value *row = add_row(letters, list, LOT_COUNT);
		row[LOT_EXPIRES].text = letter_day(letters, one->day);
		row[LOT_POINTS].text =
			letter_number(letters, one->points, one->unit, false);
		row[LOT_UNIT].text = unit_of(letters, one->points, one->unit);
	}
}

/* --- rewards ----------------------------------------------------------------*/

static void add_reward(struct letters *letters, struct template_value *list,
		       int number, const struct reach *reach)
{
	const struct reward *reward =
		&scope_program(letters->scope)->rewards[number];
	struct template_value *row = add_row(letters, list, REWARD_COUNT);

	row[REWARD_NAME].text = reward->name;
	row[REWARD_TITLE].text = title_of(reward);
	row[REWARD_COST].text =
		letter_number(letters, reach->cost, reach->unit, false);
	row[REWARD_UNIT].text = unit_of(letters, reach->cost, reach->unit);
	if (reach->missing > 0)
		row[REWARD_MISSING].text =
			letter_points(letters, reach->missing, reach->unit);
}

static void fill_rewards(struct letters *letters, uint32_t member,
			 struct template_value *rewards,
			 struct template_value *near)
{
	const struct book *book = letters->scope->book;
	size_t count = scope_program(letters->scope)->reward_count;
	size_t units = book->programs->unit_count;
	struct arena *arena = letters->scope->arena;
	struct reach *best = arena_take_array(arena, units, sizeof(*best));
	int *nearest = arena_take_array(arena, units, sizeof(*nearest));

	begin_list(letters, rewards, count);
	begin_list(letters, near, units);
	for (size_t i = 0; i < units; i++)
		nearest[i] = -1;
	for (size_t i = 0; i < count; i++) {
		struct reach reach;
		reach_find(book, member, (int)i, &reach);
		if (reach.reasons == 0)
			add_reward(letters, rewards, (int)i, &reach);
		if (reach.reasons != REACH_INSUFFICIENT ||
		    (nearest[reach.unit] >= 0 &&
		     best[reach.unit].missing <= reach.missing))
			continue;
		nearest[reach.unit] = (int)i;
		best[reach.unit] = reach;
	}
	for (size_t i = 0; i < units; i++)
		if (nearest[i] >= 0)
			add_reward(letters, near, nearest[i], &best[i]);
}

static void add_request(struct letters *letters, struct template_value *list,
			const struct redemption *one)
{
	const struct book *book = letters->scope->book;
	const struct event *event = scope_event(letters->scope, one->event);
	const struct reward *reward = find_reward(letters->scope, event);
	struct template_value *row = add_row(letters, list, REQUEST_COUNT);

	row[REQUEST_REFERENCE].text = event_reference(book->journal, event);
	row[REQUEST_TITLE].text = reward == NULL
					  ? event_operand(book->journal, event)
					  : title_of(reward);
	row[REQUEST_STATE].text = slice_from(
		redemption_state_name((enum redemption_state)one->state));
	row[REQUEST_DATE].text = letter_day(letters, one->requested);
	row[REQUEST_POINTS].text =
		letter_number(letters, one->points, one->unit, false);
	row[REQUEST_UNIT].text = unit_of(letters, one->points, one->unit);
	row[REQUEST_EXPIRES].text = letter_day(letters, one->expires);
}

static void fill_requests(struct letters *letters, uint32_t member,
			  struct template_value *list)
{
	const struct book *book = letters->scope->book;

	begin_list(letters, list, letters->open_count);
	for (size_t i = 0; i < letters->open_count; i++) {
		const struct redemption *one =
			&book->redemptions[letters->open[i]];
		if (book_member_now(book, one->member) == member)
			add_request(letters, list, one);
	}
}

void letter_lists_fill(struct letters *letters, uint32_t member,
		       struct template_value *values)
{
	fill_accounts(letters, member, &values[LETTER_ACCOUNTS]);
	fill_movements(letters, member, &values[LETTER_MOVEMENTS]);
	fill_lots(letters, member, &values[LETTER_LOTS]);
	fill_rewards(letters, member, &values[LETTER_REWARDS],
		     &values[LETTER_NEAR]);
	fill_requests(letters, member, &values[LETTER_REQUESTS]);
}
