/*
 * A text is a source named rules.yaml; places are printed without the name,
 * so that tables of tests stay short.
 */
#include "rules/rules_load.h"

#include <criterion/criterion.h>

#include "base/text.h"

void rules_load_bytes(struct rules_load *load, struct slice bytes)
{
	arena_init(&load->arena);
	diagnostics_init(&load->diagnostics, &load->arena);
	programs_init(&load->programs, &load->arena);
	struct source *source = source_new(&load->arena, "rules.yaml", bytes);
	load->program = programs_add(&load->programs, source, DAY_NONE,
				     &load->diagnostics);
}

void rules_load(struct rules_load *load, const char *text)
{
	rules_load_bytes(load, slice_from(text));
}

void rules_load_more(struct rules_load *load, const char *text,
		     const char *from)
{
	struct day day;
	cr_assert(day_parse(slice_from(from), &day));
	struct source *source =
		source_new(&load->arena, "later.yaml", slice_from(text));
	load->program =
		programs_add(&load->programs, source, day, &load->diagnostics);
}

void rules_load_release(struct rules_load *load)
{
	arena_release(&load->arena);
}

const char *rules_load_said(struct rules_load *load)
{
	struct text text;
	text_init(&text, &load->arena);
	text_add(&text, "");
	diagnostics_sort(&load->diagnostics);
	for (const struct diagnostic *said = load->diagnostics.first;
	     said != NULL; said = said->next) {
		size_t line = 0;
		size_t column = 0;
		if (said->at.source != NULL)
			source_locate(said->at.source, said->at.offset, &line,
				      &column);
		text_add_format(&text, "%zu:%zu %s: %s\n", line, column,
				diagnostic_kind(said->id)->name, said->message);
	}
	return text.length > 0 ? text.bytes : "";
}

void rules_load_expect(const struct rules_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct rules_load load;
		rules_load(&load, rows[i].text);
		const char *said = rules_load_said(&load);
		cr_expect_str_eq(said, rows[i].said, "%s:\n%s\nnot\n%s",
				 rows[i].label, said, rows[i].said);
		cr_expect_eq(load.program == NULL,
			     diagnostics_are_broken(&load.diagnostics), "%s",
			     rows[i].label);
		rules_load_release(&load);
	}
}
