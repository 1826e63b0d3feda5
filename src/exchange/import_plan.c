/*
 * The order of an import: files to tickets, people, references, what is
 * known, refunds, lines. Each step is a file of its own.
 */
#include "exchange/import.h"

#include "base/currency.h"
#include "exchange/import_state.h"
#include "rules/program.h"

static const char *const outcomes[IMPORT_OUTCOME_COUNT] = {
#define OUTCOME(outcome, name, help) [IMPORT_##outcome] = name,
#include "exchange/import_outcomes.def"
#undef OUTCOME
};

const char *import_outcome_name(enum import_outcome outcome)
{
	return outcomes[outcome];
}

static void add_note(struct import *import, const char *note)
{
	struct import_plan *plan = import->plan;

	plan->notes =
		arena_grow(import->keep, plan->notes, plan->note_count + 1,
			   sizeof(*plan->notes), &plan->note_capacity);
	plan->notes[plan->note_count++] = note;
}

/* The text of a file; false when there is none, which was said. */
static bool decode(struct import *import, struct import_source *file)
{
	struct csv_text text;
	const struct import_options *options = import->options;
	enum csv_encoding encoding = options->encoding;
	bool is_text;

	if (encoding == CSV_ENCODING_FIND && options->preset_count == 1)
		encoding = options->presets[0]->encoding;
	is_text = csv_text_read(import->keep, file->given->bytes, encoding,
				&text);
	file->source =
		source_new(import->keep, file->given->name,
			   is_text ? text.text : (struct slice){ "", 0 });
	if (!is_text) {
		import_refuse_file(
			import, file, 0,
			text.line ? arena_print(import->arena, "line %zu: %s",
						text.line, text.problem)
				  : text.problem);
		return false;
	}
	if (text.guessed)
		add_note(import,
			 arena_print(import->keep,
				     "'%s' is not UTF-8 (line %zu): read as "
				     "Windows-1252; --encoding says otherwise",
				     file->given->name, text.guessed_line));
	return true;
}

/* The columns of a list as they are understood, for the question whether
 * that is right. */
static void note_columns(struct import *import,
			 const struct import_source *file)
{
	struct import_plan *plan = import->plan;

	plan->is_list = true;
	for (size_t role = 0; role < ROLE_COUNT; role++) {
		size_t column;

		if (role == ROLE_EARNED ||
		    !csv_layout_column(&file->layout, (enum preset_role)role,
				       &column))
			continue;
		plan->columns = arena_grow(
			import->keep, plan->columns, plan->column_count + 1,
			sizeof(*plan->columns), &plan->column_capacity);
		plan->columns[plan->column_count++] = arena_print(
			import->keep, "column '%.*s': %s",
			SLICE_ARGS(csv_layout_header(import->arena,
						     &file->layout, column)),
			preset_role_name((enum preset_role)role));
	}
}

static void note_layout(struct import *import, const struct import_source *file)
{
	const struct csv_layout *layout = &file->layout;

	add_note(import, arena_print(import->keep, "'%s': preset '%.*s'",
				     file->given->name,
				     SLICE_ARGS(layout->preset->name)));
}

static void read_file(struct import *import, struct import_source *file)
{
	const struct import_options *options = import->options;
	struct layout_request request = {
		.presets = options->presets,
		.preset_count = options->preset_count,
		.delimiter = options->delimiter,
		.kind = options->kind,
		.has_kind = options->has_kind,
	};

	if (!decode(import, file))
		return;
	if (!csv_layout_find(import->arena, file->source->text, &request,
			     &file->layout)) {
		import_refuse_file(import, file, file->layout.problem_line,
				   file->layout.problem);
		return;
	}
	note_layout(import, file);
	if (!import_judge(import, file))
		return;
	if (file->layout.kind == PRESET_MEMBERS)
		note_columns(import, file);
	if (file->layout.kind == PRESET_MEMBERS)
		import_read_customers(import, file);
	else
		import_read_rows(import, file);
}

/* What the programme counts in; false when there is none. */
static bool read_program(struct import *import)
{
	const struct programs *programs = import->base->programs;
	const struct program *program =
		programs_on(programs, import->options->today);

	if (!program)
		return false;
	import->currency = import->plan->currency = program->currency;
	import->scale = currency_scale(program->currency);
	import->plan->unit = program->first_unit;
	import->point_scale = programs->units[program->first_unit].decimals;
	import->unit = programs->units[program->first_unit].name;
	return true;
}

static void init(struct import *import)
{
	uint64_t seed = import->journal->seed;

	intern_init(&import->words, import->arena, seed);
	intern_init(&import->receipts, import->arena, seed);
	intern_init(&import->identities, import->arena, seed);
	intern_init(&import->row_names, import->arena, seed);
	intern_init(&import->names, import->arena, seed);
	intern_init(&import->contacts, import->arena, seed);
	intern_init(&import->from_lists, import->keep, seed);
	text_init(&import->scratch, import->arena);
	import->plan->first = import->plan->last = DAY_NONE;
}

static void run_steps(struct import *import)
{
	import_check_people(import);
	import_number_people(import);
	import_make_references(import);
	import_compare_all(import);
	import_match_refunds(import);
	if ((import->wrong > 0 || import->conflicts > 0) &&
	    !import->options->is_partial)
		import->plan->is_refused = true;
	import_make_lines(import);
	if (!import->plan->is_refused)
		import_fill_points(import);
}

bool import_begin(struct import *import)
{
	import->journal = import->base->journal;
	import->book = import->base->book;
	import->plan = arena_take(import->keep, sizeof(struct import_plan));
	init(import);
	return read_program(import);
}

void import_read_files(struct import *import, const struct import_files *files)
{
	import->source_count = files->count;
	import->sources = arena_take_array(import->arena, files->count,
					   sizeof(struct import_source));
	for (size_t i = 0; i < files->count; i++) {
		import->sources[i].given = &files->list[i];
		import->sources[i].number = (uint32_t)i;
		read_file(import, &import->sources[i]);
	}
}

struct import_plan *import_run(struct arena *arena,
			       const struct import_base *base,
			       const struct import_files *files,
			       const struct import_options *options,
			       struct diagnostics *diagnostics)
{
	struct arena rows;
	struct import import = {
		.keep = arena,
		.arena = &rows,
		.base = base,
		.options = options,
		.diagnostics = diagnostics,
	};

	arena_init(&rows);
	if (import_begin(&import)) {
		import_read_files(&import, files);
		run_steps(&import);
	} else {
		import.plan->is_refused = true;
	}
	arena_release(&rows);
	return import.plan;
}
