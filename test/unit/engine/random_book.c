/*
 * A generator of its own (the constants are Knuth's MMIX), so that a seed
 * names the same book everywhere.
 */
#include "engine/random_book.h"

#include <stdio.h>
#include <string.h>

unsigned random_pick(struct random *random, unsigned below)
{
	random->state =
		random->state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(random->state >> 33) % below;
}

static const char *const programmes[] = {
	"earn: [{name: base, on: purchase, points: 1, per: 1.00}]\n"
	"rewards: [{name: coffee, kind: product, cost: 40},"
	" {name: mug, kind: product, cost: 5, stock: counted},"
	" {name: pay, kind: payment, points: 10, buys: 1.00}]\n"
	"transfers: {allowed: true}\n",
	"earn: [{name: base, on: purchase, points: 3, per: 2.00},"
	" {name: card, on: visit, unit: stamp, points: 1,"
	" limit: {times: 1, per: day}}, {name: hello, on: signup, points: 7}]\n"
	"pending: 3 days\n"
	"expiry: [{unit: point, after: 1 month, round: end-of-month}]\n"
	"rewards: [{name: coffee, kind: product, cost: 40},"
	" {name: mug, kind: product, cost: 5, stock: counted},"
	" {name: pay, kind: payment, points: 10, buys: 1.00}]\n"
	"redeem: {request-expires: 9 days}\n"
	"refunds: {deficit: clamp}\n",
	"earn: [{name: base, on: purchase, points: 1, per: 1.00}]\n"
	"expiry: [{inactivity: 12 days, activity: [purchase, redeem]}]\n"
	"tiers: {metric: spend, window: 1 month, levels: ["
	"{name: low, at: 0}, {name: high, at: 50.00, multiply: 1.5}]}\n"
	"rewards: [{name: coffee, kind: product, cost: 40},"
	" {name: mug, kind: product, cost: 5, stock: counted},"
	" {name: pay, kind: payment, points: 10, buys: 1.00}]\n"
	"transfers: {allowed: true}\n"
	"refunds: {deficit: pending-only}\n",
};

/* ---- making a journal ---- */

static void add_purchase(struct random_book *lines, const char *day,
			 unsigned member)
{
	struct random *random = &lines->random;
	unsigned cents = random_pick(random, 6000);
	char *line = lines->text[lines->count++];

	if (random_pick(random, 2) == 0)
		snprintf(line, RANDOM_LINE_MAX,
			 "%s purchase M%u %u.%02u EUR ^p%u\n", day, member,
			 cents / 100, cents % 100, lines->purchases++);
	else
		snprintf(line, RANDOM_LINE_MAX,
			 "%s purchase M%u %u.%02u EUR +%u ^p%u\n", day, member,
			 cents / 100, cents % 100, cents / 100,
			 lines->purchases++);
}

static void add_reversal(struct random_book *lines, const char *day,
			 unsigned member)
{
	struct random *random = &lines->random;
	char *line = lines->text[lines->count++];
	unsigned purchase = random_pick(random, lines->purchases);
	unsigned redemption = random_pick(random, lines->redemptions + 1);

	switch (random_pick(random, 7)) {
	case 0:
	case 1:
		snprintf(line, RANDOM_LINE_MAX,
			 "%s refund M%u %u.%02u EUR of:p%u "
			 "^f%u\n",
			 day, member, random_pick(random, 40),
			 random_pick(random, 100), purchase, lines->events++);
		return;
	case 2:
		snprintf(line, RANDOM_LINE_MAX, "%s void p%u \"slip\"\n", day,
			 purchase);
		return;
	case 3:
		snprintf(line, RANDOM_LINE_MAX, "%s move p%u M%u \"card\"\n",
			 day, purchase, member);
		return;
	case 4:
		snprintf(line, RANDOM_LINE_MAX, "%s cancel r%u \"slip\"\n", day,
			 redemption);
		return;
	case 5:
		snprintf(line, RANDOM_LINE_MAX, "%s fulfil r%u\n", day,
			 redemption);
		return;
	default:
		snprintf(line, RANDOM_LINE_MAX, "%s void r%u \"slip\"\n", day,
			 redemption);
		return;
	}
}

