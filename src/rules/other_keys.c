/*
 * The keys that later commands read: accounting, partners, experiments,
 * messages; and the examples of `rules test`.
 */
#include <stddef.h>

#include "rules/program_finish.h"
#include "rules/program_keys.h"
#include "rules/program_types.h"
#include "rules/schema_types.h"

enum {
	CONSULTANT_MIN = 1001,
	CONSULTANT_MAX = 9999999,
	CLIENT_MAX = 99999,
	MONTHS = 12
};

static const struct schema_key datev_keys[] = {
	{ .name = "consultant",
	  .type = &schema_count,
	  .offset = offsetof(struct datev, consultant),
	  .help = "the consultant's number, 1001 to 9999999" },
	{ .name = "client",
	  .type = &schema_count,
	  .offset = offsetof(struct datev, client),
	  .help = "the client's number, 1 to 99999" },
	{ .name = "first-month",
	  .type = &schema_count,
	  .offset = offsetof(struct datev, first_month),
	  .fallback = "1",
	  .help = "the month that the fiscal year begins with" },
};

static void check_datev(struct schema_reader *reader,
			const struct yaml_tree *node, void *record)
{
	const struct datev *datev = record;

	if (node == NULL)
		return;
	if (datev->consultant != 0 && (datev->consultant < CONSULTANT_MIN ||
				       datev->consultant > CONSULTANT_MAX))
		schema_refuse(reader, node->at,
			      "a consultant's number is from 1001 to 9999999");
	if (datev->client > CLIENT_MAX)
		schema_refuse(reader, node->at,
			      "a client's number is from 1 to 99999");
	if (datev->first_month > MONTHS)
		schema_refuse(reader, node->at,
			      "'first-month' is a month from 1 to 12");
}

static const struct schema_map datev_map = {
	.name = "datev",
	.keys = datev_keys,
	.count = sizeof(datev_keys) / sizeof(datev_keys[0]),
	.size = sizeof(struct datev),
	.finish = check_datev,
};

static const struct schema_key accounting_keys[] = {
	{ .name = "method",
	  .type = &schema_choice,
	  .offset = offsetof(struct accounting, method),
	  .fallback = "memo",
	  .choices = "memo deferred cost",
	  .help = "how points are carried in the books" },
	{ .name = "point-value",
	  .type = &program_unit_decimals,
	  .offset = offsetof(struct accounting, point_value),
	  .help = "what one point buys, net of VAT" },
	{ .name = "point-cost",
	  .type = &program_unit_decimals,
	  .offset = offsetof(struct accounting, point_cost),
	  .help = "what one point costs you, for the method cost" },
	{ .name = "redemption-rate",
	  .type = &program_unit_percents,
	  .offset = offsetof(struct accounting, redemption_rate),
	  .help = "the share expected to be redeemed" },
	{ .name = "vat",
	  .type = &schema_percent,
	  .offset = offsetof(struct accounting, vat),
	  .help = "contained in prices without tax:" },
	{ .name = "estimator",
	  .type = &schema_choice,
	  .offset = offsetof(struct accounting, estimator),
	  .fallback = "fixed",
	  .choices =
		  "fixed historical chain-ladder bornhuetter-ferguson cape-cod",
	  .help = "how redemption is estimated" },
	{ .name = "gl",
	  .type = &schema_choice,
	  .offset = offsetof(struct accounting, gl),
	  .fallback = "hledger",
	  .choices = "hledger ledger beancount csv xero quickbooks datev",
	  .help = "the default target of export gl" },
	{ .name = "accounts",
	  .type = &program_texts,
	  .offset = offsetof(struct accounting, accounts),
	  .choices = "deferred sales redeemed expired estimate partners "
		     "opening expense inventory",
	  .count = offsetof(struct accounting, account_count),
	  .help = "names or numbers of the ledger's accounts" },
	{ .name = "tax-rate",
	  .type = &schema_text,
	  .offset = offsetof(struct accounting, tax_rate),
	  .help = "what Xero calls the rate without tax" },
	{ .name = "datev",
	  .type = &schema_group,
	  .offset = offsetof(struct accounting, datev),
	  .map = &datev_map,
	  .help = "whose books they are, for DATEV" },
};

const struct schema_map program_keys_accounting = {
	.name = "accounting",
	.keys = accounting_keys,
	.count = sizeof(accounting_keys) / sizeof(accounting_keys[0]),
	.size = sizeof(struct accounting)
};

static const struct schema_key partner_keys[] = {
	{ .name = "name",
	  .type = &schema_id,
	  .offset = offsetof(struct partner, name),
	  .flags = SCHEMA_REQUIRED,
	  .help = "as partner: names it" },
	{ .name = "points-cost",
	  .type = &schema_decimal,
	  .offset = offsetof(struct partner, points_cost),
	  .given = offsetof(struct partner, has_points_cost),
	  .help = "what a point costs it" },
};

