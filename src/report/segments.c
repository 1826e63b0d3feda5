/*
 * Compiled segments: for every rules file the queries of its segments, in the
 * order of the file.
 */
#include "report/segments.h"

#include "base/arena.h"
#include "base/diagnostic.h"
#include "query/query.h"
#include "report/member_row.h"
#include "report/segment_set.h"
#include "rules/program.h"

/* Everything of a member but the segments themselves. */
#define SEGMENT_FIELDS (MEMBER_ROW_FIELDS & ~QUERY_BIT(segment))

static struct query *compile(struct segments *segments,
			     const struct named_text *segment,
			     struct diagnostics *diagnostics)
{
	struct query_error error;
	struct query_scope scope = { .fields = SEGMENT_FIELDS,
				     .today = DAY_NONE,
				     .as_of = DAY_NONE };
	struct query *query =
		query_parse(segments->arena, segment->value, &scope, &error);
	if (query)
		return query;
	struct diagnostic *wrong = diagnostic_add(
		diagnostics, DIAGNOSTIC_rules_bad_value, segment->at,
		"segment '%.*s': %s", SLICE_ARGS(segment->name), error.message);
	if (error.fix)
		diagnostic_note(diagnostics, wrong, PLACE_NONE, "%s",
				error.fix);
	return NULL;
}

struct segments *segments_new(struct arena *arena,
			      const struct programs *programs,
			      struct diagnostics *diagnostics)
{
	struct segments *segments = arena_take(arena, sizeof(*segments));
	segments->arena = arena;
	segments->programs = programs;
	segments->test = segments_test;
	segments->queries = arena_take_array(arena, programs->count,
					     sizeof(*segments->queries));
	for (size_t i = 0; i < programs->count; i++) {
		const struct program *program = programs->list[i];
		segments->queries[i] = arena_take_array(
			arena, program->segment_count, sizeof(struct query *));
		for (size_t j = 0; j < program->segment_count; j++)
			segments->queries[i][j] = compile(
				segments, &program->segments[j], diagnostics);
	}
	return segments;
}

/* The query of a segment in the rules of a day, NULL when there is none. */
static struct query *find_query(const struct segments *segments,
				struct slice name, struct day day)
{
	const struct program *program = programs_on(segments->programs, day);
	int number = program ? program_find_segment(program, name) : -1;
	if (number < 0)
		return NULL;
	for (size_t i = 0; i < segments->programs->count; i++) {
		if (segments->programs->list[i] == program)
			return segments->queries[i][number];
	}
	return NULL;
}

bool segments_test(void *context, const struct book *book, struct slice segment,
		   uint32_t member, struct day day)
{
	struct segments *segments = context;
	struct query *query = find_query(segments, segment, day);
	if (!query)
		return false;
	struct member_row row = { .arena = segments->arena,
				  .book = book,
				  .member = member,
				  .day = &day };
	struct query_row asked = { &row, member_row_value };
	query_set_as_of(query, day);
	return query_match(query, &asked);
}
