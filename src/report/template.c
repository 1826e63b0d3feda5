/*
 * Reading templates: from text to steps. Every mark is looked up when it is
 * read; the reader goes on behind a wrong one, so that all are told at once.
 */
#include "report/template.h"

#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/source.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/utf8.h"
#include "report/template_steps.h"

enum {
	WIDTH_MAX = 200
};

/* A section that is open. */
struct open_section {
	size_t step;
	struct slice name;
};

struct reader {
	struct arena *arena;
	struct source *source;
	struct diagnostics *diagnostics;
	struct template *template;
	struct slice part;
	size_t at; /* in the part */
	/* tables of names, the whole template's first */
	const struct template_name *scopes[TEMPLATE_DEPTH_MAX + 1];
	int scope;
	struct open_section open[TEMPLATE_DEPTH_MAX];
	int open_count;
	bool is_wrong;
};

/* {{ mark name:width }} */
struct mark {
	struct slice whole;
	char sign; /* # ? ^ / ! or 0 */
	struct slice name;
	struct slice width;
};

static void complain(struct reader *reader, struct slice part,
		     const char *message)
{
	reader->is_wrong = true;
	(void)diagnostic_add(reader->diagnostics, DIAGNOSTIC_template_syntax,
			     source_place(reader->source, part), "%s", message);
}

static struct template_step *add_step(struct reader *reader,
				      enum template_act act, struct slice text)
{
	struct template *template = reader->template;
	struct template_step *step;

	template->steps =
		arena_grow(reader->arena, template->steps, template->count + 1,
			   sizeof(*template->steps), &template->capacity);
	step = &template->steps[template->count++];
	*step = (struct template_step){ .act = act, .text = text };
	return step;
}

/* --- names ------------------------------------------------------------------*/

static bool find_in(const struct template_name *names, struct slice wanted,
		    size_t *index)
{
	for (size_t i = 0; names[i].name != NULL; i++) {
		if (slice_is(wanted, names[i].name)) {
			*index = i;
			return true;
		}
	}
	return false;
}

static void complain_unknown(struct reader *reader, struct slice name)
{
	struct suggest search;

	suggest_init(&search, name);
	for (int i = reader->scope; i >= 0; i--)
		for (size_t n = 0; reader->scopes[i][n].name != NULL; n++)
			suggest_add(&search,
				    slice_from(reader->scopes[i][n].name));
	struct slice near = suggest_take(&search);
	struct place at = source_place(reader->source, name);
	struct diagnostic *added = diagnostic_add(
		reader->diagnostics, DIAGNOSTIC_template_unknown_name, at,
		"'%.*s' is no name that can stand here", SLICE_ARGS(name));
	if (near.length > 0)
		diagnostic_note(reader->diagnostics, added, PLACE_NONE,
				"did you mean '%.*s'?", SLICE_ARGS(near));
	reader->is_wrong = true;
}

/* Finds the name in the innermost scope that has it. */
static bool look_up(struct reader *reader, struct slice name,
		    struct template_step *step)
{
	for (int i = reader->scope; i >= 0; i--) {
		if (!find_in(reader->scopes[i], name, &step->index))
			continue;
		step->scope = i;
		step->name = &reader->scopes[i][step->index];
		return true;
	}
	complain_unknown(reader, name);
	return false;
}

/* --- marks ------------------------------------------------------------------*/

static void take_value(struct reader *reader, const struct mark *mark)
{
	struct template_step found = { .act = STEP_VALUE, .text = mark->name };
	uint64_t width = 0;

	if (!look_up(reader, mark->name, &found))
		return;
	if (found.name->rows != NULL) {
		complain(reader, mark->name,
			 "this is a list: write {{#name}} … {{/name}} around "
			 "what each row shows");
		return;
	}
	if (mark->width.length > 0 &&
	    (!slice_parse_unsigned(mark->width, &width) || width == 0 ||
	     width > WIDTH_MAX)) {
		complain(reader, mark->width,
			 "the width is no number from 1 to 200");
		return;
	}
	found.width = (size_t)width;
	*add_step(reader, STEP_VALUE, mark->name) = found;
}

static void open_section(struct reader *reader, const struct mark *mark)
{
	struct template_step found = { .text = mark->name };

	if (reader->open_count == TEMPLATE_DEPTH_MAX) {
		complain(reader, mark->name,
			 "sections are more than 8 deep here");
		return;
	}
	bool is_known = look_up(reader, mark->name, &found);
	if (mark->sign == '^')
		found.act = STEP_UNLESS;
	else if (mark->sign == '#' && is_known && found.name->rows != NULL)
		found.act = STEP_EACH;
	else
		found.act = STEP_WHEN;
	reader->open[reader->open_count++] = (struct open_section){
		.step = reader->template->count,
		.name = mark->name,
	};
	if (found.act == STEP_EACH)
		reader->scopes[++reader->scope] = found.name->rows;
	*add_step(reader, found.act, mark->name) = found;
}

static void close_section(struct reader *reader, const struct mark *mark)
{
	if (reader->open_count == 0) {
		complain(reader, mark->name, "no section is open here");
		return;
	}
	const struct open_section *open = &reader->open[reader->open_count - 1];
	if (!slice_equal(open->name, mark->name)) {
		complain(reader, mark->name,
			 arena_print(reader->arena,
				     "the section open here is '%.*s'",
				     SLICE_ARGS(open->name)));
		return;
	}
	reader->open_count--;
	if (reader->template->steps[open->step].act == STEP_EACH)
		reader->scope--;
	add_step(reader, STEP_END, mark->name);
	reader->template->steps[open->step].end = reader->template->count - 1;
}

