/*
 * What the fault tests do to a small book: the commands, and its files.
 */
#ifndef FAULT_SCENARIOS_H
#define FAULT_SCENARIOS_H

#include <stdbool.h>
#include <stddef.h>

enum {
	WORDS_MAX = 16,
	SETUP_MAX = 4
};

struct scenario {
	const char *name;
	const char *words[WORDS_MAX];
	/* what was done before, one command each */
	const char *setup[SETUP_MAX][WORDS_MAX];
	/* several files are written one after the other: a failure may leave
	 * the first, and running it again goes on */
	bool in_steps;
	/* the old book or the new one, or none that opens until it is run
	 * again: never some of each */
	bool is_either;
	/* the files change, the book does not */
	bool is_same_book;
	/* a file beside the book, which is whole or not there, and how the
	 * program tells */
	const char *file;
	const char *verify[WORDS_MAX];
};

static const struct scenario scenarios[] = {
	{ .name = "sale", .words = { "sale", "M1", "4.50", "--ref", "X-1" } },
	{ .name = "import sales.csv",
	  .words = { "import", "sales.csv", "--date-format", "YYYY-MM-DD" } },
	{ .name = "close",
	  .words = { "close", "2026-10", "--without", "till", "no till yet",
		     "--yes" } },
	{ .name = "sale --pay",
	  .words = { "sale", "M1", "7.00", "--pay", "50", "--ref", "X-1" } },
	{ .name = "join",
	  .words = { "join", "M9", "Cleo Day", "--phone", "030 5550100",
		     "--ref", "X-1" } },
	{ .name = "redeem",
	  .words = { "redeem", "M1", "coffee", "--ref", "X-1" } },
	{ .name = "refund",
	  .words = { "refund", "P-1", "5.00", "--ref", "X-1" } },
	{ .name = "undo", .words = { "undo", "P-2", "--ref", "X-1" } },
	{ .name = "move",
	  .words = { "move", "P-2", "M1", "--why", "his", "--ref", "X-1" } },
	{ .name = "transfer",
	  .words = { "transfer", "M1", "M2", "+10", "--ref", "X-1" } },
	{ .name = "adjust",
	  .words = { "adjust", "M1", "+5", "--why", "slip", "--ref", "X-1" } },
	{ .name = "bonus --due", .words = { "bonus", "--due" } },
	{ .name = "note",
	  .words = { "note", "M2", "called twice", "--ref", "X-1" } },
	{ .name = "reopen",
	  .words = { "reopen", "2026-10", "the export came", "--yes" },
	  .setup = { { "close", "2026-10", "--without", "till", "no till yet",
		       "--yes" } } },
	{ .name = "accept",
	  .words = { "accept", "points_differ", "P-3", "agreed" } },
	{ .name = "erase",
	  .words = { "erase", "M2", "--forfeit", "--yes", "--why", "asked",
		     "--ref", "X-1" },
	  .in_steps = true },
	{ .name = "fmt -i",
	  .words = { "fmt", "-i" },
	  .is_same_book = true,
	  .in_steps = true },
	{ .name = "backup",
	  .words = { "backup", "saved.tar.gz", "--yes" },
	  .is_same_book = true,
	  .file = "saved.tar.gz",
	  .verify = { "restore", "saved.tar.gz", "--dry-run" } },
	{ .name = "restore",
	  .words = { "restore", "saved.tar.gz", "--yes" },
	  .setup = { { "backup", "saved.tar.gz", "--yes" },
		     { "sale", "M1", "4.50", "--ref", "X-1" },
		     { "note", "M2", "called twice", "--ref", "X-2" } },
	  .in_steps = true,
	  .is_either = true },
	{ .name = "repair",
	  .words = { "repair", "--yes" },
	  .is_same_book = true },
};

/* The files of the book; NAME, text, NAME, text, NULL. */
static const char *const book[] = {
	"rules.yaml",
	"program: {name: Club, currency: EUR}\n"
	"units: [{name: point, plural: points}]\n"
	"earn:\n"
	"  - {name: base, on: purchase, points: 1, per: 1.00}\n"
	"  - {name: welcome, on: signup, points: 50, limit: {times: 1, per: "
	"ever}}\n"
	"rewards:\n"
	"  - {name: coffee, kind: product, cost: 100}\n"
	"  - {name: pay, kind: payment, points: 10, buys: 1.00, step: 10}\n"
	"transfers: {allowed: true}\n",
	"book.points",
	"rules \"rules.yaml\"\n"
	"include? \"members.points\"\n"
	"include? \"2026/*.points\"\n"
	"2026-10-01 join M1 ^J-1\n"
	"2026-10-01 bonus M1 signup +50 ^welcome-M1\n"
	"2026-10-01 join M2 ^J-2\n"
	"2026-11-02 purchase M1 120.00 EUR +120 ^P-1\n",
	"2026/11.points",
	"2026-11-03 purchase M2 20.00 EUR +20 ^P-2\n"
	"2026-11-03 purchase M2 3.00 EUR +4 ^P-3\n",
	"members.points",
	"profile M1 \"Anna Berg\"\n"
	"profile M2 \"Ben Cole\"\n",
	"sales.csv",
	"date,member,amount,receipt\n"
	"2026-11-20,M1,3.50,B-1\n"
	"2026-11-20,M2,8.00,B-2\n"
	"2026-11-21,M1,2.00,B-3\n",
	NULL
};

#endif
