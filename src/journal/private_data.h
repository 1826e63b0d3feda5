/*
 * What looks like an e-mail address, a telephone number or the number of a
 * payment card in a text where it should not stand.
 */
#ifndef JOURNAL_PRIVATE_DATA_H
#define JOURNAL_PRIVATE_DATA_H

#include "base/slice.h"

enum private_data_kind {
	PRIVATE_DATA_NONE,
	PRIVATE_DATA_EMAIL,
	PRIVATE_DATA_PHONE,
	PRIVATE_DATA_CARD
};

/*
 * The first of them in the text, *part is where. An address is
 * NAME@DOMAIN.TLD; a card has 13 to 19 digits, begins as those of the card
 * schemes do, and passes the check of ISO/IEC 7812-1, annex B (Luhn); a
 * telephone number begins with + or 0 and has 8 to 15 digits (ITU-T E.164),
 * with blanks, -, /, . and brackets between.
 */
enum private_data_kind private_data_find(struct slice text, struct slice *part);

/* "an e-mail address" … */
const char *private_data_name(enum private_data_kind kind);

#endif