/* Takes apart what stands between the braces; false after the message. */
static bool read_mark(struct reader *reader, struct slice whole,
		      struct mark *mark)
{
	struct slice inner =
		slice_trim((struct slice){ whole.text + 2, whole.length - 4 });

	*mark = (struct mark){ .whole = whole };
	if (inner.length > 0 && strchr("{&>", inner.text[0]) != NULL) {
		complain(reader, whole,
			 "values are always escaped and templates stand alone: "
			 "write {{name}}");
		return false;
	}
	if (inner.length > 0 && strchr("#?^/!", inner.text[0]) != NULL) {
		mark->sign = inner.text[0];
		inner = slice_trim(slice_from_offset(inner, 1));
	}
	if (mark->sign == 0)
		inner = slice_cut(inner, ':', &mark->width);
	mark->name = slice_trim(inner);
	mark->width = slice_trim(mark->width);
	if (mark->name.length == 0 && mark->sign != '!') {
		complain(reader, whole, "there is no name between the braces");
		return false;
	}
	return true;
}

static void take_mark(struct reader *reader, const struct mark *mark)
{
	if (mark->sign == 0)
		take_value(reader, mark);
	else if (mark->sign == '/')
		close_section(reader, mark);
	else if (mark->sign != '!')
		open_section(reader, mark);
}

/* --- text between marks -----------------------------------------------------*/

/* The next {{ … }} from the reader's place on, empty at the end. Two braces
 * that are not closed on their line are told. */
static struct slice next_mark(struct reader *reader)
{
	const struct slice part = reader->part;

	for (size_t i = reader->at; i + 1 < part.length; i++) {
		struct slice rest = slice_from_offset(part, i);
		if (!slice_starts(rest, "{{"))
			continue;
		struct slice line = { rest.text, slice_find(rest, '\n') };
		for (size_t n = 2; n + 1 < line.length; n++)
			if (slice_starts(slice_from_offset(line, n), "}}"))
				return (struct slice){ rest.text, n + 2 };
		complain(reader, line, "'{{' has no '}}' on its line");
		i += line.length;
	}
	return (struct slice){ part.text + part.length, 0 };
}

/* How many of the bytes before the end are blanks up to the line's start;
 * SIZE_MAX when something else stands there. */
static size_t blanks_before(struct slice part, size_t at)
{
	size_t count = 0;

	while (count < at && strchr(" \t", part.text[at - count - 1]) != NULL)
		count++;
	return count == at || part.text[at - count - 1] == '\n' ? count
								: SIZE_MAX;
}

/* How many bytes the rest of the line has, with its end, when it is blank. */
static size_t blanks_behind(struct slice part, size_t at)
{
	size_t end = at;

	while (end < part.length && strchr(" \t\r", part.text[end]) != NULL)
		end++;
	if (end < part.length && part.text[end] != '\n')
		return SIZE_MAX;
	return end < part.length ? end + 1 - at : end - at;
}

/* Takes the text up to the mark and the mark; a section's mark alone on its
 * line goes with the whole line. */
static void take_next(struct reader *reader, struct slice whole)
{
	const struct slice part = reader->part;
	size_t start = (size_t)(whole.text - part.text);
	size_t behind = start + whole.length;
	size_t until = start;
	struct mark mark;
	bool is_good = read_mark(reader, whole, &mark);

	if (is_good && mark.sign != 0) {
		size_t before = blanks_before(part, start);
		size_t after = blanks_behind(part, behind);
		if (before != SIZE_MAX && after != SIZE_MAX &&
		    start - before >= reader->at) {
			until -= before;
			behind += after;
		}
	}
	if (until > reader->at)
		add_step(reader, STEP_TEXT,
			 (struct slice){ part.text + reader->at,
					 until - reader->at });
	if (is_good)
		take_mark(reader, &mark);
	reader->at = behind;
}

static bool is_text(struct reader *reader)
{
	const struct slice part = reader->part;
	size_t valid = utf8_valid_length(part);

	if (valid < part.length)
		complain(reader, (struct slice){ part.text + valid, 1 },
			 "the template is not valid UTF-8");
	for (size_t i = 0; i < valid; i++) {
		unsigned char byte = (unsigned char)part.text[i];
		if (byte >= ' ' || byte == '\n' || byte == '\r' || byte == '\t')
			continue;
		complain(reader, (struct slice){ part.text + i, 1 },
			 "a control character stands in the template");
		break;
	}
	return !reader->is_wrong;
}

struct template *template_parse(struct arena *arena, struct source *source,
				struct slice part,
				const struct template_name *names,
				struct diagnostics *diagnostics)
{
	struct reader reader = {
		.arena = arena,
		.source = source,
		.diagnostics = diagnostics,
		.template = arena_take(arena, sizeof(struct template)),
		.part = part,
		.scopes = { names },
	};

	if (!is_text(&reader))
		return NULL;
	for (;;) {
		struct slice whole = next_mark(&reader);
		if (whole.length == 0)
			break;
		take_next(&reader, whole);
	}
	if (reader.at < part.length)
		add_step(&reader, STEP_TEXT,
			 slice_from_offset(part, reader.at));
	for (int i = 0; i < reader.open_count; i++)
		complain(&reader, reader.open[i].name,
			 "this section is not closed");
	return reader.is_wrong ? NULL : reader.template;
}

bool template_has(const struct template *template, const char *name)
{
	for (size_t i = 0; i < template->count; i++)
		if (template->steps[i].name != NULL &&
		    slice_is(slice_from(template->steps[i].name->name), name))
			return true;
	return false;
}
