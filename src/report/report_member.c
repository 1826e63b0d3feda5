/*
 * `member`: who it is, the level and the way to the next, what there is and
 * until when, what can be had for it, and what happened last. Short enough
 * for one screen; the whole story is in `why`.
 */
#include "report/report_member.h"

#include "base/arena.h"
#include "base/currency.h"
#include "base/decimal.h"
#include "base/text.h"
#include "engine/book.h"
#include "engine/reach.h"
#include "engine/tier.h"
#include "journal/journal.h"
#include "report/event_words.h"
#include "report/expiries.h"
#include "report/movements.h"
#include "report/report_rewards.h"
#include "report/report_scope.h"
#include "report/sheet.h"

enum {
	EXPIRIES_MAX = 3,
	LAST_MAX = 6
};

static const struct column columns[] = { SHEET_COLUMNS };

const struct report report_member = {
	.name = "member",
	.title = "A member",
	.columns = columns,
};

static const struct sheet_section who_section = {
	.name = "who",
	.parts = { SHEET_WHAT, SHEET_TEXT, SHEET_END },
};

static const struct sheet_section points_section = {
	.name = "points",
	.parts = { SHEET_AMOUNT, SHEET_TEXT, SHEET_END },
};

static const struct sheet_section expiry_section = {
	.name = "expiring",
	.parts = { SHEET_EXPIRES, SHEET_AMOUNT, SHEET_TEXT, SHEET_END },
};

static const struct sheet_section rewards_section = {
	.name = "rewards",
	.parts = { SHEET_WHAT, SHEET_AMOUNT, SHEET_TEXT, SHEET_END },
};

static const struct sheet_section last_section = {
	.name = "last",
	.parts = { SHEET_DATE, SHEET_WHAT, SHEET_TEXT, SHEET_CHANGE, SHEET_REF,
		   SHEET_END },
};

/* A row whose text is being put together. */
struct card {
	const struct report_scope *scope;
	struct sheet *sheet;
	uint32_t member;
	struct text text;
};

static void add_day(struct card *card, const char *before, struct day day)
{
	char text[DAY_TEXT_MAX];

	if (!day_is_real(day))
		return;
	day_print(day, text);
	text_add_format(&card->text, "%s%s", before, text);
}

static struct slice end_text(struct card *card)
{
	struct slice text =
		arena_copy_slice(card->scope->arena, text_slice(&card->text));

	text_clear(&card->text);
	return text;
}

/* ---- who ---- */

static void add_status(struct card *card)
{
	const struct member *m = &card->scope->book->members[card->member];

	text_add(&card->text,
		 member_status_name((enum member_status)m->status));
	if (m->status != MEMBER_ACTIVE)
		add_day(card, " since ", m->status_day);
	add_day(card, ", joined ", m->joined);
	if (m->referred_by != NONE) {
		text_add(&card->text, ", brought by ");
		event_words_add_member(&card->text, card->scope->book,
				       m->referred_by);
	}
	sheet_add_text(card->sheet, SLICE("status"), end_text(card));
}

static void add_contact(struct card *card)
{
	static const enum attribute_key keys[] = { KEY_EMAIL, KEY_PHONE,
						   KEY_CARD, KEY_BIRTHDAY };

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		struct slice value = book_member_profile(card->scope->book,
							 card->member, keys[i]);
		if (value.length == 0)
			continue;
		text_add(&card->text, card->text.length > 0 ? ", " : "");
		if (keys[i] == KEY_CARD || keys[i] == KEY_BIRTHDAY)
			text_add_format(&card->text, "%s ",
					attribute_name(keys[i]));
		text_add_slice(&card->text, value);
	}
	if (card->text.length > 0)
		sheet_add_text(card->sheet, SLICE("contact"), end_text(card));
}

static void add_metric(struct card *card, int64_t metric)
{
	const struct program *program = scope_program(card->scope);

	switch (program->tiers.metric) {
	case METRIC_POINTS:
		event_words_add_points(&card->text, card->scope->book,
				       program->tiers.unit, metric);
		break;
	case METRIC_SPEND:
		decimal_add_text(&card->text, metric,
				 currency_scale(program->currency), false);
		text_add_format(&card->text, " %s",
				currency_code(program->currency));
		break;
	case METRIC_VISITS:
		text_add_format(&card->text, "%lld visits", (long long)metric);
		break;
	}
}

