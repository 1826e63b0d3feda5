/*
 * What all layouts share. An entry moves the liability against one other
 * account, so that it is a debit and a credit of the same amount and cannot
 * but balance.
 */
#include "exchange/gl_layout.h"

#include <string.h>

#include "base/arena.h"
#include "base/currency.h"
#include "base/decimal.h"
#include "base/text.h"
#include "rules/program.h"

bool gl_layout_uses(const struct gl_export *export, enum gl_account account)
{
	if (account == GL_DEFERRED || (account == GL_OPENING && export->opens &&
				       export->periods[0].opening != 0))
		return true;
	for (size_t p = 0; p < export->count; p++) {
		for (size_t i = 0; i < export->periods[p].count; i++) {
			if (export->periods[p].entries[i].other == account)
				return true;
		}
	}
	return false;
}

bool gl_layout_is_name(struct slice account)
{
	for (size_t i = 0; i < account.length; i++) {
		unsigned char byte = (unsigned char)account.text[i];
		if (byte < 0x20 || byte == 0x7f)
			return false;
	}
	return account.length > 0;
}

/* ---- postings ---- */

const char *gl_layout_reference(struct arena *arena,
				const struct gl_period *period)
{
	struct civil from = day_civil(period->from);
	struct civil to = day_civil(period->to);
	const char *month =
		arena_print(arena, "PB-%04d-%02d", to.year, to.month);

	if (from.month == to.month && from.day == 1 &&
	    to.day == day_month_length(to.year, to.month))
		return month;
	return arena_print(arena, "%s-%02d-%02d", month, from.day, to.day);
}

/* The liability as it stood before the first period. */
static struct gl_posting before(const struct gl_export *export)
{
	const struct gl_period *first = &export->periods[0];
	bool is_debt = first->opening > 0;

	return (struct gl_posting){
		.day = first->from,
		.reference = "PB-opening",
		.words = "liability for points brought forward",
		.debit = export->accounts[is_debt ? GL_OPENING : GL_DEFERRED],
		.credit = export->accounts[is_debt ? GL_DEFERRED : GL_OPENING],
		.amount = is_debt ? first->opening : -first->opening,
	};
}

bool gl_layout_posting(const struct gl_export *export, size_t period,
		       size_t nth, struct gl_posting *posting)
{
	const struct gl_period *in = &export->periods[period];

	if (period == 0 && export->opens && in->opening != 0) {
		*posting = before(export);
		if (nth == 0)
			return true;
		nth--;
	}
	if (nth >= in->count)
		return false;
	const struct gl_entry *entry = &in->entries[nth];
	struct slice unit = export->programs->units[entry->unit].name;
	struct slice other = export->accounts[entry->other];
	struct slice deferred = export->accounts[GL_DEFERRED];
	bool rises = entry->amount > 0;
	*posting = (struct gl_posting){
		.day = in->to,
		.reference = gl_layout_reference(export->arena, in),
		.words = arena_print(export->arena, "%s (%.*s)",
				     gl_entry_words(entry), SLICE_ARGS(unit)),
		.debit = rises ? other : deferred,
		.credit = rises ? deferred : other,
		.amount = rises ? entry->amount : -entry->amount,
	};
	return true;
}

/* ---- texts ---- */

const char *gl_layout_currency(const struct gl_export *export)
{
	return currency_code(export->program->currency);
}

void gl_layout_amount(const struct gl_export *export, struct text *text,
		      int64_t amount)
{
	decimal_add_text(text, amount,
			 currency_scale(export->program->currency), false);
}

void gl_layout_cell(struct text *text, struct slice cell)
{
	bool is_plain = true;

	for (size_t i = 0; i < cell.length; i++)
		is_plain = is_plain && strchr(",;\"\r\n", cell.text[i]) == NULL;
	if (is_plain) {
		text_add_slice(text, cell);
		return;
	}
	text_add_char(text, '"');
	for (size_t i = 0; i < cell.length; i++) {
		if (cell.text[i] == '"')
			text_add_char(text, '"');
		text_add_char(text, cell.text[i]);
	}
	text_add_char(text, '"');
}

void gl_layout_day(struct text *text, struct day day, const char *pattern)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr",
					      "May", "Jun", "Jul", "Aug",
					      "Sep", "Oct", "Nov", "Dec" };
	struct civil civil = day_civil(day);

	for (; *pattern != '\0'; pattern++) {
		switch (*pattern) {
		case 'Y':
			text_add_format(text, "%04d", civil.year);
			break;
		case 'M':
			text_add_format(text, "%02d", civil.month);
			break;
		case 'D':
			text_add_format(text, "%02d", civil.day);
			break;
		case 'B':
			text_add(text, months[civil.month - 1]);
			break;
		default:
			text_add_char(text, *pattern);
		}
	}
}
