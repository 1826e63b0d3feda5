/*
 * private_data: what looks like an address or a number of a person, and what
 * only nearly does.
 */
#include "journal/private_data.h"

#include <criterion/criterion.h>

Test(journal_private_data, finds_addresses_and_numbers)
{
	const struct {
		const char *text;
		enum private_data_kind kind;
		const char *part;
	} rows[] = {
		{ "mail to anna@example.org.", PRIVATE_DATA_EMAIL,
		  "anna@example.org" },
		{ "a.b-c+d@mail.example.co.uk", PRIVATE_DATA_EMAIL,
		  "a.b-c+d@mail.example.co.uk" },
		{ "12.50 @ the till", PRIVATE_DATA_NONE, "" },
		{ "@home", PRIVATE_DATA_NONE, "" },
		{ "anna@home", PRIVATE_DATA_NONE, "" },
		{ "a@b.c", PRIVATE_DATA_NONE, "" },
		{ "call 030 5550101", PRIVATE_DATA_PHONE, "030 5550101" },
		{ "(0171) 555-01-01!", PRIVATE_DATA_PHONE, "0171) 555-01-01" },
		{ "+49 30 5550101", PRIVATE_DATA_PHONE, "+49 30 5550101" },
		{ "0049 30 5550101", PRIVATE_DATA_PHONE, "0049 30 5550101" },
		{ "000123456789", PRIVATE_DATA_NONE, "" },
		{ "0555010", PRIVATE_DATA_NONE, "" },
		{ "2026-11-22", PRIVATE_DATA_NONE, "" },
		{ "POS-0012345678", PRIVATE_DATA_NONE, "" },
		{ "A0301234567", PRIVATE_DATA_NONE, "" },
		{ "03012345678x", PRIVATE_DATA_NONE, "" },
		{ "4111 1111 1111 1111", PRIVATE_DATA_CARD,
		  "4111 1111 1111 1111" },
		{ "4111-1111-1111-1111", PRIVATE_DATA_CARD,
		  "4111-1111-1111-1111" },
		{ "378282246310005", PRIVATE_DATA_CARD, "378282246310005" },
		{ "4111111111111112", PRIVATE_DATA_NONE, "" },
		{ "9999999999999995", PRIVATE_DATA_NONE, "" },
		{ "", PRIVATE_DATA_NONE, "" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct slice part;

		cr_expect_eq(private_data_find(slice_from(rows[i].text), &part),
			     rows[i].kind, "%s", rows[i].text);
		cr_expect(slice_is(part, rows[i].part), "%s: %.*s",
			  rows[i].text, SLICE_ARGS(part));
	}
}