static void add_level(struct card *card)
{
	const struct tiers *tiers = &scope_program(card->scope)->tiers;
	const struct book *book = card->scope->book;

	if (!tiers->is_set)
		return;
	struct tier_status status =
		tier_status_on(book->members[card->member].tier, book->as_of);
	if (status.level < 0)
		return;
	text_add_slice(&card->text, tiers->levels[status.level].name);
	add_day(card, " since ", status.since);
	add_day(card, ", kept until ", status.until);
	if (status.next >= 0) {
		text_add(&card->text, "; ");
		add_metric(card, status.missing);
		text_add(&card->text, " to ");
		text_add_slice(&card->text, tiers->levels[status.next].name);
	}
	sheet_add_text(card->sheet, SLICE("tier"), end_text(card));
}

static void add_visits(struct card *card)
{
	const struct member *m = &card->scope->book->members[card->member];
	const struct program *program = scope_program(card->scope);

	text_add_format(&card->text, "%lu visit%s, ", (unsigned long)m->visits,
			m->visits == 1 ? "" : "s");
	decimal_add_text(&card->text, m->spend,
			 currency_scale(program->currency), false);
	text_add_format(&card->text, " %s", currency_code(program->currency));
	add_day(card, ", first ", m->first_purchase);
	add_day(card, ", last ", m->last_purchase);
	sheet_add_text(card->sheet, SLICE("bought"), end_text(card));
}

/* ---- what there is ---- */

static void add_part(struct card *card, int64_t points, const char *words,
		     const struct unit *unit)
{
	if (points == 0)
		return;
	text_add(&card->text, card->text.length > 0 ? ", " : "");
	decimal_add_text(&card->text, points, unit->decimals, false);
	text_add(&card->text, words);
}

static void add_points(struct card *card)
{
	const struct book *book = card->scope->book;

	sheet_add_section(card->sheet, &points_section, SLICE("Has"));
	for (int i = 0; (size_t)i < book->programs->unit_count; i++) {
		const struct account *account =
			book_account(book, card->member, i);
		const struct unit *unit = scope_unit(card->scope, i);
		int64_t pending = 0;
		int64_t available = 0;
		if (account == NULL &&
		    i != scope_program(card->scope)->first_unit)
			continue;
		struct sheet_row *row = sheet_add_row(card->sheet);
		row->what = SLICE("balance");
		sheet_set_points(row, account == NULL ? 0 : account->balance,
				 unit);
		if (account == NULL)
			continue;
		pending = account_pending(book, account);
		available = account_available(book, account);
		if (available != account->balance) {
			add_part(card, available, " can be used", unit);
			add_part(card, account->reserved, " reserved", unit);
			add_part(card, pending, " not usable yet", unit);
			add_part(card, account->deficit, " owed", unit);
			row->text = end_text(card);
		}
	}
}

static void add_expiries(struct card *card)
{
	const struct expiry *list;
	size_t count = expiries_find(card->scope->arena, card->scope->book,
				     card->member, &list);

	if (count == 0)
		return;
	sheet_add_section(card->sheet, &expiry_section,
			  SLICE("Can be used until"));
	for (size_t i = 0; i < count && i < EXPIRIES_MAX; i++) {
		struct sheet_row *row = sheet_add_row(card->sheet);
		row->expires = list[i].day;
		row->what = SLICE("expires");
		sheet_set_points(row, list[i].points,
				 scope_unit(card->scope, list[i].unit));
		if (i + 1 == EXPIRIES_MAX && count > EXPIRIES_MAX)
			row->text = slice_from(arena_print(
				card->scope->arena, "and %zu more days",
				count - EXPIRIES_MAX));
	}
}

/* ---- what can be had ---- */

static void add_reward(struct card *card, int number, const struct reach *reach)
{
	const struct reward *reward =
		&scope_program(card->scope)->rewards[number];
	struct sheet_row *row;

	if (card->sheet->section != &rewards_section)
		sheet_add_section(card->sheet, &rewards_section,
				  SLICE("Can have"));
	row = sheet_add_row(card->sheet);
	row->what = reward->name;
	sheet_set_points(row, reach->cost,
			 scope_unit(card->scope, reach->unit));
	if (reach->reasons == 0) {
		row->text = reward->title;
		return;
	}
	text_add(&card->text, "missing ");
	event_words_add_points(&card->text, card->scope->book, reach->unit,
			       reach->missing);
	row->text = end_text(card);
}

