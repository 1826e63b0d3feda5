/*
 * `letter` as a table: the list of those who get one, and the fields for a
 * mail merge, which are the names of the templates.
 */
#include "report/report_letter.h"

#include "report/letter_item.h"
#include "report/letter_names.h"
#include "report/member_row.h"
#include "report/table.h"

static const struct column columns[] = {
	{ "member", COLUMN_ID, "the member's id" },
	{ "name", COLUMN_TEXT, "the name in the profile, else the id" },
	{ "state", COLUMN_ID,
	  "ready; sent: it went out already; no_consent, no_address, "
	  "bad_address: why it does not" },
	{ "channel", COLUMN_ID, "email or sms" },
	{ "address", COLUMN_TEXT, "where it goes" },
	{ "ref", COLUMN_ID, "the reference of the line that records it" },
	{ "text", COLUMN_TEXT, "the subject; of a short message all of it" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_letter = {
	.name = "letter",
	.title = "Letters",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
};

/* The columns of a mail merge, and the names they are filled from. */
static const struct column merge_columns[] = {
	{ "member", COLUMN_ID, "the member's id" },
	{ "name", COLUMN_TEXT, "the name in the profile, else the id" },
	{ "state", COLUMN_ID, "as without --merge" },
	{ "email", COLUMN_TEXT, "the e-mail address" },
	{ "phone", COLUMN_TEXT, "the telephone number" },
	{ "postal_address", COLUMN_TEXT, "the postal address" },
	{ "card", COLUMN_TEXT, "the card" },
	{ "joined", COLUMN_TEXT, "the day the member joined" },
	{ "programme", COLUMN_TEXT, "what the programme is called" },
	{ "period", COLUMN_TEXT, "what the letter is about" },
	{ "date", COLUMN_TEXT, "the day the figures are of" },
	{ "points", COLUMN_TEXT, "the balance with its unit" },
	{ "available", COLUMN_TEXT, "what of it can be used" },
	{ "earned", COLUMN_TEXT, "what came in in the period" },
	{ "used", COLUMN_TEXT, "what was redeemed in it" },
	{ "expired", COLUMN_TEXT, "what expired in it" },
	{ "expires", COLUMN_TEXT, "the next last usable day" },
	{ "expiring", COLUMN_TEXT, "what goes then" },
	{ "tier", COLUMN_TEXT, "the level" },
	{ "next_tier", COLUMN_TEXT, "the level above" },
	{ "missing", COLUMN_TEXT, "what is missing to it" },
	{ "visits", COLUMN_TEXT, "how many purchases count" },
	{ "spend", COLUMN_TEXT, "what was spent" },
	{ "last_visit", COLUMN_TEXT, "the day of the last purchase" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const enum letter_name merge_names[] = {
	LETTER_EMAIL,      LETTER_PHONE,     LETTER_ADDRESS,  LETTER_CARD,
	LETTER_JOINED,     LETTER_PROGRAMME, LETTER_PERIOD,   LETTER_DATE,
	LETTER_POINTS,     LETTER_AVAILABLE, LETTER_EARNED,   LETTER_USED,
	LETTER_EXPIRED,    LETTER_EXPIRES,   LETTER_EXPIRING, LETTER_TIER,
	LETTER_NEXT_TIER,  LETTER_MISSING,   LETTER_VISITS,   LETTER_SPEND,
	LETTER_LAST_VISIT,
};

const struct report report_letter_merge = {
	.name = "letter",
	.title = "Letters to merge",
	.columns = merge_columns,
	.fields = MEMBER_ROW_FIELDS,
};

const char *letter_item_state(const struct letter_item *item)
{
	return item->was_sent ? "sent" : contact_state_name(item->state);
}

void report_letter_add(struct table *table, const struct letter_item *item,
		       enum contact_channel channel)
{
	table_add_text(table, item->id);
	table_add_text(table, item->name);
	table_add_string(table, letter_item_state(item));
	table_add_string(table, contact_channel_name(channel));
	table_add_text(table, item->address);
	table_add_text(table, item->reference);
	table_add_text(table, item->subject);
	table_end_row(table);
}

void report_letter_merge_add(struct table *table,
			     const struct letter_item *item)
{
	table_add_text(table, item->id);
	table_add_text(table, item->name);
	table_add_string(table, letter_item_state(item));
	for (size_t i = 0; i < sizeof(merge_names) / sizeof(*merge_names); i++)
		table_add_text(table, item->values[merge_names[i]].text);
	table_end_row(table);
}
