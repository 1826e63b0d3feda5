/*
 * The latest consent of every member and channel. On one day the later time
 * counts; where that does not decide, a no does.
 */
#include "report/contact.h"

#include "base/arena.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "report/mail_header.h"

enum {
	CHANNELS = 2,
	DIGITS_MIN = 5
};

struct consent {
	struct day day;
	int16_t minute;
	bool is_given;
};

struct contacts {
	struct arena *arena;
	const struct book *book;
	struct consent (*consents)[CHANNELS]; /* by member */
};

const char *contact_channel_name(enum contact_channel channel)
{
	static const char *const names[CHANNELS] = { "email", "sms" };

	return names[channel];
}

const char *contact_state_name(enum contact_state state)
{
	static const char *const names[] = { "ready", "no_consent",
					     "no_address", "bad_address" };

	return names[state];
}

static int compare(const struct consent *a, const struct consent *b)
{
	if (a->day.number != b->day.number)
		return a->day.number < b->day.number ? -1 : 1;
	return a->minute - b->minute;
}

/* One `+email` or `-sms` of a line. */
static void take(struct contacts *contacts, const struct event *event,
		 struct slice word)
{
	uint32_t member = book_member_now(contacts->book, event->member);
	struct consent new = { event->day, (int16_t)event->minute,
			       slice_starts(word, "+") };

	for (int i = 0; i < CHANNELS; i++) {
		struct consent *old = &contacts->consents[member][i];
		if (!slice_is(slice_from_offset(word, 1),
			      contact_channel_name((enum contact_channel)i)))
			continue;
		int order = compare(old, &new);
		if (order < 0 || (order == 0 && !new.is_given))
			*old = new;
	}
}

/* Lines that a void takes back, by event. */
static const bool *find_voided(struct arena *arena,
			       const struct journal *journal)
{
	bool *voided =
		arena_take_array(arena, journal->event_count, sizeof(*voided));

	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];
		if (event->kind != EVENT_VOID)
			continue;
		uint32_t target =
			journal_find(journal, event_operand(journal, event));
		if (target != EVENT_NONE)
			voided[target] = true;
	}
	return voided;
}

struct contacts *contacts_new(struct arena *arena, const struct book *book,
			      struct day day)
{
	const struct journal *journal = book->journal;
	struct contacts *contacts = arena_take(arena, sizeof(*contacts));
	const bool *voided = find_voided(arena, journal);

	contacts->arena = arena;
	contacts->book = book;
	contacts->consents = arena_take_array(arena, book->member_count,
					      sizeof(*contacts->consents));
	for (size_t i = 0; i < book->member_count; i++)
		for (int n = 0; n < CHANNELS; n++)
			contacts->consents[i][n].day = DAY_NONE;
	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];
		if (event->kind != EVENT_CONSENT || voided[i] ||
		    day_compare(event->day, day) > 0)
			continue;
		for (uint32_t n = 0; n < event->attribute_count; n++) {
			const struct attribute *one =
				&journal->attributes[event->attributes + n];
			if (one->key == KEY_CONSENT)
				take(contacts, event,
				     attribute_raw(journal, event, one));
		}
	}
	return contacts;
}

static bool is_phone(struct slice text)
{
	size_t digits = 0;

	for (size_t i = 0; i < text.length; i++)
		digits += text.text[i] >= '0' && text.text[i] <= '9';
	return digits >= DIGITS_MIN;
}

enum contact_state contacts_find(const struct contacts *contacts,
				 uint32_t member, enum contact_channel channel,
				 struct slice *address)
{
	bool is_email = channel == CONTACT_EMAIL;

	*address = book_member_profile(contacts->book, member,
				       is_email ? KEY_EMAIL : KEY_PHONE);
	if (!contacts->consents[member][channel].is_given)
		return CONTACT_NO_CONSENT;
	if (address->length == 0)
		return CONTACT_NO_ADDRESS;
	if (is_email ? !mail_address_is_plain(*address) : !is_phone(*address))
		return CONTACT_BAD_ADDRESS;
	return CONTACT_READY;
}
