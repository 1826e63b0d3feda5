/*
 * PCRE2 with limits. The library takes its memory from a small pool on the
 * arena: what it gives back is kept for its next wish, so that matching a
 * million times takes no more than matching once, and nothing is ever freed
 * by hand. The interpreter is used, not the JIT: its stack is the heap,
 * which is limited.
 */
#include "base/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/arena.h"

enum {
	LENGTH_MAX = 4 * 1024,
	STEPS_MAX = 100000,
	DEPTH_MAX = 10000,
	HEAP_MAX = 10 * 1024, /* KiB */
	MESSAGE_MAX = 256
};

/* A piece of the pool, in front of what the library sees. */
union piece {
	struct {
		union piece *next; /* while it is free */
		size_t size;
	} head;
	max_align_t alignment;
};

struct pool {
	struct arena *arena;
	union piece *free;
};

struct pattern {
	struct pool pool;
	pcre2_code *code;
	pcre2_match_context *limits;
	pcre2_match_data *data;
};

static void *take_piece(size_t size, void *opaque)
{
	struct pool *pool = opaque;
	union piece **from = &pool->free;
	union piece *piece;

	while (*from && (*from)->head.size < size)
		from = &(*from)->head.next;
	piece = *from;
	if (piece) {
		*from = piece->head.next;
	} else {
		if (size > SIZE_MAX - sizeof(*piece))
			return NULL;
		piece = arena_take(pool->arena, sizeof(*piece) + size);
		piece->head.size = size;
	}
	return piece + 1;
}

static void give_back(void *memory, void *opaque)
{
	struct pool *pool = opaque;
	union piece *piece = memory;

	if (!memory)
		return;
	piece--;
	piece->head.next = pool->free;
	pool->free = piece;
}

static void set_error(struct arena *arena, int code, size_t offset,
		      struct pattern_error *error)
{
	PCRE2_UCHAR message[MESSAGE_MAX];

	pcre2_get_error_message(code, message, sizeof(message));
	error->message = arena_print(arena, "%s", (const char *)message);
	error->offset = offset;
}

static uint32_t compile_options(unsigned flags)
{
	uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF |
			   PCRE2_NEVER_BACKSLASH_C;

	if (flags & PATTERN_WHOLE)
		options |= PCRE2_ANCHORED | PCRE2_ENDANCHORED;
	if (flags & PATTERN_CASELESS)
		options |= PCRE2_CASELESS;
	return options;
}

struct pattern *pattern_parse(struct arena *arena, struct slice expression,
			      unsigned flags, struct pattern_error *error)
{
	struct pattern *pattern = arena_take(arena, sizeof(*pattern));
	pcre2_general_context *memory;
	pcre2_compile_context *compile;
	int code = 0;
	size_t offset = 0;

	pattern->pool.arena = arena;
	memory = pcre2_general_context_create(take_piece, give_back,
					      &pattern->pool);
	compile = pcre2_compile_context_create(memory);
	pcre2_set_max_pattern_length(compile, LENGTH_MAX);
	pattern->code = pcre2_compile(
		(PCRE2_SPTR)(expression.length ? expression.text : ""),
		expression.length, compile_options(flags), &code, &offset,
		compile);
	if (!pattern->code) {
		set_error(arena, code, offset, error);
		return NULL;
	}
	pattern->limits = pcre2_match_context_create(memory);
	pcre2_set_match_limit(pattern->limits, STEPS_MAX);
	pcre2_set_depth_limit(pattern->limits, DEPTH_MAX);
	pcre2_set_heap_limit(pattern->limits, HEAP_MAX);
	pattern->data =
		pcre2_match_data_create_from_pattern(pattern->code, memory);
	return pattern;
}

enum pattern_match pattern_find(const struct pattern *pattern,
				struct slice subject)
{
	const char *text = subject.length ? subject.text : "";
	int result =
		pcre2_match(pattern->code, (PCRE2_SPTR)text, subject.length, 0,
			    0, pattern->data, pattern->limits);

	if (result >= 0)
		return PATTERN_YES;
	return result == PCRE2_ERROR_NOMATCH ? PATTERN_NO : PATTERN_LIMIT;
}

/*
 * The number of the group to capture: of the groups with the name the first
 * that took part in the match, else group 1, else the whole match.
 */
static uint32_t group_number(const struct pattern *pattern, const char *group)
{
	const size_t *offsets = pcre2_get_ovector_pointer(pattern->data);
	PCRE2_SPTR first;
	PCRE2_SPTR last;
	uint32_t number = pcre2_get_ovector_count(pattern->data) > 1 ? 1 : 0;
	int size;

	if (!group)
		return number;
	size = pcre2_substring_nametable_scan(pattern->code, (PCRE2_SPTR)group,
					      &first, &last);
	for (PCRE2_SPTR entry = first; size > 0 && entry <= last;
	     entry += size) {
		number = (uint32_t)entry[0] << 8 | entry[1];
		if (offsets[(size_t)2 * number] != PCRE2_UNSET)
			break;
	}
	return number;
}

enum pattern_match pattern_capture(const struct pattern *pattern,
				   struct slice subject, const char *group,
				   struct slice *captured)
{
	enum pattern_match match = pattern_find(pattern, subject);
	const size_t *offsets;
	size_t number;

	if (match != PATTERN_YES)
		return match;
	offsets = pcre2_get_ovector_pointer(pattern->data);
	number = group_number(pattern, group);
	*captured = (struct slice){ NULL, 0 };
	/* A group that took no part is unset; \K may turn the ends round. */
	if (offsets[2 * number] != PCRE2_UNSET &&
	    offsets[2 * number] <= offsets[2 * number + 1])
		*captured = (struct slice){
			subject.text + offsets[2 * number],
			offsets[2 * number + 1] - offsets[2 * number],
		};
	return match;
}
