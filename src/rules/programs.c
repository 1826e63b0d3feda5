/*
 * Rules files by the day they come into force. The steps of reading one: YAML
 * to tree, tree to record by the tables, then the sense of the whole.
 */
#include "rules/program.h"

#include "base/arena.h"
#include "base/diagnostic.h"
#include "rules/program_keys.h"
#include "rules/program_sense.h"
#include "rules/program_types.h"
#include "rules/yaml_tree.h"

static const struct yaml_tree_ids tree_ids = {
	.syntax = DIAGNOSTIC_rules_syntax,
	.duplicate_key = DIAGNOSTIC_rules_duplicate_key
};

static const struct schema_ids ids = {
	.unknown_key = DIAGNOSTIC_rules_unknown_key,
	.missing_key = DIAGNOSTIC_rules_missing_key,
	.bad_value = DIAGNOSTIC_rules_bad_value
};

void programs_init(struct programs *programs, struct arena *arena)
{
	*programs = (struct programs){ .arena = arena };
}

/* Keeps the list in order of days; of the same day, the later call wins. */
static void insert(struct programs *programs, struct program *program)
{
	struct program **list = arena_take_array(
		programs->arena, programs->count + 1, sizeof(struct program *));
	size_t to = programs->count;
	while (to > 0 &&
	       day_compare(programs->list[to - 1]->from, program->from) > 0)
		to--;
	for (size_t i = 0; i < programs->count; i++)
		list[i < to ? i : i + 1] = programs->list[i];
	list[to] = program;
	programs->list = list;
	programs->count++;
}

/* The file as a programme; false when it is broken. */
static bool read_program(struct programs *programs, struct program *program,
			 struct diagnostics *diagnostics)
{
	struct yaml_tree *tree = yaml_tree_parse(
		programs->arena, program->source, &tree_ids, diagnostics);
	if (tree == NULL)
		return false;
	struct program_context context = {
		.programs = programs,
		.program = program,
		.levels_failed = yaml_tree_find(tree, "tiers") != NULL
	};
	struct schema_reader reader = { .arena = programs->arena,
					.diagnostics = diagnostics,
					.ids = &ids,
					.context = &context };
	bool good = schema_read(&reader, &program_keys_root, tree, program);
	if (good)
		program_sense_check(&reader, program, tree);
	return good && reader.refusals == 0;
}

/* A plural that a later file gives holds for all; none changes nothing. */
static void share_plurals(struct programs *programs,
			  const struct program *program)
{
	for (size_t i = 0; i < program->unit_count; i++) {
		struct unit *unit = &programs->units[program->units[i]];
		struct slice plural = program->plurals[program->units[i]];
		if (!slice_equal(plural, unit->name))
			unit->plural = plural;
	}
}

struct program *programs_add(struct programs *programs, struct source *source,
			     struct day from, struct diagnostics *diagnostics)
{
	size_t units_before = programs->unit_count;
	struct program *program =
		arena_take(programs->arena, sizeof(struct program));
	program->source = source;
	program->from = from;
	if (!read_program(programs, program, diagnostics)) {
		programs->unit_count = units_before;
		return NULL;
	}
	share_plurals(programs, program);
	insert(programs, program);
	return program;
}

const struct program *programs_on(const struct programs *programs,
				  struct day day)
{
	const struct program *found = NULL;
	for (size_t i = 0; i < programs->count; i++) {
		if (i == 0 || day_compare(programs->list[i]->from, day) <= 0)
			found = programs->list[i];
	}
	return found;
}

int programs_find_unit(const struct programs *programs, struct slice name)
{
	if (name.length == 0)
		return programs->count > 0 ? programs->list[0]->first_unit : -1;
	for (size_t i = 0; i < programs->unit_count; i++) {
		if (slice_equal(programs->units[i].name, name))
			return (int)i;
	}
	return -1;
}
