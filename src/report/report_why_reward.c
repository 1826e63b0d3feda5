/*
 * `why` of a member and a reward: every reason that stands in the way, with
 * the numbers behind it, and when points that wait become usable.
 */
#include "base/arena.h"
#include "base/currency.h"
#include "base/decimal.h"
#include "base/text.h"
#include "engine/book.h"
#include "engine/reach.h"
#include "engine/tier.h"
#include "journal/journal.h"
#include "report/event_words.h"
#include "report/report_scope.h"
#include "report/report_why.h"
#include "report/sheet.h"
#include "rules/rules_words.h"

static const struct sheet_section reach_section = {
	.name = "reach",
	.parts = { SHEET_WHAT, SHEET_TEXT, SHEET_END },
};

static const struct sheet_section waiting_section = {
	.name = "waiting",
	.parts = { SHEET_DATE, SHEET_CHANGE, SHEET_TEXT, SHEET_REF, SHEET_PLACE,
		   SHEET_END },
	.heads = { "usable from", "points", "from", "ref", "line" },
};

/* What is being explained. */
struct asked {
	const struct report_scope *scope;
	struct sheet *sheet;
	uint32_t member;
	const struct reward *reward;
	struct reach reach;
	struct text text;
};

static void add_points(struct asked *asked, const char *before, int64_t points)
{
	text_add(&asked->text, before);
	event_words_add_points(&asked->text, asked->scope->book,
			       asked->reach.unit, points);
}

static void add_day(struct asked *asked, const char *before, struct day day)
{
	char text[DAY_TEXT_MAX];

	if (!day_is_real(day))
		return;
	day_print(day, text);
	text_add_format(&asked->text, "%s%s", before, text);
}

/* What stands in the text becomes a row. */
static void end_row(struct asked *asked, struct slice what)
{
	sheet_add_text(asked->sheet, what,
		       arena_copy_slice(asked->scope->arena,
					text_slice(&asked->text)));
	text_clear(&asked->text);
}

/* ---- each reason ---- */

static void explain_points(struct asked *asked)
{
	const struct reach *reach = &asked->reach;

	add_points(asked, "it costs ", reach->cost);
	add_points(asked, ", and ", reach->available);
	text_add(&asked->text, " can be used");
	if (reach->missing > 0)
		add_points(asked, ": missing ", reach->missing);
	end_row(asked, reach->missing > 0 ? SLICE("insufficient_balance")
					  : SLICE("points"));
	if (reach->reserved > 0 && reach->missing > 0) {
		add_points(asked, "", reach->reserved);
		text_add(&asked->text, " wait in open requests");
		end_row(asked, SLICE(""));
	}
	if (reach->deficit > 0) {
		add_points(asked, "", reach->deficit);
		text_add(&asked->text,
			 " are owed: the next points pay them first");
		end_row(asked, SLICE(""));
	}
	if (reach->pending == 0 || reach->missing == 0)
		return;
	add_points(asked, "", reach->pending);
	text_add(&asked->text, " are not usable yet");
	if (day_is_real(reach->covered))
		add_day(asked, "; with them it is enough from ",
			reach->covered);
	else
		text_add(&asked->text, ", and with them it is not enough");
	end_row(asked, SLICE(""));
}

static void explain_person(struct asked *asked)
{
	const struct member *m = &asked->scope->book->members[asked->member];

	if (m->status != MEMBER_ACTIVE)
		text_add_format(
			&asked->text, "the member is %s",
			member_status_name((enum member_status)m->status));
	else
		text_add(&asked->text, "not a member on that day");
	if (m->status != MEMBER_ACTIVE)
		add_day(asked, " since ", m->status_day);
	else
		add_day(asked, ": joins on ", m->joined);
	end_row(asked, SLICE("blocked"));
}

static void explain_offer(struct asked *asked)
{
	const struct program *program = scope_program(asked->scope);

	text_add(&asked->text, "on offer");
	add_day(asked, " from ", asked->reward->from);
	add_day(asked, " until ", asked->reward->until);
	if (!day_is_real(asked->reward->from) &&
	    !day_is_real(asked->reward->until)) {
		text_clear(&asked->text);
		text_add(&asked->text, "the programme redeems");
		add_day(asked, " from ", program->starts);
		add_day(asked, " until ", program->redeeming_ends);
	}
	add_day(asked, ", not on ", asked->scope->book->as_of);
	end_row(asked, SLICE("inactive"));
}

static void add_metric(struct asked *asked, int64_t metric)
{
	const struct program *program = scope_program(asked->scope);

	switch (program->tiers.metric) {
	case METRIC_POINTS:
		event_words_add_points(&asked->text, asked->scope->book,
				       program->tiers.unit, metric);
		break;
	case METRIC_SPEND:
		decimal_add_text(&asked->text, metric,
				 currency_scale(program->currency), false);
		text_add_format(&asked->text, " %s",
				currency_code(program->currency));
		break;
	case METRIC_VISITS:
		text_add_format(&asked->text, "%lld visits", (long long)metric);
		break;
	}
}

