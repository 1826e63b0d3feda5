/*
 * May we write to this member, and where? Consent is what the member's last
 * `consent` line of the channel says; without one the answer is no.
 */
#ifndef REPORT_CONTACT_H
#define REPORT_CONTACT_H

#include <stdint.h>

#include "base/day.h"
#include "base/slice.h"

struct arena;
struct book;
struct contacts;

enum contact_channel {
	CONTACT_EMAIL,
	CONTACT_SMS
};

enum contact_state {
	CONTACT_READY,
	CONTACT_NO_CONSENT,
	CONTACT_NO_ADDRESS,
	CONTACT_BAD_ADDRESS /* nothing can be sent to it */
};

/* Reads the consents of the book up to and with a day, which may be later than
 * the book's. Lives in the arena. */
struct contacts *contacts_new(struct arena *arena, const struct book *book,
			      struct day day);

/* Whether the member can be written to; *address is the e-mail address or
 * telephone number of the profile, empty when there is none. */
enum contact_state contacts_find(const struct contacts *contacts,
				 uint32_t member, enum contact_channel channel,
				 struct slice *address);

/* "email", "sms": as in consent lines. */
const char *contact_channel_name(enum contact_channel channel);

/* "ready", "no_consent", "no_address", "bad_address". */
const char *contact_state_name(enum contact_state state);

#endif
