/*
 * Points to hledger, ledger and beancount. Each posting of the book becomes
 * one balanced transaction; what differs between the programs (names of
 * accounts and commodities, quoting, directives, assertions) is a row of the
 * table of dialects or a short function. Amounts are written from integers.
 */
#include "exchange/export_points.h"

#include "base/arena.h"
#include "base/decimal.h"
#include "base/text.h"
#include "engine/book.h"
#include "journal/journal.h"

const char *const export_targets[] = {
	[EXPORT_HLEDGER] = "hledger",
	[EXPORT_LEDGER] = "ledger",
	[EXPORT_BEANCOUNT] = "beancount",
	NULL,
};

struct export
{
	struct arena *arena;
	const struct book *book;
	enum export_target target;
	const struct export_output *output;
	struct text text;       /* not handed on yet */
	struct slice *accounts; /* by member, empty: not made yet */
	struct slice units[UNITS_MAX];
};

enum {
	CHUNK = 64 * 1024
};

static void hand_on(struct export *export, size_t least)
{
	if (export->text.length < least)
		return;
	export->output->write(export->output->context,
			      text_slice(&export->text));
	text_clear(&export->text);
}

/* ---- names ---- */

static bool is_letter_or_digit(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

static void add_plain_name(struct text *text, struct slice id)
{
	for (size_t i = 0; i < id.length; i++) {
		char c = id.text[i];
		bool inner = i > 0 && (c == '-' || c == '.' || c == '_' ||
				       c == '@' || c == '+');
		if (is_letter_or_digit(c) || inner || (unsigned char)c >= 0x80)
			text_add_char(text, c);
		else
			text_add_format(text, "%%%02X", (unsigned char)c);
	}
}

/* Beancount: begins with a capital or digit, then letters, digits and -. */
static void add_capital_name(struct text *text, struct slice id)
{
	char first = 'a';

	if (id.length > 0)
		first = id.text[0];

	if (!((first >= 'A' && first <= 'Z') || (first >= '0' && first <= '9')))
		text_add(text, "X-");
	for (size_t i = 0; i < id.length; i++) {
		char c = id.text[i];
		if (is_letter_or_digit(c))
			text_add_char(text, c);
		else if (c == '-')
			text_add(text, "--");
		else
			text_add_format(text, "-x%02X", (unsigned char)c);
	}
}

struct slice export_points_account(struct arena *arena, struct slice member,
				   enum export_target target)
{
	struct text text;

	text_init(&text, arena);
	if (target == EXPORT_BEANCOUNT) {
		text_add(&text, "Assets:Members:");
		add_capital_name(&text, member);
	} else {
		text_add(&text, "Members:");
		add_plain_name(&text, member);
	}
	return text_slice(&text);
}

static struct slice account_of(struct export *export, uint32_t member)
{
	if (export->accounts[member].length == 0)
		export->accounts[member] = export_points_account(
			export->arena,
			intern_text(&export->book->journal->members, member),
			export->target);
	return export->accounts[member];
}

/* A unit as a commodity: POINT for beancount, quoted where the others would
 * not read digits or hyphens. */
static struct slice commodity_of(struct export *export, struct slice unit)
{
	struct text text;
	bool plain = true;

	text_init(&text, export->arena);
	for (size_t i = 0; i < unit.length; i++)
		plain = plain && is_letter_or_digit(unit.text[i]) &&
			!(unit.text[i] >= '0' && unit.text[i] <= '9');
	if (export->target != EXPORT_BEANCOUNT) {
		text_add(&text, plain ? "" : "\"");
		text_add_slice(&text, unit);
		text_add(&text, plain ? "" : "\"");
		return text_slice(&text);
	}
	for (size_t i = 0; i < unit.length; i++) {
		char c = unit.text[i];
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		text_add_char(&text, c);
	}
	/* two characters at least, the last a letter or digit */
	if (unit.length < 2 || unit.text[unit.length - 1] == '-')
		text_add(&text, "0X");
	return text_slice(&text);
}

/* The other side of a movement. */
static const char *const counters[] = {
	[POSTING_OPENING] = "Opening",
	[POSTING_SALE] = "Issued",
	[POSTING_BONUS] = "Issued",
	[POSTING_CLAWBACK] = "ClawedBack",
	[POSTING_REDEEM] = "Redeemed",
	[POSTING_GIVEN_BACK] = "Redeemed",
	[POSTING_EXPIRY] = "Expired",
	[POSTING_FORFEIT] = "Expired",
	[POSTING_ADJUST] = "Adjusted",
	[POSTING_TRANSFER_IN] = "Transferred",
	[POSTING_TRANSFER_OUT] = "Transferred",
};

/* What is taken back counts where it stood; of an earning as clawed back. */
static const char *counter_of(const struct posting *posting)
{
	if (posting->kind != POSTING_VOID)
		return counters[posting->kind];
	if (posting->reverses == POSTING_SALE ||
	    posting->reverses == POSTING_BONUS)
		return counters[POSTING_CLAWBACK];
	return counters[posting->reverses];
}

/* ---- transactions ---- */

static void add_head(struct export *export, struct day day, const char *kind,
		     struct slice reference)
{
	struct text *text = &export->text;
	char date[DAY_TEXT_MAX];

	day_print(day, date);
	if (export->target == EXPORT_BEANCOUNT) {
		text_add_format(text, "%s * \"%s", date, kind);
		for (size_t i = 0; i < reference.length; i++) {
			text_add(text, i == 0 ? " " : "");
			if (reference.text[i] == '\\')
				text_add_char(text, '\\');
			text_add_char(text, reference.text[i]);
		}
		text_add(text, "\"\n");
		return;
	}
	text_add_format(text, "%s %s%s%.*s\n", date, kind,
			reference.length > 0 ? " " : "", SLICE_ARGS(reference));
}

static void add_line(struct export *export, struct slice account,
		     int64_t points, int unit)
{
	struct text *text = &export->text;

	text_add(text, "  ");
	text_add_slice(text, account);
	text_add(text, "  ");
	decimal_add_text(text, points,
			 export->book->programs->units[unit].decimals, false);
	text_add_char(text, ' ');
	text_add_slice(text, export->units[unit]);
	text_add_char(text, '\n');
}

static void add_posting(struct export *export, const struct posting *posting)
{
	const struct book *book = export->book;
	const struct account *account = &book->accounts[posting->account];
	const struct event *e = &book->journal->events[posting->event];
	const char *kind = posting_kind_name((enum posting_kind)posting->kind);
	const char *root = export->target == EXPORT_BEANCOUNT
				   ? "Equity:Programme:"
				   : "Programme:";

	if (posting->points == 0)
		return;
	add_head(export, posting->day, kind, event_reference(book->journal, e));
	add_line(export, account_of(export, account->member), posting->points,
		 account->unit);
	struct slice other = slice_from(
		arena_print(export->arena, "%s%s", root, counter_of(posting)));
	add_line(export, other, -posting->points, account->unit);
	text_add_char(&export->text, '\n');
	hand_on(export, CHUNK);
}

/* ---- the beginning and the end ---- */

/* Beancount wants every account opened before its first use. */
static void add_opens(struct export *export)
{
	static const char *const roots[] = { "Opening",    "Issued",
					     "ClawedBack", "Redeemed",
					     "Expired",    "Adjusted",
					     "Transferred" };
	const struct book *book = export->book;
	struct day first = book->first_day;
	char date[DAY_TEXT_MAX];

	if (!day_is_real(first))
		return;
	if (book->posting_count > 0 &&
	    day_compare(book->postings[0].day, first) < 0)
		first = book->postings[0].day;
	day_print(first, date);
	for (size_t i = 0; i < sizeof(roots) / sizeof(*roots); i++)
		text_add_format(&export->text, "%s open Equity:Programme:%s\n",
				date, roots[i]);
	bool *opened = arena_take_array(export->arena, book->member_count,
					sizeof(*opened));
	for (size_t i = 0; i < book->account_count; i++) {
		uint32_t member = book->accounts[i].member;
		if (opened[member])
			continue;
		opened[member] = true;
		struct slice account = account_of(export, member);
		text_add_format(&export->text, "%s open %.*s\n", date,
				SLICE_ARGS(account));
		hand_on(export, CHUNK);
	}
	text_add_char(&export->text, '\n');
}

/* Beancount asserts at the start of a day: the next one; and takes a digit more
 * or less for the same, unless told not to. */
static void add_assertion(struct export *export, const struct account *account)
{
	const struct book *book = export->book;
	struct text *text = &export->text;
	const struct unit *unit = &book->programs->units[account->unit];
	struct slice name = account_of(export, account->member);
	struct slice commodity = export->units[account->unit];
	char date[DAY_TEXT_MAX];
	char amount[DECIMAL_TEXT_MAX];

	decimal_print(account->balance, unit->decimals, amount);
	if (export->target == EXPORT_BEANCOUNT) {
		day_print(day_add(book->as_of, 1), date);
		text_add_format(text, "%s balance %.*s %s ~ 0 %.*s\n", date,
				SLICE_ARGS(name), amount,
				SLICE_ARGS(commodity));
	} else {
		text_add_format(text, "  %.*s  0 %.*s = %s %.*s\n",
				SLICE_ARGS(name), SLICE_ARGS(commodity), amount,
				SLICE_ARGS(commodity));
	}
	hand_on(export, CHUNK);
}

static void add_assertions(struct export *export)
{
	const struct book *book = export->book;
	char date[DAY_TEXT_MAX];

	if (book->account_count == 0)
		return;
	if (export->target != EXPORT_BEANCOUNT) {
		day_print(book->as_of, date);
		text_add_format(&export->text, "%s balances asserted\n", date);
	}
	for (size_t i = 0; i < book->account_count; i++)
		add_assertion(export, &book->accounts[i]);
}

void export_points_write(struct arena *arena, const struct book *book,
			 enum export_target target,
			 const struct export_output *output)
{
	struct export export = {
		.arena = arena,
		.book = book,
		.target = target,
		.output = output,
	};

	text_init(&export.text, arena);
	export.accounts = arena_take_array(arena, book->member_count,
					   sizeof(*export.accounts));
	for (size_t i = 0; i < book->programs->unit_count; i++)
		export.units[i] =
			commodity_of(&export, book->programs->units[i].name);
	if (target == EXPORT_BEANCOUNT)
		add_opens(&export);
	for (size_t i = 0; i < book->posting_count; i++)
		add_posting(&export, &book->postings[i]);
	add_assertions(&export);
	hand_on(&export, 0);
}
