/*
 * The groups of diagnostics that are about a book; what is about its text is
 * always shown.
 */
#include "cmd/check_names.h"

#include "base/suggest.h"

static const struct check_group groups[] = {
	{ "references", "what makes an event the same event",
	  "reference_conflict reference_differs missing_reference "
	  "repeated_line unknown_reference" },
	{ "members", "who they are, and whether they may",
	  "profile_conflict member_id similar_members duplicate_contact "
	  "same_sale_twice "
	  "before_join not_active closed_balance other_member" },
	{ "earning", "recorded points against the rules of their day",
	  "points_differ points_override points_spread outside_programme "
	  "before_join pattern_limit" },
	{ "bonuses", "those due, not due and repeated",
	  "bonus_due bonus_not_due bonus_repeated" },
	{ "redemptions", "their steps, costs, limits and stock",
	  "insufficient_balance bad_step already_reversed cost_differs "
	  "value_differs reward_not_open out_of_stock over_limit "
	  "under_minimum not_approved wrong_sale" },
	{ "refunds", "what came back against what was sold",
	  "over_refunded refund_late refund_unlinked rests_on" },
	{ "transfers", "points given to others",
	  "transfer_refused insufficient_balance" },
	{ "expiry", "recorded expiries against those that follow",
	  "expiry_differs expiry_less" },
	{ "balances", "balance lines and control totals",
	  "assertion_failed control_total closed_balance" },
	{ "seals", "closed periods against their seals",
	  "seal_broken seal_rules seal_points seal_unproven" },
	{ "against", "what became of another version, with --against",
	  "past_removed past_changed past_closed past_rules" },
	{ "rules", "what can never happen in the rules", "rules_never" },
	{ "privacy", "addresses and numbers in texts", "private_data" },
	{ "unusual", "what is allowed and worth a look, only when asked for",
	  "unusual_source unusual_staff unusual_limit unusual_burst "
	  "unusual_redemption unusual_backdated" },
};

const struct check_group *check_names_group(size_t nth)
{
	return nth < sizeof(groups) / sizeof(groups[0]) ? &groups[nth] : NULL;
}

bool check_names_add(struct check_names *names, struct slice name)
{
	enum diagnostic_id id = diagnostic_find(name);
	if (id != DIAGNOSTIC_COUNT) {
		names->wanted[id] = true;
		return true;
	}
	for (size_t i = 0; check_names_group(i); i++) {
		if (!slice_is(name, groups[i].name))
			continue;
		struct slice rest = slice_from(groups[i].ids);
		while (rest.length > 0) {
			id = diagnostic_find(slice_cut(rest, ' ', &rest));
			if (id != DIAGNOSTIC_COUNT)
				names->wanted[id] = true;
		}
		return true;
	}
	return false;
}

struct slice check_names_suggest(struct slice name)
{
	struct suggest search;
	suggest_init(&search, name);
	for (size_t i = 0; check_names_group(i); i++)
		suggest_add(&search, slice_from(groups[i].name));
	for (unsigned i = 0; i < DIAGNOSTIC_COUNT; i++)
		suggest_add(
			&search,
			slice_from(
				diagnostic_kind((enum diagnostic_id)i)->name));
	return suggest_take(&search);
}
