/*
 * Filling the values of letters. The movements of the period are gathered once
 * and hung on their members; all else is asked of the book member by member.
 */
#include "report/letter.h"

#include "base/arena.h"
#include "engine/book.h"
#include "engine/tier.h"
#include "journal/journal.h"
#include "report/letter_lists.h"
#include "report/letter_names.h"
#include "report/letter_text.h"
#include "report/report_scope.h"
#include "report/template.h"

/* --- gathering movements ----------------------------------------------------*/

static void keep(void *context, const struct movement *movement)
{
	struct letters *letters = context;
	struct letter_movement *last;

	if (movement->member == NONE || movement->points == 0 ||
	    !period_has(letters->frame.period, movement->day))
		return;
	struct letter_list *list = &letters->lists[movement->member];
	last = list->last;
	if (last != NULL && movement->lot != NONE &&
	    last->movement.lot != NONE &&
	    last->movement.unit == movement->unit &&
	    last->movement.day.number == movement->day.number) {
		last->movement.points += movement->points;
		last->movement.balance = movement->balance;
		return;
	}
	struct letter_movement *added =
		arena_take(letters->scope->arena, sizeof(*added));
	added->movement = *movement;
	*(last == NULL ? &list->first : &last->next) = added;
	list->last = added;
	list->count++;
}

static void find_open(struct letters *letters)
{
	const struct book *book = letters->scope->book;
	uint32_t *open = arena_take_array(
		letters->scope->arena, book->redemption_count, sizeof(*open));

	for (uint32_t i = 0; i < book->redemption_count; i++) {
		const struct redemption *one = &book->redemptions[i];
		if ((one->state == REDEMPTION_REQUESTED ||
		     one->state == REDEMPTION_APPROVED) &&
		    (book->effects[one->event].flags & EFFECT_APPLIED))
			open[letters->open_count++] = i;
	}
	letters->open = open;
}

bool letter_has_request(const struct letters *letters, uint32_t member)
{
	const struct book *book = letters->scope->book;

	for (size_t i = 0; i < letters->open_count; i++) {
		const struct redemption *one =
			&book->redemptions[letters->open[i]];
		if (book_member_now(book, one->member) == member)
			return true;
	}
	return false;
}

struct letters *letters_new(const struct report_scope *scope,
			    const struct letter_frame *frame)
{
	struct letters *letters = arena_take(scope->arena, sizeof(*letters));

	*letters = (struct letters){
		.scope = scope,
		.frame = *frame,
		.lists = arena_take_array(scope->arena,
					  scope->book->member_count,
					  sizeof(*letters->lists)),
	};
	movements_visit(scope, keep, letters);
	find_open(letters);
	return letters;
}

/* --- texts ------------------------------------------------------------------*/

static struct slice integer(struct letters *letters, int64_t value)
{
	return slice_from(
		arena_print(letters->scope->arena, "%lld", (long long)value));
}

/* --- values -----------------------------------------------------------------*/

static void fill_member(struct letters *letters, uint32_t member,
			struct template_value *values)
{
	static const struct {
		enum letter_name name;
		enum attribute_key key;
	} profile[] = {
		{ LETTER_EMAIL, KEY_EMAIL },
		{ LETTER_PHONE, KEY_PHONE },
		{ LETTER_CARD, KEY_CARD },
		{ LETTER_ADDRESS, KEY_ADDRESS },
		{ LETTER_BIRTHDAY, KEY_BIRTHDAY },
	};
	const struct book *book = letters->scope->book;
	const struct member *m = &book->members[member];
	struct slice name = book_member_name(book, member);

	values[LETTER_MEMBER].text =
		intern_text(&book->journal->members, member);
	values[LETTER_NAME].text =
		name.length > 0 ? name : values[LETTER_MEMBER].text;
	for (size_t i = 0; i < sizeof(profile) / sizeof(*profile); i++)
		values[profile[i].name].text =
			book_member_profile(book, member, profile[i].key);
	values[LETTER_JOINED].text = letter_day(letters, m->joined);
	values[LETTER_VISITS].text = integer(letters, m->visits);
	values[LETTER_SPEND].text = letter_money(letters, m->spend);
	values[LETTER_LAST_VISIT].text = letter_day(letters, m->last_purchase);
	if (day_is_real(m->last_purchase))
		values[LETTER_DAYS_AWAY].text = integer(
			letters, day_difference(m->last_purchase, book->as_of));
}

