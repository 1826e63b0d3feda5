/*
 * hledger, ledger and beancount. Behind the entries of each period stands an
 * assertion of the liability's balance: a cent that was changed, or an entry
 * that is missing in the books, and the program refuses the file.
 */
#include "base/text.h"
#include "exchange/gl_layout.h"

enum {
	AMOUNT_WIDTH = 14
};

/* ---- accounts ---- */

/* Two blanks end an account; what stands first may not be a mark of a
 * comment, a status, a virtual posting. */
static bool takes_plain(struct slice account)
{
	if (!gl_layout_is_name(account))
		return false;
	for (size_t i = 1; i < account.length; i++) {
		if (account.text[i] == ' ' && account.text[i - 1] == ' ')
			return false;
	}
	for (const char *mark = " ;#%|*!([<@="; *mark != '\0'; mark++) {
		if (account.text[0] == *mark)
			return false;
	}
	return account.text[account.length - 1] != ' ';
}

/* A part of a beancount account. */
static bool is_part(struct slice part)
{
	for (size_t i = 0; i < part.length; i++) {
		char c = part.text[i];
		bool is_start = (c >= 'A' && c <= 'Z') ||
				(c >= '0' && c <= '9') ||
				(unsigned char)c >= 0x80;
		bool is_inner = (c >= 'a' && c <= 'z') || c == '-';
		if (!is_start && (i == 0 || !is_inner))
			return false;
	}
	return part.length > 0;
}

static bool takes_beancount(struct slice account)
{
	static const char *const roots[] = { "Assets", "Liabilities", "Equity",
					     "Income", "Expenses" };
	struct slice rest;
	struct slice root = slice_cut(account, ':', &rest);
	bool is_root = false;

	for (size_t i = 0; i < sizeof(roots) / sizeof(*roots); i++)
		is_root = is_root || slice_is(root, roots[i]);
	if (!is_root || rest.length == 0 || slice_ends(account, ":"))
		return false;
	while (rest.length > 0) {
		struct slice part = slice_cut(rest, ':', &rest);
		if (!is_part(part))
			return false;
	}
	return true;
}

/* ---- entries ---- */

/* "    Income:Sales      312.81 EUR", the amounts below each other. */
static void add_line(const struct gl_export *export, struct text *text,
		     struct slice account, int64_t amount)
{
	struct text number;
	size_t width = 0;

	for (int i = 0; i < GL_ACCOUNTS; i++) {
		if (export->accounts[i].length > width)
			width = export->accounts[i].length;
	}
	text_init(&number, export->arena);
	gl_layout_amount(export, &number, amount);
	text_add(text, "    ");
	text_add_slice(text, account);
	text_add_repeat(text, ' ', width - account.length + 2);
	if (number.length < AMOUNT_WIDTH)
		text_add_repeat(text, ' ', AMOUNT_WIDTH - number.length);
	text_add_slice(text, text_slice(&number));
	text_add_format(text, " %s", gl_layout_currency(export));
}

static void add_posting(const struct gl_export *export, struct text *text,
			const struct gl_posting *posting)
{
	add_line(export, text, posting->debit, posting->amount);
	text_add_char(text, '\n');
	add_line(export, text, posting->credit, -posting->amount);
	text_add(text, "\n\n");
}

static void write_plain(const struct gl_export *export, struct text *text)
{
	struct gl_posting posting;

	for (size_t p = 0; p < export->count; p++) {
		const struct gl_period *period = &export->periods[p];
		for (size_t i = 0; gl_layout_posting(export, p, i, &posting);
		     i++) {
			gl_layout_day(text, posting.day, "Y-M-D");
			text_add_format(text, " * (%s) %s\n", posting.reference,
					posting.words);
			add_posting(export, text, &posting);
		}
		gl_layout_day(text, period->to, "Y-M-D");
		text_add_format(text, " * (%s) balance asserted\n",
				gl_layout_reference(export->arena, period));
		add_line(export, text, export->accounts[GL_DEFERRED], 0);
		text_add(text, " = ");
		gl_layout_amount(export, text, -period->closing);
		text_add_format(text, " %s\n%s", gl_layout_currency(export),
				p + 1 < export->count ? "\n" : "");
	}
}

const struct gl_layout gl_layout_hledger = {
	.name = "hledger",
	.takes = takes_plain,
	.account = "a name without two blanks",
	.write = write_plain,
};

const struct gl_layout gl_layout_ledger = {
	.name = "ledger",
	.takes = takes_plain,
	.account = "a name without two blanks",
	.write = write_plain,
};

/* ---- beancount ---- */

/* Every account is opened before its first use: where the file begins with
 * what stood before, and so is meant to stand alone. */
static void add_opens(const struct gl_export *export, struct text *text)
{
	for (int i = 0; i < GL_ACCOUNTS; i++) {
		bool is_known = false;
		for (int k = 0; k < i; k++)
			is_known = is_known || slice_equal(export->accounts[k],
							   export->accounts[i]);
		if (is_known || !gl_layout_uses(export, (enum gl_account)i))
			continue;
		gl_layout_day(text, export->periods[0].from, "Y-M-D");
		text_add_format(text, " open %.*s\n",
				SLICE_ARGS(export->accounts[i]));
	}
	text_add_char(text, '\n');
}

/* Beancount asserts at the start of a day: the next one; and takes a cent more
 * or less for the same, unless told not to. */
static void write_beancount(const struct gl_export *export, struct text *text)
{
	struct gl_posting posting;

	if (export->opens)
		add_opens(export, text);
	for (size_t p = 0; p < export->count; p++) {
		const struct gl_period *period = &export->periods[p];
		for (size_t i = 0; gl_layout_posting(export, p, i, &posting);
		     i++) {
			gl_layout_day(text, posting.day, "Y-M-D");
			text_add_format(text, " * \"%s\" ^%s\n", posting.words,
					posting.reference);
			add_posting(export, text, &posting);
		}
		gl_layout_day(text, day_add(period->to, 1), "Y-M-D");
		text_add_format(text, " balance %.*s  ",
				SLICE_ARGS(export->accounts[GL_DEFERRED]));
		gl_layout_amount(export, text, -period->closing);
		text_add_format(text, " ~ 0 %s\n%s", gl_layout_currency(export),
				p + 1 < export->count ? "\n" : "");
	}
}

const struct gl_layout gl_layout_beancount = {
	.name = "beancount",
	.takes = takes_beancount,
	.account = ("Assets, Liabilities, Equity, Income or Expenses, then "
		    "parts that begin with a capital or digit"),
	.write = write_beancount,
};
