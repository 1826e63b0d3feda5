/*
 * The part of a purchase that earns. What was charged, less tax, shipping,
 * bought gift cards and excluded items, plus discounts where the rules say
 * so, times the share that was not paid with points; never below zero.
 *
 * Amounts of items are as the till wrote them. Where tax does not earn they
 * lose the purchase's average tax, so that items and basis agree; an
 * order-wide discount is not spread over them.
 */
#include "engine/earn_run.h"

#include "base/currency.h"
#include "base/text.h"
#include "engine/fraction.h"

/* Something taken off or added to what was charged. */
struct term {
	const char *name;
	struct ratio amount; /* signed */
};

enum {
	TERMS_MAX = 5
};

struct terms {
	size_t count;
	struct term list[TERMS_MAX];
};

/* The share of the money that is not `part` of it. */
static struct ratio share_without(int64_t money, int64_t part)
{
	if (money <= 0 || part <= 0)
		return (struct ratio){ 1, 1 };
	return (struct ratio){ part < money ? money - part : 0, money };
}

static struct ratio share_without_tax(const struct program *program,
				      const struct earn_input *input)
{
	if (program->basis.tax == BASIS_INCLUDE)
		return (struct ratio){ 1, 1 };
	return share_without(input->money, input->tax);
}

static struct ratio share_not_points(const struct program *program,
				     const struct earn_input *input)
{
	if (program->basis.paid_with_points == BASIS_INCLUDE)
		return (struct ratio){ 1, 1 };
	return share_without(input->money, input->paid_with_points);
}

struct ratio earn_item_share(const struct program *program,
			     const struct earn_input *input)
{
	struct ratio tax = share_without_tax(program, input);
	struct ratio paid = share_not_points(program, input);
	/* Two products of 64-bit numbers each: they fit. */
	return (struct ratio){ tax.numerator * paid.numerator,
			       tax.denominator * paid.denominator };
}

bool earn_item_is_excluded(const struct program *program,
			   const struct earn_item *item, bool *pattern_limit)
{
	const struct basis *basis = &program->basis;
	return matchers_match(&basis->exclude_category, item->category,
			      pattern_limit) ||
	       matchers_match(&basis->exclude_sku, item->sku, pattern_limit);
}

/* What the items that never earn cost, without their tax where it was taken
 * off already. */
static bool excluded_amount(const struct program *program,
			    const struct earn_input *input,
			    struct ratio *amount)
{
	const struct basis *basis = &program->basis;
	int64_t sum = 0;
	bool pattern_limit = false;
	*amount = (struct ratio){ 0, 1 };
	if (basis->exclude_category.count == 0 && basis->exclude_sku.count == 0)
		return true;
	for (size_t i = 0; i < input->item_count; i++) {
		const struct earn_item *item = &input->items[i];
		if (earn_item_is_excluded(program, item, &pattern_limit) &&
		    !amount_subtract(sum, item->amount, &sum))
			return false;
	}
	return fraction_multiply((struct ratio){ sum, 1 },
				 share_without_tax(program, input), amount);
}

static void add_term(struct terms *terms, const char *name, struct ratio amount)
{
	if (amount.numerator != 0)
		terms->list[terms->count++] = (struct term){ name, amount };
}

/* What is taken off and added; false on overflow. */
static bool find_terms(const struct program *program,
		       const struct earn_input *input, struct terms *terms)
{
	const struct basis *basis = &program->basis;
	struct ratio excluded;
	terms->count = 0;
	if (basis->tax == BASIS_EXCLUDE)
		add_term(terms, "tax",
			 (struct ratio){ -(int128_t)input->tax, 1 });
	if (basis->shipping == BASIS_EXCLUDE)
		add_term(terms, "shipping",
			 (struct ratio){ -(int128_t)input->shipping, 1 });
	if (basis->discount == BASIS_INCLUDE)
		add_term(terms, "discount",
			 (struct ratio){ input->discount, 1 });
	if (basis->gift_cards == BASIS_EXCLUDE)
		add_term(terms, "gift cards",
			 (struct ratio){ -(int128_t)input->gift_card, 1 });
	if (!excluded_amount(program, input, &excluded))
		return false;
	add_term(terms, "excluded items", excluded);
	return true;
}

/* "earns: 12.50 - 2.00 tax = 10.50 EUR" */
static void explain(const struct program *program,
		    const struct earn_input *input, const struct terms *terms,
		    struct earn_working *working, struct ratio basis)
{
	uint8_t currency = program->currency;
	struct ratio paid = share_not_points(program, input);
	struct text text;
	text_init(&text, working->arena);
	text_add(&text, "earns: ");
	earn_text_money(&text, (struct ratio){ input->money, 1 }, currency);
	for (size_t i = 0; i < terms->count; i++) {
		struct ratio amount = terms->list[i].amount;
		text_add(&text, amount.numerator < 0 ? " - " : " + ");
		if (amount.numerator < 0)
			amount.numerator = -amount.numerator;
		earn_text_money(&text, amount, currency);
		text_add_format(&text, " %s", terms->list[i].name);
	}
	if (paid.numerator != paid.denominator) {
		text_add(&text, terms->count > 0 ? ", x " : " x ");
		earn_text_money(&text, (struct ratio){ paid.numerator, 1 },
				currency);
		text_add_char(&text, '/');
		earn_text_money(&text, (struct ratio){ paid.denominator, 1 },
				currency);
		text_add(&text, " not paid with points");
	}
	if (terms->count > 0 || paid.numerator != paid.denominator) {
		text_add(&text, " = ");
		earn_text_money(&text, basis, currency);
	}
	text_add_format(&text, " %s", currency_code(currency));
	earn_working_add(working, (struct slice){ NULL, 0 }, true,
			 text_slice(&text).text);
}

bool earn_basis(const struct program *program, const struct earn_input *input,
		struct ratio *basis, struct earn_working *working)
{
	struct terms terms;
	*basis = (struct ratio){ 0, 1 };
	if (!input->has_money)
		return true;
	basis->numerator = input->money;
	if (!find_terms(program, input, &terms))
		return false;
	for (size_t i = 0; i < terms.count; i++)
		if (!fraction_add(*basis, terms.list[i].amount, basis))
			return false;
	if (basis->numerator < 0)
		*basis = (struct ratio){ 0, 1 };
	struct ratio paid = share_not_points(program, input);
	if (paid.numerator != paid.denominator &&
	    !fraction_multiply(*basis, paid, basis))
		return false;
	if (working != NULL)
		explain(program, input, &terms, working, *basis);
	return true;
}
