/*
 * Fuzz target for query/: any bytes are a query or an error with a place in
 * them; what is a query can be explained and asked of a row with hostile
 * values. Reaches query_parse, query_term, query_value, query_match,
 * query_explain, period and base/pattern.
 */
#include <assert.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"
#include "query/query.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Two values of every field: the query's own bytes, and extremes. */
static bool give(void *context, enum query_field field, struct slice key,
		 size_t nth, struct query_value *value)
{
	const struct slice *text = context;
	(void)field;
	(void)key;
	value->text = *text;
	value->number = nth == 0 ? INT64_MIN : INT64_MAX;
	value->scale = nth == 0 ? 9 : 0;
	value->day = (struct day){ (int32_t)text->length };
	return nth < 2;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct text words;
	struct query_error error = { 0 };
	struct slice text = { (const char *)data, size };
	struct query_scope scope = { .fields = UINT64_MAX,
				     .today = { 20779 },
				     .as_of = { 20779 } };
	arena_init(&arena);
	text_init(&words, &arena);
	struct query *query = query_parse(&arena, text, &scope, &error);
	if (query) {
		struct query_row row = { &text, give };
		(void)query_match(query, &row);
		query_explain(&words, query);
		assert(words.length > 0);
	} else {
		assert(error.message);
		assert(error.offset <= size);
		assert(error.length <= size - error.offset);
		query_error_print(&words, text, &error);
	}
	arena_release(&arena);
	return 0;
}