static void explain_tier(struct asked *asked)
{
	const struct report_scope *scope = asked->scope;
	const struct program *program = scope_program(scope);
	const struct level *level =
		&program->tiers.levels[asked->reach.needed_level];
	struct tier_status status = tier_status_on(
		scope->book->members[asked->member].tier, scope->book->as_of);

	text_add_format(&asked->text, "it is for %.*s",
			SLICE_ARGS(level->name));
	text_add(&asked->text, (size_t)asked->reach.needed_level + 1 <
					       program->tiers.level_count
				       ? " and above"
				       : "");
	text_add(&asked->text, ", the member is ");
	text_add_slice(&asked->text, scope_level(scope, asked->member));
	if (level->at > status.metric) {
		text_add(&asked->text, ": missing ");
		add_metric(asked, level->at - status.metric);
	}
	end_row(asked, SLICE("tier"));
}

static void explain_limit(struct asked *asked)
{
	const struct report_scope *scope = asked->scope;
	const struct limit *limit = &asked->reward->limit;
	struct rules_words words = {
		.text = &asked->text,
		.programs = scope->book->programs,
		.program = scope_program(scope),
		.day = DAY_NONE,
	};
	struct text rule;

	text_init(&rule, scope->arena);
	words.text = &rule;
	rules_words_add_limit(&words, limit, asked->reward->unit);
	text_add_slice(&asked->text, slice_from_offset(text_slice(&rule), 2));
	if (limit->counts_times)
		text_add_format(&asked->text, ", and it was had %lld times",
				(long long)asked->reach.used);
	else
		add_points(asked, ", and there went ", asked->reach.used);
	end_row(asked, SLICE("limit"));
}

static void explain_stock(struct asked *asked)
{
	text_add_format(&asked->text, "%lld on the shelf",
			(long long)asked->reach.stock);
	end_row(asked, SLICE("out_of_stock"));
}

/* ---- points that wait ---- */

static void add_waiting(struct asked *asked)
{
	const struct book *book = asked->scope->book;
	const struct account *account =
		book_account(book, asked->member, asked->reach.unit);
	bool begun = false;

	for (size_t i = 0; account != NULL && i < book->lot_count; i++) {
		const struct lot *lot = &book->lots[i];
		if (lot->remaining == 0 || !lot_is_pending(book, lot) ||
		    lot_account(book, lot) != account)
			continue;
		if (!begun)
			sheet_add_section(asked->sheet, &waiting_section,
					  SLICE("Points that are not usable "
						"yet"));
		begun = true;
		struct sheet_row *row = sheet_add_row(asked->sheet);
		row->day = lot->usable_from;
		row->text = event_words(asked->scope->arena, book,
					scope_event(asked->scope, lot->event));
		sheet_set_points(row, lot->remaining,
				 scope_unit(asked->scope, asked->reach.unit));
		event_words_set_place(row, book, lot->event);
	}
}

static struct slice title_of(struct asked *asked)
{
	const struct reward *reward = asked->reward;
	struct text title;
	char day[DAY_TEXT_MAX];

	day_print(asked->scope->book->as_of, day);
	text_init(&title, asked->scope->arena);
	event_words_add_member(&title, asked->scope->book, asked->member);
	text_add(&title,
		 asked->reach.reasons == 0 ? " can have " : " cannot have ");
	text_add_slice(&title, reward->name);
	if (reward->title.length > 0) {
		text_add(&title, " (");
		text_add_slice(&title, reward->title);
		text_add(&title, ")");
	}
	text_add_format(&title, " on %s", day);
	return text_slice(&title);
}

void report_why_add_reward(const struct report_scope *scope,
			   struct sheet *sheet, uint32_t member, int reward)
{
	struct asked asked = {
		.scope = scope,
		.sheet = sheet,
		.member = book_member_now(scope->book, member),
		.reward = &scope_program(scope)->rewards[reward],
	};

	text_init(&asked.text, scope->arena);
	reach_find(scope->book, member, reward, &asked.reach);
	sheet_add_section(sheet, &reach_section, title_of(&asked));
	if (asked.reach.reasons & REACH_BLOCKED)
		explain_person(&asked);
	if (asked.reach.reasons & REACH_INACTIVE)
		explain_offer(&asked);
	if (asked.reach.reasons & REACH_TIER)
		explain_tier(&asked);
	if (asked.reach.reasons & REACH_STOCK)
		explain_stock(&asked);
	if (asked.reach.reasons & REACH_LIMIT)
		explain_limit(&asked);
	explain_points(&asked);
	if (asked.reach.missing > 0)
		add_waiting(&asked);
}
