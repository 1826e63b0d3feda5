/*
 * What new lines in a part of a journal can concern is looked up by its text
 * in the part and in the whole: a name or a reference that the whole knows
 * and the part does not is missing there.
 */
#include "base/arena.h"
#include "journal/concern.h"
#include "journal/journal.h"

enum {
	NAMES_MAX = 4 /* members, or references, that one line can name */
};

/* A sum of amounts so large is judged with all the others. */
#define LARGE INT64_C(1000000000000)

struct cover {
	const struct concerns *concerns;
	const struct journal *part;
	size_t first; /* new event of the part */
	struct concern_wish *wish;
	bool is_missing; /* something the part lacks */
	bool is_wider;   /* the wish has grown by it */
};

struct names {
	struct slice list[NAMES_MAX];
	size_t count;
};

static void add_name(struct names *names, struct slice name)
{
	if (name.length > 0)
		names->list[names->count++] = name;
}

static struct names members_of(const struct journal *part,
			       const struct event *event)
{
	struct names names = { .count = 0 };

	add_name(&names, event_member(part, event));
	if (event->kind == EVENT_TRANSFER || event->kind == EVENT_MERGE)
		add_name(&names, event_operand(part, event));
	add_name(&names, event_value(part, event, KEY_FOR));
	add_name(&names, event_value(part, event, KEY_REFERRED_BY));
	return names;
}

static struct names references_of(const struct journal *part,
				  const struct event *event)
{
	struct names names = { .count = 0 };

	add_name(&names, event_reference(part, event));
	add_name(&names, event_value(part, event, KEY_OF));
	add_name(&names, event_value(part, event, KEY_ON));
	switch ((int)event->kind) {
	case EVENT_APPROVE:
	case EVENT_FULFIL:
	case EVENT_REJECT:
	case EVENT_CANCEL:
	case EVENT_VOID:
	case EVENT_MOVE:
		add_name(&names, event_operand(part, event));
		break;
	default:
		break;
	}
	return names;
}

static void miss(struct cover *cover, bool is_wider)
{
	cover->is_missing = true;
	cover->is_wider = cover->is_wider || is_wider;
}

/* True when an event of the part that is not new names the member. */
static bool has_member(const struct cover *cover, struct slice id)
{
	uint32_t number = intern_find(&cover->part->members, id);

	for (size_t i = 0; number != INTERN_NONE && i < cover->first; i++)
		if (cover->part->events[i].member == number)
			return true;
	return false;
}

static bool is_wished(const struct concern_wish *wish, uint32_t member)
{
	for (size_t i = 0; i < wish->member_count; i++)
		if (wish->members[i] == member)
			return true;
	return false;
}

static void cover_member(struct cover *cover, struct slice id)
{
	const struct concerns *concerns = cover->concerns;
	uint32_t number = intern_find(&concerns->journal->members, id);

	if (number == INTERN_NONE ||
	    concerns->by_member[number] == UINT32_MAX ||
	    is_wished(cover->wish, number) || has_member(cover, id))
		return;
	miss(cover,
	     concern_wish_member(cover->wish, cover->part->arena, number));
}

static void cover_reference(struct cover *cover, struct slice reference)
{
	const struct journal *whole = cover->concerns->journal;
	uint32_t number = journal_find(whole, reference);

	if (number == EVENT_NONE ||
	    journal_find(cover->part, reference) != EVENT_NONE)
		return;
	miss(cover, concern_wish_event(cover->wish, cover->part->arena, whole,
				       number));
}

/* A reward whose stock is counted, or will be by this line. */
static void cover_reward(struct cover *cover, const struct event *event)
{
	const struct concerns *concerns = cover->concerns;
	const struct journal *whole = concerns->journal;
	uint32_t word;

	if (event->kind != EVENT_REDEEM && event->kind != EVENT_REQUEST &&
	    event->kind != EVENT_STOCK)
		return;
	word = intern_find(&whole->words, event_operand(cover->part, event));
	if (word == INTERN_NONE || concerns->by_word[word] == UINT32_MAX)
		return;
	for (size_t i = 0; i < cover->wish->word_count; i++)
		if (cover->wish->words[i] == word)
			return;
	if (event->kind == EVENT_STOCK || concerns_count_stock(concerns, word))
		miss(cover,
		     concern_wish_word(cover->wish, cover->part->arena, word));
}

static bool is_large(int64_t amount)
{
	return amount > LARGE || amount < -LARGE;
}

/* True for lines about the book as a whole. */
static bool is_about_all(const struct event *event)
{
	switch ((int)event->kind) {
	case EVENT_ESTIMATE:
	case EVENT_ACCEPT:
	case EVENT_RECONCILED:
	case EVENT_CLOSE:
	case EVENT_REOPEN:
	case EVENT_INCLUDE:
	case EVENT_INCLUDE_OPTIONAL:
	case EVENT_RULES:
		return true;
	default:
		return event->flags & EVENT_TOTAL;
	}
}

/* True for what cannot be judged without the book as a whole. */
static bool is_for_everybody(const struct cover *cover,
			     const struct event *event)
{
	struct day total = cover->concerns->last_total;

	if (is_about_all(event) || is_large(event->money))
		return true;
	for (size_t i = 0; i < event->quantities; i++)
		if (is_large(event_quantity(cover->part, event, i).mantissa))
			return true;
	return day_is_real(total) && day_is_real(event->day) &&
	       day_compare(event->day, total) <= 0;
}

enum concern_cover concerns_cover(const struct concerns *concerns,
				  const struct journal *part, size_t first,
				  struct concern_wish *wish)
{
	struct cover cover = {
		.concerns = concerns, .part = part, .first = first, .wish = wish
	};

	for (size_t i = first; i < part->event_count; i++) {
		const struct event *event = &part->events[i];
		struct names members = members_of(part, event);
		struct names references = references_of(part, event);

		if (is_for_everybody(&cover, event))
			return CONCERN_EVERYBODY;
		for (size_t nth = 0; nth < members.count; nth++)
			cover_member(&cover, members.list[nth]);
		for (size_t nth = 0; nth < references.count; nth++)
			cover_reference(&cover, references.list[nth]);
		cover_reward(&cover, event);
	}
	if (!cover.is_missing)
		return CONCERN_COVERED;
	/* what was wished for and is not there would be missing for ever */
	return cover.is_wider ? CONCERN_WIDENED : CONCERN_EVERYBODY;
}
