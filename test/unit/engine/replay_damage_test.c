/*
 * A journal that was cut short, or of which one byte is damaged: every prefix
 * is refused unless it ends where a line ends, and then it is the book of
 * those lines; every damage is refused, reported, or touches that one line and
 * no other. Whatever the bytes are, the book that results is whole.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/text.h"
#include "engine/play.h"
#include "engine/replay.h"
#include "journal/parser.h"
#include "journal/printer.h"
#include "journal/reference.h"

enum {
	TEXT_MAX = 4096,
	LINES_MAX = 64
};

static const char rules[] =
	"program: {name: Test, currency: EUR}\n"
	"units: [{name: point}, {name: stamp}]\n"
	"earn:\n"
	"  - {name: base, on: purchase, points: 1, per: 1.00}\n"
	"  - {name: card, on: visit, unit: stamp, points: 1}\n"
	"  - {name: welcome, on: signup, points: 50}\n"
	"expiry: [{unit: point, after: 3 months, round: end-of-month}]\n"
	"rewards:\n"
	"  - {name: coffee, kind: product, cost: 40, stock: counted}\n"
	"  - {name: pay, kind: payment, points: 20, buys: 1.00}\n"
	"transfers: {allowed: true}\n"
	"tiers: {metric: spend, window: 12 months, levels: "
	"[{name: low, at: 0}, {name: high, at: 500}]}\n";

/* Forty lines, each with something that others lack. */
static const char journal[] =
	"2026-01-01 stock coffee +40 \"shelf\" ^stock-1\n"
	"2026-01-01 join M1\n"
	"2026-01-01 join M2 referred-by:M1\n"
	"2026-01-01T08:15 join M3 store:north\n"
	"2026-01-01 join M4\n"
	"2026-01-01 bonus M1 signup +50 ^welcome-M1\n"
	"2026-01-02 opening M2 +120 expires:2026-12-31 ^O-1\n"
	"2026-01-02 opening M3 +30 deferred:1.50EUR ^O-2\n"
	"2026-01-03 purchase M1 12.50 EUR +12 +1 stamp tax:2.00 ^P-1\n"
	"2026-01-03 purchase M2 60.00 EUR +60 +1 stamp item:a/B-1:2:60.00 "
	"^P-2\n"
	"2026-01-04T09:30 purchase M3 7.00 EUR +7 +1 stamp store:south ^P-3\n"
	"2026-01-04 purchase M4 25.00 EUR ^P-4\n"
	"2026-01-05 purchase M1 80.00 EUR +80 +1 stamp #big ^P-5\n"
	"2026-01-05 refund M2 30.00 EUR -30 of:P-2 ^F-1\n"
	"2026-01-06 redeem M1 coffee -40 ^R-1\n"
	"2026-01-06 request M2 coffee -40 ^R-2\n"
	"2026-01-07 approve R-2 staff:rosa\n"
	"2026-01-08 fulfil R-2\n"
	"2026-01-08 request M2 coffee ^R-3\n"
	"2026-01-09 reject R-3 \"none left\"\n"
	"2026-01-09 redeem M2 pay -20 1.00 EUR ^R-4\n"
	"2026-01-10 cancel R-1 \"rang up twice\"\n"
	"2026-01-10 void P-3 \"a \\\"test\\\" sale\"\n"
	"2026-01-11 move P-4 M3 \"the wrong card\"\n"
	"2026-01-11 adjust M1 +20 \"goodwill\" staff:rosa ^A-1\n"
	"2026-01-12 adjust M1 -5 \"slip\" ^A-2\n"
	"2026-01-12 transfer M1 M4 +15 \"a gift\" ^T-1\n"
	"2026-01-13 expire M2 -10 \"left the club\" ^E-1\n"
	"2026-01-13 tier M2 high until:2026-06-30 \"a friend\"\n"
	"2026-01-14 status M4 blocked \"lost card\"\n"
	"2026-01-15 status M4 active\n"
	"2026-01-31 balance M1 112\n"
	"2026-01-31 balance * 3 stamp\n"
	"2026-02-01 merge M4 into:M1 \"one person\"\n"
	"2026-02-02 estimate 2026-01 96.4% \"seen\"\n"
	"2026-02-03 note M1 \"likes \\\\ oats\" #taste rating:9 ^N-1\n"
	"2026-02-03 sent M1 statement channel:email "
	"^sent-statement-2026-02-M1\n"
	"2026-02-03 consent M1 +email -sms \"asked\"\n"
	"2026-05-01 expire M3 -25 ^expire-M3-point-2026-05-01\n"
	"profile M1 \"Anna\" email:anna@example.org birthday:02-29\n";

/* What a text means: its canonical lines, and whether anybody was told. */
struct meaning {
	struct text lines;
	size_t starts[LINES_MAX + 1]; /* of each canonical line in `lines` */
	size_t count;
	bool refused;
	bool reported; /* beyond what the whole journal draws */
};

