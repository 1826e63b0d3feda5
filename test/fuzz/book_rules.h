/*
 * The rules of fuzz_book's inputs that bring none: everything that an event
 * may need, small enough to be read a thousand times a second.
 */
#ifndef FUZZ_BOOK_RULES_H
#define FUZZ_BOOK_RULES_H

static const char book_rules[] =
	"program: {name: Club, currency: EUR}\n"
	"units: [{name: point}, {name: stamp, decimals: 2}]\n"
	"members: {id: '^[A-Z0-9]+$'}\n"
	"items: {coffee: [LATTE, '/^FLAT/'], beans: ['/^BEANS-/']}\n"
	"basis: {tax: exclude, exclude: {sku: '/^GIFT/'}}\n"
	"earn:\n"
	"  - {name: base, on: purchase, points: 1, per: 1.00, limit: {points: "
	"500, per: month}}\n"
	"  - {name: card, on: visit, unit: stamp, points: 1, limit: {times: 1, "
	"per: day}}\n"
	"  - {name: cups, on: purchase, unit: stamp, points: 0.5, per-item: 1, "
	"when: {category: coffee}}\n"
	"  - {name: double, on: purchase, multiply: 2, when: {weekday: [tue], "
	"segment: spender}}\n"
	"  - {name: five, on: visit, every: 5, within: month, points: 50}\n"
	"  - {name: hello, on: signup, points: 50, limit: {times: 1, per: "
	"ever}}\n"
	"  - {name: up, on: tier-up, points: 25}\n"
	"  - {name: friend, on: referral, referrer: 20, friend: 10, minimum: "
	"5.00, within: 30 days}\n"
	"pending: 3 days\n"
	"expiry:\n"
	"  - {unit: point, after: 2 months, round: end-of-month}\n"
	"  - {unit: stamp, inactivity: 20 days, activity: [purchase, redeem]}\n"
	"tiers:\n"
	"  metric: spend\n"
	"  window: 3 months\n"
	"  downgrade: {after: 1 month, grace: 3 days, step: one}\n"
	"  levels:\n"
	"    - {name: low, at: 0}\n"
	"    - {name: high, at: 50.00, multiply: 1.5, expiry: {after: 9 "
	"months}}\n"
	"rewards:\n"
	"  - {name: coffee, kind: product, cost: 40, stock: counted, limit: "
	"{times: 3, per: month}}\n"
	"  - {name: pay, kind: payment, points: 10, buys: 1.00}\n"
	"  - {name: cup, kind: product, unit: stamp, cost: 2}\n"
	"redeem: {request-expires: 9 days, approval: {above: 30, "
	"by-other-person: true}}\n"
	"refunds: {within: 40 days}\n"
	"transfers: {allowed: true}\n"
	"segments: {spender: 'spend:20..'}\n";

#endif
