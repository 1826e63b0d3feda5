/*
 * Fuzz target for imports: bytes -> text -> layout -> rows -> plan -> lines.
 * The first byte chooses kind, what becomes of unknown members, and whether
 * good rows are taken although others are wrong. Then comes the CSV file,
 * behind a line `%%` a preset (else share/presets/generic.yaml), and behind
 * another a journal. Reached: csv_text, csv_layout, csv_reader, the cells,
 * preset, import_*.
 *
 * No plan has a line that cannot be read. Of one that may be written: its lines
 * read as a book, and importing the same file into that book adds nothing and
 * contradicts nothing.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/file.h"
#include "base/text.h"
#include "engine/book.h"
#include "engine/replay.h"
#include "exchange/import.h"
#include "exchange/preset.h"
#include "journal/journal.h"
#include "journal/parser.h"
#include "journal/reference.h"
#include "rules/program.h"

#include "book_rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
	if (!holds)
		abort();
}

struct input {
	struct slice csv, preset, journal;
	uint8_t choice;
};

/* What stands before a line `%%`; the rest behind it. */
static struct slice take_part(struct slice *rest)
{
	struct slice part = *rest;

	for (size_t i = 0; i + 3 < rest->length; i++) {
		if (memcmp(rest->text + i, "\n%%\n", 4) != 0)
			continue;
		part.length = i + 1;
		*rest = slice_from_offset(*rest, i + 4);
		return part;
	}
	*rest = (struct slice){ "", 0 };
	return part;
}

/* The shipped preset, read once. */
static const struct preset *generic(void)
{
	static struct arena arena;
	static const struct preset *preset;
	struct diagnostics ignored;
	struct file file;

	if (preset)
		return preset;
	arena_init(&arena);
	diagnostics_init(&ignored, &arena);
	if (file_read(&arena, "share/presets/generic.yaml", true, &file) ==
	    FILE_OK)
		preset = preset_parse(&arena,
				      source_new(&arena, "generic", file.text),
				      &ignored);
	return preset;
}

static const struct preset *read_preset(struct arena *arena, struct slice yaml)
{
	struct diagnostics ignored;

	if (yaml.length == 0)
		return generic();
	diagnostics_init(&ignored, arena);
	return preset_parse(arena, source_new(arena, "preset", yaml), &ignored);
}

static struct import_options options_of(const struct input *input,
					const struct preset **preset)
{
	static const enum import_unknown unknowns[] = {
		IMPORT_JOIN, IMPORT_REJECT, IMPORT_SKIP, IMPORT_JOIN
	};
	struct import_options options = {
		.presets = preset,
		.preset_count = 1,
		.kind = (enum preset_kind)((input->choice & 7) % 5),
		.has_kind = (input->choice & 7) != 0,
		.unknown = unknowns[input->choice >> 3 & 3],
		.is_partial = (input->choice & 32) != 0,
		.posts_late = (input->choice & 64) != 0,
		.welcomes = (input->choice & 128) != 0,
		.reward = SLICE("coffee"),
	};

	require(day_parse(SLICE("2026-11-22"), &options.today));
	return options;
}

/* Whatever a row holds, what is made of it is a line of a journal: what cannot
 * become one is the row's fault, not the line's. */
static void require_words(const struct diagnostics *diagnostics)
{
	const struct diagnostic *one = diagnostics->first;

	for (; one != NULL; one = one->next)
		require(one->id < DIAGNOSTIC_invalid_utf8 ||
			one->id > DIAGNOSTIC_unknown_word);
}

/* One import into a journal of two texts; NULL when the book is broken. */
static const struct import_plan *import_once(struct arena *arena,
					     const struct input *input,
					     const struct preset *preset,
					     struct slice more)
{
	struct import_options options = options_of(input, &preset);
	struct import_file file = { "file", input->csv };
	struct import_files files = { &file, 1 };
	struct replay_options replay = { .as_of = options.today };
	struct journal *journal = arena_take(arena, sizeof(*journal));
	struct programs *programs = arena_take(arena, sizeof(*programs));
	struct import_base base = { .journal = journal, .programs = programs };
	struct diagnostics *diagnostics =
		arena_take(arena, sizeof(*diagnostics));

	diagnostics_init(diagnostics, arena);
	journal_init(journal, arena, 1);
	parser_parse(journal, source_new(arena, "book", input->journal),
		     diagnostics);
	parser_parse(journal, source_new(arena, "more", more), diagnostics);
	journal_index(journal, diagnostics);
	programs_init(programs, arena);
	programs_add(programs,
		     source_new(arena, "rules", slice_from(book_rules)),
		     DAY_NONE, diagnostics);
	if (diagnostics_are_broken(diagnostics))
		return NULL;
	for (size_t i = 0; i < journal->event_count; i++)
		if (day_compare(journal->events[i].day, replay.as_of) > 0)
			replay.as_of = journal->events[i].day;
	base.book = replay_run(arena, journal, programs, &replay, diagnostics);
	if (diagnostics_are_broken(diagnostics))
		return NULL;
	const struct import_plan *plan =
		import_run(arena, &base, &files, &options, diagnostics);
	require_words(diagnostics);
	return plan;
}

static size_t rows_of(const struct import_plan *plan)
{
	size_t rows = 0;

	for (size_t i = 0; i < IMPORT_OUTCOME_COUNT; i++)
		rows += plan->totals[i].rows;
	return rows;
}

/* A row that contradicts another of its file contradicts the book, once the
 * other one is in it. */
static size_t refused_rows(const struct import_plan *plan)
{
	return plan->totals[IMPORT_CONFLICT].rows +
	       plan->totals[IMPORT_REJECTED].rows;
}

static void check_again(struct arena *arena, const struct input *input,
			const struct preset *preset,
			const struct import_plan *plan)
{
	const struct import_plan *again;
	struct text lines;

	text_init(&lines, arena);
	for (size_t i = 0; i < plan->line_count; i++) {
		text_add_slice(&lines, plan->lines[i].text);
		text_add_char(&lines, '\n');
	}
	again = import_once(arena, input, preset, text_slice(&lines));
	require(again != NULL);
	require(again->line_count == 0);
	require(refused_rows(again) == refused_rows(plan));
	require(again->rows == plan->rows);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice rest = { (const char *)data, size };
	struct input input;
	const struct preset *preset;
	const struct import_plan *plan;
	struct arena arena;

	if (size < 1 || size > 20000)
		return 0;
	arena_init(&arena);
	input.choice = data[0];
	rest = slice_from_offset(rest, 1);
	input.csv = take_part(&rest);
	input.preset = take_part(&rest);
	input.journal = rest;
	preset = read_preset(&arena, input.preset);
	plan = preset ? import_once(&arena, &input, preset,
				    (struct slice){ "", 0 })
		      : NULL;
	if (plan) {
		require(rows_of(plan) == plan->rows);
		if (!plan->is_refused)
			check_again(&arena, &input, preset, plan);
	}
	arena_release(&arena);
	return 0;
}
