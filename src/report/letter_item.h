/*
 * One letter as it is planned: to whom, about what, whether it may go out, and
 * its texts.
 */
#ifndef REPORT_LETTER_ITEM_H
#define REPORT_LETTER_ITEM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"
#include "report/contact.h"

struct template_value;

struct letter_item {
	uint32_t member;
	struct slice id;        /* the member's */
	struct slice name;      /* as the letter has it */
	struct slice address;   /* e-mail or telephone, may be empty */
	struct slice reference; /* sent-statement-2026-10-M0001 */
	enum contact_state state;
	bool was_sent; /* its reference stands in the book */
	struct template_value *values;
	struct slice subject; /* of a mail; of a short message its text */
	struct slice plain, html;
};

/* "sent", or the word of the contact's state. */
const char *letter_item_state(const struct letter_item *item);

#endif
