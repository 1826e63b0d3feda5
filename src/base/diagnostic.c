/*
 * The collection of complaints: a list in order of adding, counted by
 * severity. How one looks on a terminal is in diagnostic_print.c.
 */
#include "base/diagnostic.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/bug.h"

enum {
	RUNS = 64 /* of the sort: 2^64 complaints fit no memory */
};

static const struct diagnostic_kind kinds[] = {
#define DIAGNOSTIC(id, severity, summary) { #id, SEVERITY_##severity, summary },
#include "base/diagnostics.def"
#undef DIAGNOSTIC
};

void diagnostics_init(struct diagnostics *all, struct arena *arena)
{
	*all = (struct diagnostics){ .arena = arena };
	all->end = &all->first;
}

const struct diagnostic_kind *diagnostic_kind(enum diagnostic_id id)
{
	if ((unsigned)id >= DIAGNOSTIC_COUNT)
		BUG("no such diagnostic");
	return &kinds[id];
}

enum diagnostic_id diagnostic_find(struct slice name)
{
	int id = 0;

	while (id < DIAGNOSTIC_COUNT && !slice_is(name, kinds[id].name))
		id++;
	return (enum diagnostic_id)id;
}

/* printf with its arguments in a list, into the arena. */
static __attribute__((format(printf, 2, 0))) const char *
print_message(struct arena *arena, const char *format, va_list arguments)
{
	va_list again;
	int length;
	char *message;

	va_copy(again, arguments);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (length < 0)
		BUG("a message does not fit an int");
	message = arena_take(arena, (size_t)length + 1);
	vsnprintf(message, (size_t)length + 1, format, arguments);
	return message;
}

static void append(struct diagnostics *all, struct diagnostic *one)
{
	all->counts[diagnostic_kind(one->id)->severity]++;
	*all->end = one;
	all->end = &one->next;
}

struct diagnostic *diagnostic_add(struct diagnostics *all,
				  enum diagnostic_id id, struct place at,
				  const char *format, ...)
{
	struct diagnostic *one = arena_take(all->arena, sizeof(*one));
	va_list arguments;

	one->id = id;
	one->at = at;
	va_start(arguments, format);
	one->message = print_message(all->arena, format, arguments);
	va_end(arguments);
	append(all, one);
	return one;
}

void diagnostic_add_again(struct diagnostics *all,
			  const struct diagnostic *other)
{
	struct diagnostic *one = arena_take(all->arena, sizeof(*one));

	*one = *other;
	one->next = NULL;
	append(all, one);
}

void diagnostic_note(struct diagnostics *all, struct diagnostic *to,
		     struct place at, const char *format, ...)
{
	struct diagnostic_note *note = arena_take(all->arena, sizeof(*note));
	struct diagnostic_note **end = &to->notes;
	va_list arguments;

	note->at = at;
	va_start(arguments, format);
	note->message = print_message(all->arena, format, arguments);
	va_end(arguments);
	while (*end)
		end = &(*end)->next;
	*end = note;
}

bool diagnostics_are_broken(const struct diagnostics *all)
{
	return all->counts[SEVERITY_BROKEN] > 0;
}

/* Order of two places: about no file first, then as sources were made. */
static int compare_places(struct place a, struct place b)
{
	if (!a.source || !b.source)
		return (a.source != NULL) - (b.source != NULL);
	if (a.source->order != b.source->order)
		return a.source->order < b.source->order ? -1 : 1;
	return (a.offset > b.offset) - (a.offset < b.offset);
}

static bool comes_before(const struct diagnostic *a, const struct diagnostic *b)
{
	enum severity of_a = diagnostic_kind(a->id)->severity;
	enum severity of_b = diagnostic_kind(b->id)->severity;

	if (of_a != of_b)
		return of_a > of_b;
	return compare_places(a->at, b->at) < 0;
}

/* Merges two sorted lists; of equals the left one comes first. */
static struct diagnostic *merge(struct diagnostic *left,
				struct diagnostic *right)
{
	struct diagnostic *first = NULL;
	struct diagnostic **end = &first;

	while (left && right) {
		struct diagnostic **from =
			comes_before(right, left) ? &right : &left;

		*end = *from;
		end = &(*end)->next;
		*from = (*from)->next;
	}
	*end = left ? left : right;
	return first;
}

void diagnostics_sort(struct diagnostics *all)
{
	/* runs[i] is a sorted list of 2^i complaints, older ones higher. */
	struct diagnostic *runs[RUNS] = { NULL };
	struct diagnostic *next;
	struct diagnostic *sorted = NULL;

	for (struct diagnostic *one = all->first; one; one = next) {
		size_t i = 0;

		next = one->next;
		one->next = NULL;
		for (; runs[i]; i++) {
			one = merge(runs[i], one);
			runs[i] = NULL;
		}
		runs[i] = one;
	}
	for (size_t i = 0; i < RUNS; i++)
		sorted = merge(runs[i], sorted);
	all->first = sorted;
	all->end = &all->first;
	while (*all->end)
		all->end = &(*all->end)->next;
}

const char *diagnostic_severity_name(enum severity severity)
{
	switch (severity) {
	case SEVERITY_NOTE:
		return "note";
	case SEVERITY_WARNING:
		return "warning";
	case SEVERITY_FINDING:
		return "finding";
	case SEVERITY_BROKEN:
		return "error";
	}
	return "";
}
