/*
 * The last activity and the rules' privacy. See kept_data.h.
 */
#include "insight/kept_data.h"

#include "engine/book.h"

struct day kept_data_until(const struct book *book, uint32_t member)
{
	const struct program *program =
		programs_on(book->programs, book->as_of);
	const struct member *m = &book->members[member];
	struct day last =
		day_is_real(m->last_activity) ? m->last_activity : m->joined;

	if (!program->has_privacy_retain || m->status == MEMBER_ERASED ||
	    m->status == MEMBER_MERGED || m->profile == NONE)
		return DAY_NEVER;
	return day_add_span(last, program->privacy_retain);
}
