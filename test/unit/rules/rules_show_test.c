/*
 * The canonical text: it loads back to itself, says everything, and does not
 * care how the file was written. And the words for customers.
 */
#include "rules/rules_show.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/digest.h"
#include "base/file.h"
#include "rules/program_keys.h"
#include "rules/rules_load.h"
#include "rules/schema_types.h"

/* Every key that the manual's example does not have. */
static const char others[] =
	"program: {name: \"O\\u200Bx: '#\", currency: KWD}\n"
	"units: [{name: cent, decimals: 3}, {name: a.b, plural: a's}]\n"
	"members: {duplicates: [card], earn-before-join: true}\n"
	"basis: {tax: exclude, shipping: include, discount: include, "
	"paid-with-points: include, gift-cards: include}\n"
	"rounding: half-even\n"
	"segments: {vip: 'spend:1000..'}\n"
	"experiments: [{name: x, arms: {a: 1, b: 2}}]\n"
	"tiers:\n"
	"  metric: visits\n"
	"  window: calendar-year\n"
	"  qualify: same-day\n"
	"  downgrade: {after: 1y, step: all}\n"
	"  levels:\n"
	"    - {name: b, at: 5, expiry: {on: 01-31, grace: 2w}}\n"
	"    - {name: a, at: 0}\n"
	"    - {name: c, at: 9, expiry: {never: true}}\n"
	"earn:\n"
	"  - {name: r, on: purchase, points: 0.125, per-full: 0.500}\n"
	"  - name: all\n"
	"    on: purchase\n"
	"    unit: a.b\n"
	"    points: 1\n"
	"    per-item: 2.50\n"
	"    when:\n"
	"      store: [s, '/^t/']\n"
	"      channel: c\n"
	"      till: t\n"
	"      campaign: k\n"
	"      partner: p\n"
	"      category: q\n"
	"      sku: /u/\n"
	"      tag: g\n"
	"      segment: vip\n"
	"      experiment: [x/a, x/b]\n"
	"      member: {city: [Berlin, '/^K/'], vip: yes}\n"
	"      weekday: [sun, mon]\n"
	"      hours: 22:00-24:00\n"
	"      from: 2026-01-01\n"
	"      until: 2026-12-31\n"
	"      tier: [a, c]\n"
	"      first-purchase: false\n"
	"      minimum: 1.005\n"
	"    limit: {times: 3, per: year, mode: reject}\n"
	"  - {name: v, on: visit, points: 1, every: 3, within: 1 month}\n"
	"  - {name: f, on: referral, friend: 1, minimum: 0.100}\n"
	"  - {name: y, on: anniversary, points: 2, feb-29: mar-1}\n"
	"combine: first\n"
	"pending: 14d\n"
	"expiry:\n"
	"  - {inactivity: 6 months, activity: [adjust, bonus], round: "
	"end-of-year}\n"
	"  - {unit: a.b, never: true}\n"
	"rewards:\n"
	"  - {name: p, kind: payment, unit: a.b, points: 3, buys: 1.5}\n"
	"  - {name: d, kind: donation, cost: 0.001, limit: {points: 5, per: "
	"week}, tier: b}\n"
	"redeem: {approval: {above: 1.5}}\n"
	"refunds: {earned: keep, deficit: pending-only, redeemed: keep, "
	"within: 2 weeks}\n"
	"transfers: {allowed: true}\n"
	"accounting: {method: cost, point-value: 0.10, point-cost: 0.04, "
	"redemption-rate: 99.5%, "
	"estimator: cape-cod, gl: beancount}\n"
	"partners: [{name: q}]\n";

static struct rules_load loaded;

static void release(void)
{
	rules_load_release(&loaded);
}

static const char *canonical(struct rules_load *load)
{
	struct text text;
	text_init(&text, &load->arena);
	rules_show_canonical(&text, &load->programs, load->program, true);
	return text.bytes;
}

/* As seals have it. */
static const char *without_defaults(struct rules_load *load)
{
	struct text text;
	text_init(&text, &load->arena);
	rules_show_canonical(&text, &load->programs, load->program, false);
	return text.bytes;
}

static const char *load_canonical(const char *text)
{
	rules_load(&loaded, text);
	cr_assert_not_null(loaded.program, "%s\n%s", rules_load_said(&loaded),
			   text);
	return canonical(&loaded);
}

