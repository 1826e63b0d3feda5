/*
 * The table of formats, and the accounts of the rules.
 */
#include "exchange/export_gl.h"

#include "base/arena.h"
#include "base/text.h"
#include "exchange/export_points.h"
#include "exchange/gl_layout.h"
#include "rules/program.h"

const char *const export_gl_targets[] = {
	[LEDGER_HLEDGER] = "hledger",     [LEDGER_LEDGER] = "ledger",
	[LEDGER_BEANCOUNT] = "beancount", [LEDGER_CSV] = "csv",
	[LEDGER_XERO] = "xero",           [LEDGER_QUICKBOOKS] = "quickbooks",
	[LEDGER_DATEV] = "datev",         NULL,
};

static const struct gl_layout *const layouts[] = {
	[LEDGER_HLEDGER] = &gl_layout_hledger,
	[LEDGER_LEDGER] = &gl_layout_ledger,
	[LEDGER_BEANCOUNT] = &gl_layout_beancount,
	[LEDGER_CSV] = &gl_layout_csv,
	[LEDGER_XERO] = &gl_layout_xero,
	[LEDGER_QUICKBOOKS] = &gl_layout_quickbooks,
	[LEDGER_DATEV] = &gl_layout_datev,
};

/* ---- accounts ---- */

void export_gl_accounts(struct gl_export *export)
{
	static const char *const fallbacks[GL_ACCOUNTS] = {
		[GL_DEFERRED] = "Liabilities:Loyalty:Deferred",
		[GL_SALES] = "Income:Sales",
		[GL_REDEEMED] = "Income:Loyalty:Redeemed",
		[GL_EXPIRED] = "Income:Loyalty:Expired",
		[GL_ESTIMATE] = "Income:Loyalty:ChangeInEstimate",
		[GL_PARTNERS] = "Assets:Receivable:Partners",
		[GL_OPENING] = "Equity:Opening-Balances",
		[GL_EXPENSE] = "Expenses:Loyalty",
		[GL_INVENTORY] = "Assets:Inventory",
	};
	const struct accounting *given = &export->program->accounting;

	for (int i = 0; i < GL_ACCOUNTS; i++) {
		const char *key = gl_account_key((enum gl_account)i);
		export->accounts[i] = slice_from(fallbacks[i]);
		for (size_t n = 0; n < given->account_count; n++) {
			if (slice_is(given->accounts[n].name, key))
				export->accounts[i] = given->accounts[n].value;
		}
	}
}

const char *export_gl_lacks(const struct gl_export *export,
			    enum ledger_format format)
{
	const struct gl_layout *layout = layouts[format];
	struct text keys;
	struct slice first = { NULL, 0 };

	text_init(&keys, export->arena);
	for (int i = 0; i < GL_ACCOUNTS; i++) {
		const char *key = gl_account_key((enum gl_account)i);
		if (!gl_layout_uses(export, (enum gl_account)i) ||
		    layout->takes(export->accounts[i]))
			continue;
		if (keys.length == 0)
			first = export->accounts[i];
		text_add_format(&keys, "%s'%s'", keys.length > 0 ? ", " : "",
				key);
	}
	if (keys.length > 0)
		return arena_print(export->arena,
				   "'%.*s' is no account of %s, which takes "
				   "%s: give %s under accounting, accounts in "
				   "the rules",
				   SLICE_ARGS(first), layout->name,
				   layout->account, keys.bytes);
	return layout->lacks == NULL ? NULL : layout->lacks(export);
}

size_t export_gl_excess(const struct gl_export *export,
			enum ledger_format format, size_t *most)
{
	struct gl_posting posting;
	size_t lines = 0;

	*most = layouts[format]->lines_max;
	for (size_t p = 0; p < export->count; p++) {
		for (size_t i = 0; gl_layout_posting(export, p, i, &posting);
		     i++)
			lines += 2;
	}
	return *most > 0 && lines > *most ? lines : 0;
}

void export_gl_write(const struct gl_export *export, enum ledger_format format,
		     const struct export_output *output)
{
	struct text text;

	text_init(&text, export->arena);
	layouts[format]->write(export, &text);
	output->write(output->context, text_slice(&text));
}
