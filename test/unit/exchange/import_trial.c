/*
 * Running one import over texts; the rules are one point a euro and a mug for
 * ten points.
 */
#include "import_trial.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "engine/book.h"
#include "engine/replay.h"
#include "journal/journal.h"
#include "journal/parser.h"
#include "journal/reference.h"
#include "rules/program.h"

#define RULES                                                                  \
	"program: {name: Test, currency: EUR}\n"                               \
	"units: [{name: point}]\n"                                             \
	"earn:\n"                                                              \
	"  - {name: base, on: purchase, points: 1, per: 1.00}\n"               \
	"rewards:\n"                                                           \
	"  - {name: mug, kind: product, cost: 10}\n"

struct import_trial trial;

void import_trial_init(void)
{
	arena_init(&trial.arena);
	trial.options = (struct import_options){ .unknown = IMPORT_JOIN };
	cr_assert(day_parse(SLICE("2026-11-22"), &trial.options.today));
	trial.book = "";
}

void import_trial_release(void)
{
	arena_release(&trial.arena);
}

static const struct preset *load_preset(const char *name)
{
	struct file file;

	cr_assert_eq(file_read(&trial.arena,
			       arena_print(&trial.arena,
					   "share/presets/%s.yaml", name),
			       true, &file),
		     FILE_OK);
	return preset_parse(&trial.arena,
			    source_new(&trial.arena, name, file.text),
			    &trial.diagnostics);
}

void import_trial_run(const char *preset, const char *csv)
{
	const struct preset *presets[1];
	struct journal *journal = arena_take(&trial.arena, sizeof(*journal));
	struct programs *programs = arena_take(&trial.arena, sizeof(*programs));
	struct import_file file = { "till.csv", slice_from(csv) };
	struct replay_options replay = { .as_of = trial.options.today };
	struct import_base base = { .journal = journal, .programs = programs };

	diagnostics_init(&trial.diagnostics, &trial.arena);
	presets[0] = strncmp(preset, "preset:", 7) == 0
			     ? preset_parse(&trial.arena,
					    source_new(&trial.arena, "map",
						       slice_from(preset)),
					    &trial.diagnostics)
			     : load_preset(preset);
	cr_assert(presets[0]);
	trial.options.presets = presets;
	trial.options.preset_count = 1;
	journal_init(journal, &trial.arena, 1);
	parser_parse(
		journal,
		source_new(&trial.arena, "book.points", slice_from(trial.book)),
		&trial.diagnostics);
	journal_index(journal, &trial.diagnostics);
	programs_init(programs, &trial.arena);
	programs_add(programs,
		     source_new(&trial.arena, "rules.yaml", SLICE(RULES)),
		     DAY_NONE, &trial.diagnostics);
	base.book = replay_run(&trial.arena, journal, programs, &replay,
			       &trial.diagnostics);
	cr_assert_null(trial.diagnostics.first, "%s",
		       trial.diagnostics.first->message);
	trial.plan = import_run(&trial.arena, &base,
				&(struct import_files){ &file, 1 },
				&trial.options, &trial.diagnostics);
}

const char *import_trial_lines(void)
{
	struct text text;

	text_init(&text, &trial.arena);
	for (size_t i = 0; i < trial.plan->line_count; i++)
		text_add_format(&text, "%.*s\n",
				SLICE_ARGS(trial.plan->lines[i].text));
	return text.bytes;
}

const char *import_trial_complaint(void)
{
	size_t line = 0, column = 0;

	if (!trial.diagnostics.first)
		return "";
	if (trial.diagnostics.first->at.source)
		source_locate(trial.diagnostics.first->at.source,
			      trial.diagnostics.first->at.offset, &line,
			      &column);
	return arena_print(&trial.arena, "%zu: %s", line,
			   trial.diagnostics.first->message);
}

const char *import_trial_counts(void)
{
	struct text text;

	text_init(&text, &trial.arena);
	for (size_t i = 0; i < IMPORT_OUTCOME_COUNT; i++)
		if (trial.plan->totals[i].rows + trial.plan->totals[i].events >
		    0)
			text_add_format(&text, "%s%s %zu",
					text.length ? ", " : "",
					import_outcome_name(i),
					trial.plan->totals[i].rows);
	return text.bytes;
}