/* The canonical text of the text, loaded, prints the same again. */
static void check_round_trip(const char *text, const char *label)
{
	struct rules_load again;
	const char *first = load_canonical(text);
	rules_load(&again, first);
	cr_assert_not_null(again.program, "%s: %s\n%s", label,
			   rules_load_said(&again), first);
	cr_expect_str_eq(canonical(&again), first, "%s", label);
	rules_load_release(&again);
	rules_load(&again, without_defaults(&loaded));
	cr_assert_not_null(again.program, "%s without defaults: %s", label,
			   rules_load_said(&again));
	cr_expect_str_eq(canonical(&again), first, "%s without defaults",
			 label);
	rules_load_release(&again);
	release();
}

/* Seals rest on this text: what makes it differ breaks every one of them. A
 * new key has a default, or none is printed; a default never changes. */
Test(rules_show, canonical_without_defaults_is_fixed)
{
	rules_load(&loaded, RULES_HEAD RULES_EARN
		   "members: {duplicates: [card, email, phone]}\n"
		   "expiry: [{inactivity: 1y, activity: [redeem, purchase]}]\n"
		   "rewards: [{name: mug, kind: product, cost: 10}]\n"
		   "accounting: {method: memo, vat: 7%}\n");
	cr_assert_not_null(loaded.program, "%s", rules_load_said(&loaded));
	cr_expect_str_eq(without_defaults(&loaded),
			 "program:\n"
			 "  name: A\n"
			 "  currency: EUR\n"
			 "units:\n"
			 "  - name: point\n"
			 "    plural: point\n"
			 "  - name: credit\n"
			 "    plural: credit\n"
			 "    decimals: 2\n"
			 "earn:\n"
			 "  - name: base\n"
			 "    on: purchase\n"
			 "    unit: point\n"
			 "    points: 1\n"
			 "    per: 1.00\n"
			 "expiry:\n"
			 "  - inactivity: 12 months\n"
			 "rewards:\n"
			 "  - name: mug\n"
			 "    kind: product\n"
			 "    unit: point\n"
			 "    cost: 10\n"
			 "accounting:\n"
			 "  vat: 7%\n");
	release();
	rules_load(&loaded, others);
	char digest[DIGEST_TEXT_MAX];
	digest_print(slice_from(without_defaults(&loaded)), digest);
	cr_expect_str_eq(digest, "9516080488d1443e2a70b8fb3c01e5ad10475a6855370"
				 "9fcdccd2740200d91bf");
	release();
}

Test(rules_show, canonical_loads_back_to_itself)
{
	check_round_trip(rules_load_example, "the example");
	check_round_trip(others, "the other keys");
	check_round_trip(RULES_HEAD RULES_EARN, "the least");
}

Test(rules_show, canonical_of_every_file_we_ship)
{
	static const char *const paths[] = {
		"share/rules/points.yaml",   "share/rules/stamps.yaml",
		"share/rules/cashback.yaml", "share/rules/tiers.yaml",
		"share/demo/rules.yaml",     "share/demo/rules-2026.yaml",
	};
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		struct arena arena;
		struct file file;
		arena_init(&arena);
		cr_assert_eq(file_read(&arena, paths[i], true, &file), FILE_OK,
			     "%s", paths[i]);
		const char *text =
			arena_copy(&arena, file.text.text, file.text.length);
		rules_load(&loaded, text);
		cr_expect_str_empty(rules_load_said(&loaded), "%s: %s",
				    paths[i], rules_load_said(&loaded));
		release();
		check_round_trip(text, paths[i]);
		arena_release(&arena);
	}
}