static void fill_frame(struct letters *letters, struct template_value *values)
{
	const struct program *program = scope_program(letters->scope);
	const struct letter_frame *frame = &letters->frame;

	values[LETTER_PROGRAMME].text = program->name;
	values[LETTER_SENDER].text = program->messages_from;
	values[LETTER_TODAY].text = letter_day(letters, frame->today);
	values[LETTER_DATE].text =
		letter_day(letters, letters->scope->book->as_of);
	values[LETTER_PERIOD].text = frame->period_text;
	values[LETTER_FROM].text = letter_day(letters, frame->period.from);
	values[LETTER_TO].text = letter_day(letters, frame->period.to);
}

static struct slice missing(struct letters *letters, int64_t metric)
{
	const struct tiers *tiers = &scope_program(letters->scope)->tiers;

	switch (tiers->metric) {
	case METRIC_POINTS:
		return letter_points(letters, metric, tiers->unit);
	case METRIC_SPEND:
		return letter_money(letters, metric);
	case METRIC_VISITS:
		break;
	}
	return slice_from(arena_print(letters->scope->arena, "%lld visit%s",
				      (long long)metric,
				      metric == 1 ? "" : "s"));
}

static void fill_tier(struct letters *letters, uint32_t member,
		      struct template_value *values)
{
	const struct tiers *tiers = &scope_program(letters->scope)->tiers;
	const struct book *book = letters->scope->book;

	if (!tiers->is_set)
		return;
	struct tier_status status =
		tier_status_on(book->members[member].tier, book->as_of);
	if (status.level < 0)
		return;
	values[LETTER_TIER].text = tiers->levels[status.level].name;
	values[LETTER_TIER_UNTIL].text = letter_day(letters, status.until);
	if (status.next < 0)
		return;
	values[LETTER_NEXT_TIER].text = tiers->levels[status.next].name;
	values[LETTER_MISSING].text = missing(letters, status.missing);
}

/* What came and went in the period, of the first unit. */
static void fill_totals(struct letters *letters, uint32_t member,
			struct template_value *values)
{
	int unit = scope_program(letters->scope)->first_unit;
	int64_t earned = 0;
	int64_t used = 0;
	int64_t expired = 0;

	for (const struct letter_movement *one = letters->lists[member].first;
	     one != NULL; one = one->next) {
		const struct movement *m = &one->movement;
		if (m->unit != unit)
			continue;
		if (m->posting == POSTING_SALE || m->posting == POSTING_BONUS)
			earned += m->points;
		else if (m->posting == POSTING_REDEEM ||
			 m->posting == POSTING_GIVEN_BACK)
			used -= m->points;
		else if (m->posting == POSTING_EXPIRY ||
			 m->posting == POSTING_FORFEIT)
			expired -= m->points;
	}
	if (earned != 0)
		values[LETTER_EARNED].text =
			letter_points(letters, earned, unit);
	if (used != 0)
		values[LETTER_USED].text = letter_points(letters, used, unit);
	if (expired != 0)
		values[LETTER_EXPIRED].text =
			letter_points(letters, expired, unit);
}

static void fill_points(struct letters *letters, uint32_t member,
			struct template_value *values)
{
	const struct book *book = letters->scope->book;
	int unit = scope_program(letters->scope)->first_unit;
	const struct account *account = book_account(book, member, unit);
	int64_t expiring = 0;

	values[LETTER_POINTS].text = letter_points(
		letters, account == NULL ? 0 : account->balance, unit);
	values[LETTER_AVAILABLE].text = letter_points(
		letters, account == NULL ? 0 : account_available(book, account),
		unit);
	if (account == NULL)
		return;
	struct day next = account_next_expiry(book, account, &expiring);
	if (!day_is_real(next))
		return;
	values[LETTER_EXPIRES].text = letter_day(letters, next);
	values[LETTER_EXPIRING].text = letter_points(letters, expiring, unit);
}

struct template_value *letter_values(struct letters *letters, uint32_t member)
{
	struct template_value *values = arena_take_array(
		letters->scope->arena, LETTER_COUNT, sizeof(*values));

	fill_frame(letters, values);
	fill_member(letters, member, values);
	fill_tier(letters, member, values);
	fill_points(letters, member, values);
	fill_totals(letters, member, values);
	letter_lists_fill(letters, member, values);
	return values;
}
