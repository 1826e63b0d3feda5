/*
 * What every report on a book shares. See report_scope.h.
 */
#include "report/report_scope.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/currency.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "query/query.h"
#include "report/member_row.h"

/* A member with its id, for sorting. */
struct named {
	struct slice id;
	uint32_t member;
};

static int compare_named(const void *left, const void *right)
{
	const struct named *a = left;
	const struct named *b = right;

	return slice_compare_natural(a->id, b->id);
}

static bool is_shown(const struct book *book, uint32_t member)
{
	const struct member *m = &book->members[member];

	return m->joined_known && m->status != MEMBER_MERGED &&
	       (day_compare(m->joined, book->as_of) <= 0 ||
		m->accounts != NONE);
}

const uint32_t *scope_members(const struct report_scope *scope, size_t *count)
{
	const struct book *book = scope->book;
	struct named *list = arena_take_array(scope->arena, book->member_count,
					      sizeof(*list));
	uint32_t *members = arena_take_array(scope->arena, book->member_count,
					     sizeof(*members));
	bool in_order = true;

	*count = 0;
	for (uint32_t i = 0; i < book->member_count; i++) {
		if (!is_shown(book, i))
			continue;
		size_t n = (*count)++;
		list[n].id = intern_text(&book->journal->members, i);
		list[n].member = i;
		if (n > 0 && compare_named(&list[n - 1], &list[n]) > 0)
			in_order = false;
	}
	if (!in_order)
		qsort(list, *count, sizeof(*list), compare_named);
	for (size_t i = 0; i < *count; i++)
		members[i] = list[i].member;
	return members;
}

bool scope_takes_member(const struct report_scope *scope, uint32_t member,
			int unit)
{
	struct member_row row = {
		.arena = scope->arena,
		.book = scope->book,
		.segments = scope->segments,
		.member = member,
		.unit = unit,
	};
	struct query_row asked = { .context = &row, .value = member_row_value };

	if (scope->only != NULL && !scope->only[member])
		return false;
	return scope->query == NULL || query_is_empty(scope->query) ||
	       query_match(scope->query, &asked);
}

bool scope_takes_day(const struct report_scope *scope, struct day day)
{
	return (!day_is_real(scope->from) ||
		day_compare(day, scope->from) >= 0) &&
	       (!day_is_real(scope->to) || day_compare(day, scope->to) <= 0);
}

const struct program *scope_program(const struct report_scope *scope)
{
	return programs_on(scope->book->programs, scope->book->as_of);
}

const struct unit *scope_unit(const struct report_scope *scope, int unit)
{
	return &scope->book->programs->units[unit];
}

struct slice scope_level(const struct report_scope *scope, uint32_t member)
{
	const struct program *program = scope_program(scope);
	int level = scope->book->members[member].level;

	if (level < 0 || (size_t)level >= program->tiers.level_count)
		return (struct slice){ NULL, 0 };
	return program->tiers.levels[level].name;
}

int scope_metric_scale(const struct report_scope *scope)
{
	const struct program *program = scope_program(scope);

	switch (program->tiers.metric) {
	case METRIC_POINTS:
		return scope_unit(scope, program->tiers.unit)->decimals;
	case METRIC_SPEND:
		return currency_scale(program->currency);
	case METRIC_VISITS:
		break;
	}
	return 0;
}

void scope_add_member(const struct report_scope *scope, struct table *table,
		      uint32_t member)
{
	table_add_text(table,
		       intern_text(&scope->book->journal->members, member));
	table_add_text(table, book_member_name(scope->book, member));
}

void scope_add_place(const struct report_scope *scope, struct table *table,
		     uint32_t event)
{
	const struct event *e = scope_event(scope, event);

	table_add_string(table, scope->book->journal->sources[e->source]->name);
	table_add_integer(table,
			  (int64_t)event_line_number(scope->book->journal, e));
}

void scope_add_value(const struct report_scope *scope, struct table *table,
		     uint32_t event, uint32_t key)
{
	const struct event *e = scope_event(scope, event);
	const struct attribute *found =
		event_attribute(scope->book->journal, e, key);

	if (found == NULL)
		table_add_none(table);
	else
		table_add_text(table,
			       attribute_text(scope->arena,
					      scope->book->journal, e, found));
}

const struct event *scope_event(const struct report_scope *scope,
				uint32_t event)
{
	return &scope->book->journal->events[event];
}
