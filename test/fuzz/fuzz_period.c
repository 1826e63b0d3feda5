/*
 * Fuzz target for query/period: what is read as a period is in order, and what
 * is printed of it is read back as the same.
 */
#include <assert.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"
#include "query/period.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct text text;
	struct period period;
	struct period again;
	struct day day;
	struct day today = { 20779 };
	struct slice bytes = { (const char *)data, size };
	arena_init(&arena);
	text_init(&text, &arena);
	if (period_parse_day(bytes, today, &day))
		assert(day_is_real(day));
	if (period_parse(bytes, today, &period)) {
		assert(!period_is_always(period));
		assert(!day_is_real(period.from) || !day_is_real(period.to) ||
		       day_compare(period.from, period.to) <= 0);
		period_add_text(&text, period);
		bool is_read = period_parse(text_slice(&text), today, &again);
		assert(is_read);
		(void)is_read;
		assert(day_compare(period.from, again.from) == 0);
		assert(day_compare(period.to, again.to) == 0);
	}
	arena_release(&arena);
	return 0;
}