/* The reward of a unit that only few points are missing to. */
static void add_nearest(struct card *card, int unit)
{
	size_t count = scope_program(card->scope)->reward_count;
	struct reach near = { .missing = INT64_MAX };
	struct reach reach;
	int nearest = -1;

	for (size_t i = 0; i < count; i++) {
		reach_find(card->scope->book, card->member, (int)i, &reach);
		if (reach.unit != unit || reach.reasons != REACH_INSUFFICIENT ||
		    reach.missing >= near.missing)
			continue;
		nearest = (int)i;
		near = reach;
	}
	if (nearest >= 0)
		add_reward(card, nearest, &near);
}

/* All within reach, then the nearest of each unit; no section without any. */
static void add_rewards(struct card *card)
{
	const struct book *book = card->scope->book;
	size_t count = scope_program(card->scope)->reward_count;
	struct reach reach;

	for (size_t i = 0; i < count; i++) {
		reach_find(book, card->member, (int)i, &reach);
		if (reach.reasons == 0)
			add_reward(card, (int)i, &reach);
	}
	for (int i = 0; (size_t)i < book->programs->unit_count; i++)
		add_nearest(card, i);
}

/* ---- what happened last ---- */

/* A movement, or several lots that expired together. */
struct last_row {
	struct movement movement;
	size_t lots;
};

struct last {
	const struct report_scope *scope;
	uint32_t member;
	struct last_row rows[LAST_MAX];
	size_t count; /* seen so far */
};

static void keep_movement(void *context, const struct movement *movement)
{
	struct last *last = context;
	struct last_row *row =
		&last->rows[(last->count + LAST_MAX - 1) % LAST_MAX];

	if (movement->member != last->member ||
	    scope_event(last->scope, movement->event)->kind == EVENT_BALANCE)
		return;
	if (movement->lot != NONE && last->count > 0 &&
	    row->movement.lot != NONE &&
	    row->movement.day.number == movement->day.number &&
	    row->movement.unit == movement->unit) {
		row->movement.points += movement->points;
		row->lots++;
		return;
	}
	last->rows[last->count++ % LAST_MAX] =
		(struct last_row){ *movement, 1 };
}

static void add_last(struct card *card)
{
	struct last last = { .scope = card->scope, .member = card->member };

	movements_visit(card->scope, keep_movement, &last);
	if (last.count == 0)
		return;
	sheet_add_section(card->sheet, &last_section, SLICE("Last"));
	size_t shown = last.count < LAST_MAX ? last.count : LAST_MAX;
	for (size_t i = 0; i < shown; i++) {
		const struct last_row *kept =
			&last.rows[(last.count - 1 - i) % LAST_MAX];
		const struct movement *m = &kept->movement;
		struct sheet_row *row = sheet_add_row(card->sheet);
		row->day = m->day;
		row->minute =
			m->lot == NONE
				? scope_event(card->scope, m->event)->minute
				: MINUTE_NONE;
		row->what = slice_from(m->kind);
		row->text = event_words_of_movement(card->scope->arena,
						    card->scope->book, m);
		if (m->points != 0)
			sheet_set_points(row, m->points,
					 scope_unit(card->scope, m->unit));
		if (m->has_points)
			sheet_set_balance(row, m->balance,
					  scope_unit(card->scope, m->unit));
		if (kept->lots > 1)
			row->text = slice_from(arena_print(
				card->scope->arena, "of %zu lots", kept->lots));
		else
			event_words_set_place(row, card->scope->book, m->event);
	}
}

void report_member_add(const struct report_scope *scope, struct sheet *sheet,
		       uint32_t member)
{
	struct card card = {
		.scope = scope,
		.sheet = sheet,
		.member = book_member_now(scope->book, member),
	};

	text_init(&card.text, scope->arena);
	event_words_add_member(&card.text, scope->book, card.member);
	sheet_add_section(sheet, &who_section, end_text(&card));
	add_status(&card);
	add_contact(&card);
	add_level(&card);
	add_visits(&card);
	add_points(&card);
	add_expiries(&card);
	add_rewards(&card);
	add_last(&card);
}
