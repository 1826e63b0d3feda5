/*
 * Bonus lines in a chain for each member, latest first in the order of the
 * journal. Members have few of them.
 */
#include "engine/due_written.h"

#include "base/arena.h"
#include "engine/book.h"
#include "journal/journal.h"

struct due_written {
	const struct book *book;
	uint32_t *first; /* of a member: an event, NONE */
	uint32_t *next;  /* by event */
};

static bool counts(const struct book *book, uint32_t number)
{
	unsigned flags = book->effects[number].flags;
	return book->journal->events[number].kind == EVENT_BONUS &&
	       (flags & EFFECT_APPLIED) != 0 &&
	       (flags & (EFFECT_VOIDED | EFFECT_MOVED)) == 0;
}

const struct due_written *due_written_find(struct arena *arena,
					   const struct book *book)
{
	const struct journal *journal = book->journal;
	struct due_written *written = arena_take(arena, sizeof(*written));
	written->book = book;
	written->first = arena_take_array(arena, book->member_count,
					  sizeof(*written->first));
	written->next = arena_take_array(arena, journal->event_count,
					 sizeof(*written->next));
	for (size_t i = 0; i < book->member_count; i++)
		written->first[i] = NONE;
	for (uint32_t i = 0; i < journal->event_count; i++) {
		if (!counts(book, i))
			continue;
		uint32_t member =
			book_member_now(book, journal->events[i].member);
		written->next[i] = written->first[member];
		written->first[member] = i;
	}
	return written;
}

/* The other side that the reference of a referral's bonus names,
 * referral-MEMBER-OTHER; empty when it is another. */
static struct slice other_of(const struct book *book, const struct event *event)
{
	static const char head[] = "referral-";
	struct slice reference = event_reference(book->journal, event);
	struct slice member = event_member(book->journal, event);
	if (!slice_starts(reference, head))
		return (struct slice){ NULL, 0 };
	reference = slice_from_offset(reference, sizeof(head) - 1);
	if (reference.length <= member.length ||
	    reference.text[member.length] != '-' ||
	    !slice_equal((struct slice){ reference.text, member.length },
			 member))
		return (struct slice){ NULL, 0 };
	return slice_from_offset(reference, member.length + 1);
}

/* True when a bonus line names the other side, in for: or in its reference,
 * by whatever id it had before a merge. */
static bool is_for(const struct book *book, const struct event *event,
		   uint32_t other)
{
	struct slice name = event_value(book->journal, event, KEY_FOR);
	if (name.length == 0)
		name = other_of(book, event);
	uint32_t named = intern_find(&book->journal->members, name);
	return named != INTERN_NONE && book_member_now(book, named) == other;
}

static bool is_same_occasion(const struct book *book, const struct event *event,
			     const struct due_question *question)
{
	if (!slice_equal(event_operand(book->journal, event), question->action))
		return false;
	switch (question->how) {
	case DUE_ONCE:
		return true;
	case DUE_YEARLY:
		return day_civil(event->day).year ==
		       day_civil(question->day).year;
	case DUE_FOR_OTHER:
		return is_for(book, event, question->other);
	case DUE_THAT_DAY:
		return event->day.number == question->day.number;
	}
	return false;
}

bool due_written_has(const struct due_written *written,
		     const struct due_question *question)
{
	const struct book *book = written->book;
	if (journal_find(book->journal, question->reference) != EVENT_NONE)
		return true;
	for (uint32_t i = written->first[question->member]; i != NONE;
	     i = written->next[i])
		if (is_same_occasion(book, &book->journal->events[i], question))
			return true;
	return false;
}

bool due_written_was_active(const struct book *book, uint32_t member,
			    struct day day)
{
	const struct member *m = &book->members[member];
	struct day decided = DAY_NONE;
	bool active = true;
	if (!m->joined_known || day_compare(day, m->joined) < 0)
		return false;
	/* The strictest status of the latest day that has one. */
	for (uint32_t i = m->last_status; i != NONE;
	     i = book->effects[i].extra) {
		const struct event *event = &book->journal->events[i];
		if (day_compare(event->day, day) > 0 ||
		    (book->effects[i].flags & EFFECT_VOIDED) != 0)
			continue;
		if (day_is_real(decided) && event->day.number != decided.number)
			break;
		decided = event->day;
		active = active && slice_is(event_operand(book->journal, event),
					    "active");
	}
	return active;
}
