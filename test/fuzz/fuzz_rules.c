/*
 * Rules files of any bytes: never a crash or a hang; a file that is refused
 * says why, with a place; one that is read prints canonically, and that loads
 * back to the same bytes.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/source.h"
#include "rules/rules_show.h"
#include "rules/yaml_tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
	if (!holds)
		abort();
}

static const struct program *load(struct programs *programs, struct slice bytes,
				  struct diagnostics *diagnostics)
{
	struct arena *arena = diagnostics->arena;
	struct source *source = source_new(arena, "rules.yaml", bytes);
	programs_init(programs, arena);
	return programs_add(programs, source, DAY_NONE, diagnostics);
}

static void check_places(const struct diagnostics *diagnostics, size_t size)
{
	struct text text;
	text_init(&text, diagnostics->arena);
	for (const struct diagnostic *said = diagnostics->first; said != NULL;
	     said = said->next) {
		require(said->at.source != NULL);
		require(said->at.offset <= size);
		require(said->at.length <= size - said->at.offset);
		if (text.length < 4096)
			diagnostic_print(&text, said, false);
	}
}

static void check_canonical(struct arena *arena,
			    const struct programs *programs,
			    const struct program *program, bool defaults)
{
	struct text first;
	struct text second;
	struct programs again;
	struct diagnostics diagnostics;
	text_init(&first, arena);
	text_init(&second, arena);
	diagnostics_init(&diagnostics, arena);
	rules_show_words(&first, programs, program, DAY_NONE);
	text_clear(&first);
	rules_show_canonical(&first, programs, program, defaults);
	if (first.length > YAML_TREE_SIZE_MAX)
		return; /* written out it may be longer than what was read */
	const struct program *same =
		load(&again, text_slice(&first), &diagnostics);
	require(same != NULL);
	rules_show_canonical(&second, &again, same, defaults);
	require(slice_equal(text_slice(&first), text_slice(&second)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct programs programs;
	struct diagnostics diagnostics;
	arena_init(&arena);
	diagnostics_init(&diagnostics, &arena);
	struct slice bytes = { (const char *)data, size };
	const struct program *program = load(&programs, bytes, &diagnostics);
	check_places(&diagnostics, size);
	require((program == NULL) == diagnostics_are_broken(&diagnostics));
	for (int i = 0; program != NULL && i < 2; i++)
		check_canonical(&arena, &programs, program, i == 1);
	arena_release(&arena);
	return 0;
}