static void add_debit(struct random_book *lines, const char *day,
		      unsigned member)
{
	static const char *const forms[][3] = {
		{ "redeem", "coffee", "-40" },
		{ "request", "coffee", "-40" },
		{ "redeem", "pay", "-20 2.00 EUR" },
		{ "redeem", "mug", "-5" },
	};
	const char *const *form = forms[random_pick(&lines->random, 4)];

	snprintf(lines->text[lines->count++], RANDOM_LINE_MAX,
		 "%s %s M%u %s %s ^r%u\n", day, form[0], member, form[1],
		 form[2], ++lines->redemptions);
}

static void add_other(struct random_book *lines, const char *day,
		      unsigned member)
{
	struct random *random = &lines->random;
	char *line = lines->text[lines->count++];
	unsigned event = lines->events++;
	unsigned points = 1 + random_pick(random, 30);

	switch (random_pick(random, 7)) {
	case 0:
		snprintf(line, RANDOM_LINE_MAX,
			 "%s adjust M%u +%u \"x\" ^a%u\n", day, member, points,
			 event);
		return;
	case 1:
		snprintf(line, RANDOM_LINE_MAX,
			 "%s adjust M%u -%u \"x\" ^a%u\n", day, member, points,
			 event);
		return;
	case 2:
		snprintf(line, RANDOM_LINE_MAX,
			 "%s transfer M%u M%u +%u ^t%u\n", day, member,
			 (member + 1) % RANDOM_MEMBERS, points, event);
		return;
	case 3:
		snprintf(line, RANDOM_LINE_MAX,
			 "%s expire M%u -%u \"left\" ^e%u\n", day, member,
			 points, event);
		return;
	case 4:
		snprintf(line, RANDOM_LINE_MAX, "%s status M%u %s\n", day,
			 member,
			 random_pick(random, 3) == 0 ? "blocked" : "active");
		return;
	case 5:
		if (random_pick(random, 6) == 0 && member > 0) {
			snprintf(line, RANDOM_LINE_MAX,
				 "%s merge M%u into:M0\n", day, member);
			return;
		}
		snprintf(line, RANDOM_LINE_MAX, "%s opening M%u +%u ^o%u\n",
			 day, member, points, event);
		return;
	default:
		snprintf(line, RANDOM_LINE_MAX,
			 "%s adjust M%u +%u +%u stamp \"x\" "
			 "^s%u\n",
			 day, member, points, points, event);
		return;
	}
}

void random_book_make(struct random_book *lines, uint64_t seed)
{
	*lines = (struct random_book){ .random = { seed } };
	for (unsigned i = 0; i < RANDOM_MEMBERS; i++)
		snprintf(lines->text[lines->count++], RANDOM_LINE_MAX,
			 "2026-01-01 join M%u ^j%u\n", i, i);
	snprintf(lines->text[lines->count++], RANDOM_LINE_MAX,
		 "2026-01-02 purchase M0 30.00 EUR ^p0\n");
	snprintf(lines->text[lines->count++], RANDOM_LINE_MAX,
		 "2026-01-02 redeem M0 coffee -40 ^r0\n");
	snprintf(lines->text[lines->count++], RANDOM_LINE_MAX,
		 "2026-01-05 stock mug +4 ^mugs\n");
	lines->purchases = 1;
	for (unsigned day = 3; day <= 28; day++) {
		char text[16];
		snprintf(text, sizeof(text), "2026-01-%02u", day);
		for (unsigned i = 0; i < 4; i++) {
			unsigned member =
				random_pick(&lines->random, RANDOM_MEMBERS);
			unsigned sort = random_pick(&lines->random, 10);
			if (sort < 4)
				add_purchase(lines, text, member);
			else if (sort < 6)
				add_debit(lines, text, member);
			else if (sort < 8)
				add_reversal(lines, text, member);
			else
				add_other(lines, text, member);
		}
	}
}

void random_book_print(const struct random_book *lines, char *out)
{
	*out = '\0';
	for (size_t i = 0; i < lines->count; i++) {
		size_t length = strlen(lines->text[i]);
		memcpy(out, lines->text[i], length + 1);
		out += length;
	}
}

void random_book_shuffle(struct random_book *lines)
{
	for (size_t i = lines->count - 1; i > 0; i--) {
		size_t k = random_pick(&lines->random, (unsigned)i + 1);
		char swap[RANDOM_LINE_MAX];
		memcpy(swap, lines->text[i], RANDOM_LINE_MAX);
		memcpy(lines->text[i], lines->text[k], RANDOM_LINE_MAX);
		memcpy(lines->text[k], swap, RANDOM_LINE_MAX);
	}
}

const char *random_book_rules(uint64_t seed)
{
	return programmes[seed % (sizeof(programmes) / sizeof(*programmes))];
}