struct shop {
	struct arena arena; /* the rules and the whole journal's meaning */
	struct programs programs;
	struct meaning whole;
	size_t complaints;
};

static void print_lines(struct meaning *meaning, const struct journal *read)
{
	meaning->count = read->event_count;
	cr_assert_leq(meaning->count, LINES_MAX);
	for (size_t i = 0; i < read->event_count; i++) {
		meaning->starts[i] = meaning->lines.length;
		printer_add_event(&meaning->lines, read, &read->events[i]);
		text_add_char(&meaning->lines, '\n');
	}
	meaning->starts[meaning->count] = meaning->lines.length;
}

static void expect_whole(const struct book *book, const char *label,
			 size_t offset)
{
	for (size_t i = 0; i < book->lot_count; i++) {
		const struct lot *lot = &book->lots[i];
		cr_expect(lot->remaining >= 0 && lot_held(book, lot) >= 0 &&
				  lot_expired(book, lot) >= 0 &&
				  lot_used(book, lot) >= 0,
			  "%s at %zu: a lot holds less than nothing", label,
			  offset);
	}
}

static size_t count_complaints(const struct diagnostics *all)
{
	return all->counts[SEVERITY_NOTE] + all->counts[SEVERITY_WARNING] +
	       all->counts[SEVERITY_FINDING] + all->counts[SEVERITY_BROKEN];
}

static bool has_complaint(const struct diagnostics *all, enum diagnostic_id id)
{
	for (const struct diagnostic *one = all->first; one; one = one->next)
		if (one->id == id)
			return true;
	return false;
}

/* Reads and replays the bytes; the meaning lives in the arena. */
static size_t read_bytes(struct arena *arena, const struct shop *shop,
			 struct slice bytes, struct meaning *meaning,
			 const char *label)
{
	struct replay_options options = { .postings = true,
					  .reperform = true,
					  .findings = true };
	struct diagnostics diagnostics;
	struct journal read;

	*meaning = (struct meaning){ .refused = false };
	day_parse(SLICE("2026-06-30"), &options.as_of);
	diagnostics_init(&diagnostics, arena);
	journal_init(&read, arena, 7);
	text_init(&meaning->lines, arena);
	parser_parse(&read, source_new(arena, "book.points", bytes),
		     &diagnostics);
	journal_index(&read, &diagnostics);
	print_lines(meaning, &read);
	if (!diagnostics_are_broken(&diagnostics)) {
		const struct book *book = replay_run(
			arena, &read, &shop->programs, &options, &diagnostics);
		expect_whole(book, label, bytes.length);
	}
	cr_expect(!has_complaint(&diagnostics, DIAGNOSTIC_control_total),
		  "%s of %zu bytes: control totals", label, bytes.length);
	meaning->refused = diagnostics_are_broken(&diagnostics);
	meaning->reported = count_complaints(&diagnostics) != shop->complaints;
	return count_complaints(&diagnostics);
}

static void open_shop(struct shop *shop)
{
	struct diagnostics diagnostics;

	*shop = (struct shop){ .complaints = 0 };
	arena_init(&shop->arena);
	diagnostics_init(&diagnostics, &shop->arena);
	programs_init(&shop->programs, &shop->arena);
	programs_add(&shop->programs,
		     source_new(&shop->arena, "rules.yaml", slice_from(rules)),
		     DAY_NONE, &diagnostics);
	cr_assert(!diagnostics_are_broken(&diagnostics));
	shop->complaints = read_bytes(&shop->arena, shop, slice_from(journal),
				      &shop->whole, "the whole journal");
	cr_assert(!shop->whole.refused);
	cr_assert_eq(shop->whole.count, 40);
}

static struct slice lines_of(const struct meaning *meaning, size_t from,
			     size_t to)
{
	return (struct slice){ meaning->lines.bytes + meaning->starts[from],
			       meaning->starts[to] - meaning->starts[from] };
}

Test(engine_replay_damage, a_prefix_is_refused_or_ends_where_a_line_ends)
{
	const size_t length = sizeof(journal) - 1;
	struct shop shop;
	size_t lines = 0;

	open_shop(&shop);
	for (size_t cut = 0; cut < length; cut++) {
		struct arena arena;
		struct meaning meaning;
		struct slice bytes = { journal, cut };
		arena_init(&arena);
		read_bytes(&arena, &shop, bytes, &meaning, "a prefix");
		bool is_whole = cut == 0 || journal[cut - 1] == '\n';
		lines += cut > 0 && is_whole;
		cr_expect_eq(meaning.refused, !is_whole,
			     "cut at %zu: refused %d", cut, meaning.refused);
		if (is_whole)
			cr_expect(slice_equal(
					  lines_of(&meaning, 0, meaning.count),
					  lines_of(&shop.whole, 0, lines)),
				  "cut at %zu: other lines", cut);
		arena_release(&arena);
	}
	cr_log_info("damage: %zu prefixes tried", length);
	arena_release(&shop.arena);
}

