/*
 * A letter as a mail: headers and bodies of RFC 5322 and MIME (RFC 2045,
 * 2046), ready for a mailer or as a .eml file. The same letter gives the same
 * bytes: date and id come from the letter.
 */
#ifndef REPORT_MAIL_MESSAGE_H
#define REPORT_MAIL_MESSAGE_H

#include "base/day.h"
#include "base/slice.h"
#include "report/mail_header.h"

struct text;

struct mail_message {
	struct mailbox from, to; /* plain addresses */
	struct slice subject;
	struct slice plain, html; /* html may be empty */
	struct slice reference;   /* what the letter is, for its id */
	struct day day;
};

/* Appends the message with lines that end in LF, as mailers take it on their
 * standard input. */
void mail_message_print(const struct mail_message *message, struct text *text);

/* Appends it with lines that end in CRLF: a .eml file. */
void mail_message_print_file(const struct mail_message *message,
			     struct text *text);

#endif
