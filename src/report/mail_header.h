/*
 * Values of mail headers: any name in any script, and nothing that could begin
 * another header. Names become encoded words (RFC 2047) where they are not
 * plain ASCII; lines are folded (RFC 5322, 2.2.3).
 */
#ifndef REPORT_MAIL_HEADER_H
#define REPORT_MAIL_HEADER_H

#include <stdbool.h>

#include "base/slice.h"

struct text;

/* Somebody as a header names them. */
struct mailbox {
	struct slice name; /* may be empty */
	struct slice address;
};

/*
 * True for an address that mail can be sent to as it stands: dot-atom@domain
 * of RFC 5322, ASCII, at most 254 bytes. What quoted local parts, literals and
 * comments also allow is refused: members have no use for it and attackers do.
 */
bool mail_address_is_plain(struct slice address);

/* Reads `Rosa's <club@example.org>` or `club@example.org`; a name may stand in
 * quotes. False when the address is not plain. */
bool mailbox_parse(struct slice text, struct mailbox *mailbox);

/* Appends `NAME: value`, the value being any text: as it is, or as encoded
 * words. Controls in it become blanks. */
void mail_add_words(struct text *text, const char *header, struct slice value);

/* Appends `NAME: display name <address>`. The address must be plain. */
void mail_add_mailbox(struct text *text, const char *header,
		      struct mailbox mailbox);

#endif