const struct schema_map program_keys_partner = {
	.name = "partner",
	.keys = partner_keys,
	.count = sizeof(partner_keys) / sizeof(partner_keys[0]),
	.size = sizeof(struct partner),
	.finish = program_finish_partner
};

static const struct schema_key experiment_keys[] = {
	{ .name = "name",
	  .type = &schema_id,
	  .offset = offsetof(struct experiment, name),
	  .flags = SCHEMA_REQUIRED,
	  .help = "one word" },
	{ .name = "arms",
	  .type = &program_arms,
	  .flags = SCHEMA_REQUIRED,
	  .help = "the arms and their weights" },
	{ .name = "from",
	  .type = &schema_date,
	  .offset = offsetof(struct experiment, from),
	  .help = "first day" },
	{ .name = "until",
	  .type = &schema_date,
	  .offset = offsetof(struct experiment, until),
	  .help = "last day" },
};

const struct schema_map program_keys_experiment = {
	.name = "experiment",
	.keys = experiment_keys,
	.count = sizeof(experiment_keys) / sizeof(experiment_keys[0]),
	.size = sizeof(struct experiment),
	.finish = program_finish_experiment
};

static const struct schema_key privacy_keys[] = {
	{ .name = "retain",
	  .type = &schema_span,
	  .offset = offsetof(struct program, privacy_retain),
	  .given = offsetof(struct program, has_privacy_retain),
	  .help = "how long personal data are kept" },
};

const struct schema_map program_keys_privacy = {
	.name = "privacy",
	.keys = privacy_keys,
	.count = sizeof(privacy_keys) / sizeof(privacy_keys[0]),
	.size = sizeof(struct program)
};

static const struct schema_key message_keys[] = {
	{ .name = "from",
	  .type = &schema_text,
	  .offset = offsetof(struct program, messages_from),
	  .help = "the sender" },
	{ .name = "templates",
	  .type = &program_texts,
	  .offset = offsetof(struct program, templates),
	  .count = offsetof(struct program, template_count),
	  .help = "files of the shop's own wording" },
};

const struct schema_map program_keys_messages = {
	.name = "messages",
	.keys = message_keys,
	.count = sizeof(message_keys) / sizeof(message_keys[0]),
	.size = sizeof(struct program)
};

static const struct schema_key test_keys[] = {
	{ .name = "purchase",
	  .type = &program_money,
	  .offset = offsetof(struct rules_test, purchase),
	  .help = "a purchase of so much" },
	{ .name = "visit",
	  .type = &schema_boolean,
	  .offset = offsetof(struct rules_test, is_visit),
	  .fallback = "false",
	  .help = "or a purchase without money" },
	{ .name = "bonus",
	  .type = &schema_id,
	  .offset = offsetof(struct rules_test, action),
	  .help = "or a bonus for this action" },
	{ .name = "date",
	  .type = &schema_date,
	  .offset = offsetof(struct rules_test, date),
	  .flags = SCHEMA_REQUIRED,
	  .help = "on that day" },
	{ .name = "time", .type = &program_time, .help = "at that time" },
	{ .name = "category",
	  .type = &schema_text,
	  .offset = offsetof(struct rules_test, category),
	  .help = "all of it of this category" },
	{ .name = "sku",
	  .type = &schema_text,
	  .offset = offsetof(struct rules_test, sku),
	  .help = "all of it this item" },
	{ .name = "quantity",
	  .type = &schema_decimal,
	  .offset = offsetof(struct rules_test, quantity),
	  .fallback = "1",
	  .help = "so many pieces" },
	{ .name = "store",
	  .type = &schema_text,
	  .offset = offsetof(struct rules_test, store),
	  .help = "in this store" },
	{ .name = "channel",
	  .type = &schema_text,
	  .offset = offsetof(struct rules_test, channel),
	  .help = "through this channel" },
	{ .name = "tier",
	  .type = &program_level,
	  .offset = offsetof(struct rules_test, tier),
	  .help = "by a member of this level" },
	{ .name = "first-purchase",
	  .type = &schema_boolean,
	  .offset = offsetof(struct rules_test, first_purchase),
	  .fallback = "false",
	  .help = "the member's first" },
	{ .name = "expect",
	  .type = &program_expect,
	  .flags = SCHEMA_REQUIRED,
	  .help = "gives these points" },
};

const struct schema_map program_keys_test = { .name = "test",
					      .keys = test_keys,
					      .count = sizeof(test_keys) /
						       sizeof(test_keys[0]),
					      .size = sizeof(struct rules_test),
					      .finish = program_finish_test };