/* Files that say the same in other words. */
static const struct equal {
	const char *label;
	const char *one;
	const char *other;
} equals[] = {
	{ "defaults left out or written", RULES_HEAD RULES_EARN,
	  RULES_HEAD RULES_EARN
	  "rounding: down\ncombine: sum\npending: 0 days\n"
	  "refunds: {within: 90 days}\n"
	  "members: {duplicates: [card, email, phone]}\n" },
	{ "comments, blanks and order", RULES_HEAD RULES_EARN,
	  "# a shop\n" RULES_EARN "\n" RULES_HEAD },
	{ "quotes", RULES_HEAD RULES_EARN,
	  "program: {name: 'A', currency: \"EUR\"}\n"
	  "units: [{name: point}, {name: credit, decimals: "
	  "'2'}]\n" RULES_EARN },
	{ "plurals", RULES_HEAD RULES_EARN,
	  "program: {name: A, currency: EUR}\n"
	  "units: [{name: point, plural: point}, {name: credit, decimals: "
	  "2}]\n" RULES_EARN },
	{ "spans", RULES_HEAD RULES_EARN "pending: 2 weeks\n",
	  RULES_HEAD RULES_EARN "pending: 14d\n" },
	{ "years", RULES_HEAD RULES_EARN "privacy: {retain: 1y}\n",
	  RULES_HEAD RULES_EARN "privacy: {retain: 12 months}\n" },
	{ "zeros", RULES_HEAD RULES_EARN "accounting: {vat: 19.0%}\n",
	  RULES_HEAD RULES_EARN "accounting: {vat: 19%}\n" },
	{ "the first unit", RULES_HEAD RULES_EARN "redeem: {minimum: 5}\n",
	  RULES_HEAD RULES_EARN "redeem: {minimum: {point: 5}}\n" },
	{ "one or a list",
	  RULES_HEAD "earn: [{name: a, on: visit, points: 1, "
		     "when: {store: n, weekday: mon}}]\n",
	  RULES_HEAD "earn: [{name: a, on: visit, points: 1, unit: point, "
		     "when: {store: [n], weekday: [mon]}}]\n" },
	{ "the order of levels",
	  RULES_HEAD RULES_EARN
	  "tiers: {levels: [{name: a, at: 0}, {name: b, at: 5}]}\n",
	  RULES_HEAD RULES_EARN
	  "tiers: {levels: [{name: b, at: 5}, {name: a, at: 0}]}\n" },
	{ "examples", RULES_HEAD RULES_EARN,
	  RULES_HEAD RULES_EARN
	  "tests: [{purchase: 1.00, date: 2026-01-01, expect: +1}]\n" },
};

Test(rules_show, canonical_does_not_care_how_it_was_written)
{
	for (size_t i = 0; i < sizeof(equals) / sizeof(equals[0]); i++) {
		struct rules_load other;
		const char *one = load_canonical(equals[i].one);
		rules_load(&other, equals[i].other);
		cr_assert_not_null(other.program, "%s: %s", equals[i].label,
				   rules_load_said(&other));
		cr_expect_str_eq(canonical(&other), one, "%s", equals[i].label);
		rules_load_release(&other);
		release();
	}
}

/* Changes the digit at `at` of a copy; false when it is none. */
static bool bump(char *text, size_t at)
{
	if (text[at] < '0' || text[at] > '9')
		return false;
	text[at] = text[at] == '9' ? '1' : (char)(text[at] + 1);
	return true;
}

/* Each digit of the canonical text is a part of the programme: changed and
 * loaded, it is printed changed. */
Test(rules_show, canonical_loses_nothing)
{
	const char *text = load_canonical(rules_load_example);
	size_t length = strlen(text);
	size_t changed = 0;
	for (size_t i = 0; i < length; i++) {
		struct rules_load other;
		char *copy = arena_copy(&loaded.arena, text, length);
		if (!bump(copy, i))
			continue;
		rules_load(&other, copy);
		if (other.program != NULL) {
			cr_expect_str_neq(canonical(&other), text, "%.40s",
					  text + i);
			changed++;
		}
		rules_load_release(&other);
	}
	cr_expect_gt(changed, 100);
	release();
}

/* Every key of the tables stands in one of the two canonical texts. */
static void expect_keys(const struct schema_map *map, const char *one,
			const char *other, int depth)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct schema_key *key = &map->keys[i];
		char line[64];
		snprintf(line, sizeof(line), " %s:", key->name);
		if (depth == 0)
			snprintf(line, sizeof(line), "\n%s:", key->name);
		if ((key->flags & SCHEMA_UNPRINTED) != 0)
			continue;
		cr_expect_str_not_empty(key->help, "%s", key->name);
		cr_expect(strstr(one, line) != NULL ||
				  strstr(other, line) != NULL ||
				  strncmp(one, line + 1, strlen(line + 1)) == 0,
			  "no '%s'", line);
		if (key->map != NULL)
			expect_keys(key->map, one, other, depth + 1);
	}
}

Test(rules_show, canonical_has_every_key)
{
	struct rules_load second;
	const char *one = load_canonical(rules_load_example);
	rules_load(&second, others);
	cr_assert_not_null(second.program, "%s", rules_load_said(&second));
	expect_keys(&program_keys_root, one, canonical(&second), 0);
	rules_load_release(&second);
	release();
}