/* How many lines of the journal end before the offset. */
static size_t lines_before(size_t offset)
{
	size_t lines = 0;

	for (size_t i = 0; i < offset; i++)
		lines += journal[i] == '\n';
	return lines;
}

/*
 * A damage that nobody was told of left all lines before and behind as they
 * were; `last` is the number of the last line that the damage touches.
 */
static void expect_local(const struct shop *shop, const struct meaning *meaning,
			 size_t offset, size_t last, const char *label)
{
	const struct meaning *whole = &shop->whole;
	size_t before = lines_before(offset);
	size_t behind = whole->count - last - 1;

	cr_assert_geq(meaning->count, before + behind, "%s at %zu: lines lost",
		      label, offset);
	cr_assert_leq(meaning->count, before + behind + 2,
		      "%s at %zu: lines won", label, offset);
	cr_expect(slice_equal(lines_of(meaning, 0, before),
			      lines_of(whole, 0, before)),
		  "%s at %zu: a line before it changed", label, offset);
	cr_expect(slice_equal(
			  lines_of(meaning, meaning->count - behind,
				   meaning->count),
			  lines_of(whole, whole->count - behind, whole->count)),
		  "%s at %zu: a line behind it changed", label, offset);
}

struct tally {
	size_t tried, refused, reported, local;
};

static void try_damage(const struct shop *shop, struct slice bytes,
		       size_t offset, const char *label, struct tally *tally)
{
	struct arena arena;
	struct meaning meaning;
	/* without its end a line runs on into the next */
	size_t last = lines_before(offset) + (journal[offset] == '\n');

	if (last >= shop->whole.count)
		last = shop->whole.count - 1;
	arena_init(&arena);
	read_bytes(&arena, shop, bytes, &meaning, label);
	tally->tried++;
	if (meaning.refused)
		tally->refused++;
	else if (meaning.reported)
		tally->reported++;
	else
		tally->local++;
	if (!meaning.refused)
		expect_local(shop, &meaning, offset, last, label);
	arena_release(&arena);
}

Test(engine_replay_damage, a_damaged_byte_is_refused_reported_or_stays_local,
     .timeout = 300)
{
	static const unsigned char bytes_instead[] = { 0x00, 0xff, '\n', ' ',
						       ';',  '"',  '0' };
	const size_t length = sizeof(journal) - 1;
	static char text[TEXT_MAX];
	struct tally tally = { 0, 0, 0, 0 };
	struct shop shop;

	open_shop(&shop);
	cr_assert_lt(length, sizeof(text));
	memcpy(text, journal, length);
	for (size_t i = 0; i < length; i++) {
		for (unsigned bit = 0; bit < 8; bit++) {
			text[i] = (char)(journal[i] ^ (1 << bit));
			try_damage(&shop, (struct slice){ text, length }, i,
				   "a flipped bit", &tally);
		}
		for (size_t k = 0; k < sizeof(bytes_instead); k++) {
			text[i] = (char)bytes_instead[k];
			try_damage(&shop, (struct slice){ text, length }, i,
				   "another byte", &tally);
		}
		text[i] = journal[i];
	}
	cr_log_info("damage: %zu tried: %zu refused, %zu reported, %zu local",
		    tally.tried, tally.refused, tally.reported, tally.local);
	cr_expect_eq(tally.refused + tally.reported + tally.local, tally.tried);
	arena_release(&shop.arena);
}

Test(engine_replay_damage, nul_and_bytes_that_are_no_text_are_always_refused,
     .timeout = 120)
{
	static const unsigned char bytes_put_in[] = { 0x00, 0xff, 0x1b,
						      0x7f, 0xc0, 0x80 };
	const size_t length = sizeof(journal) - 1;
	static char text[TEXT_MAX];
	struct shop shop;
	size_t tried = 0;

	open_shop(&shop);
	for (size_t i = 0; i <= length; i++) {
		memcpy(text, journal, i);
		memcpy(text + i + 1, journal + i, length - i);
		for (size_t k = 0; k < sizeof(bytes_put_in); k++) {
			struct arena arena;
			struct meaning meaning;
			text[i] = (char)bytes_put_in[k];
			arena_init(&arena);
			read_bytes(&arena, &shop,
				   (struct slice){ text, length + 1 }, &meaning,
				   "a byte put in");
			cr_expect(meaning.refused, "0x%02x put in at %zu",
				  bytes_put_in[k], i);
			arena_release(&arena);
			tried++;
		}
	}
	cr_log_info("damage: %zu bytes put in", tried);
	arena_release(&shop.arena);
}
