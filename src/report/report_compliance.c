/*
 * `report compliance`: how many members may be written to, and whose data the
 * rules no longer allow to keep; with --list the latter by name.
 */
#include "engine/book.h"
#include "insight/kept_data.h"
#include "insight/membership.h"
#include "report/analysis.h"
#include "report/chart_plan.h"
#include "report/contact.h"
#include "report/member_row.h"

static const struct column columns[] = {
	{ "subject", COLUMN_ID, "what is looked at" },
	{ "concerned", COLUMN_INTEGER, "members it is true of" },
	{ "concerned_share", COLUMN_PERCENT, "of the members" },
	{ "meaning", COLUMN_TEXT, "what it tells" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct column listed_columns[] = {
	{ "member", COLUMN_ID, "the member's id" },
	{ "name", COLUMN_TEXT, "the name in the profile" },
	{ "status", COLUMN_ID, "active, blocked or closed" },
	{ "last_activity", COLUMN_DAY,
	  "the day of the last one, or of joining" },
	{ "kept_until", COLUMN_DAY, "the last day the rules allow to keep it" },
	{ NULL, COLUMN_TEXT, NULL },
};

static const struct report_chart charts[] = {
	{ .kind = CHART_BARS,
	  .title = "Members concerned",
	  .label = "subject",
	  .values = { "concerned" } },
	{ .title = NULL },
};

const struct report report_compliance = {
	.name = "report",
	.title = "Consent and personal data",
	.columns = columns,
	.fields = MEMBER_ROW_FIELDS,
	.charts = charts,
};

const struct report report_compliance_list = {
	.name = "report",
	.title = "Personal data kept too long",
	.columns = listed_columns,
	.fields = MEMBER_ROW_FIELDS,
};

enum subject {
	SUBJECT_MEMBERS,
	SUBJECT_EMAIL_CONSENT,
	SUBJECT_EMAIL_READY,
	SUBJECT_SMS_CONSENT,
	SUBJECT_SMS_READY,
	SUBJECT_NO_CONSENT,
	SUBJECT_LEFT,
	SUBJECT_KEPT_TOO_LONG,
	SUBJECT_COUNT
};

static const struct {
	const char *name, *meaning;
} subjects[SUBJECT_COUNT] = {
	[SUBJECT_MEMBERS] = { "members", "active or blocked" },
	[SUBJECT_EMAIL_CONSENT] = { "email_consent",
				    "agreed to letters by e-mail" },
	[SUBJECT_EMAIL_READY] = { "email_ready",
				  "and have an address that can be used" },
	[SUBJECT_SMS_CONSENT] = { "sms_consent", "agreed to messages" },
	[SUBJECT_SMS_READY] = { "sms_ready",
				"and have a number that can be used" },
	[SUBJECT_NO_CONSENT] = { "no_consent", "agreed to neither" },
	[SUBJECT_LEFT] = { "left", "closed, and their data is still here" },
	[SUBJECT_KEPT_TOO_LONG] = { "kept_too_long",
				    "data past the rules' retain: see --list" },
};

static bool is_late(const struct report_scope *scope, uint32_t member)
{
	return day_compare(kept_data_until(scope->book, member),
			   scope->book->as_of) < 0;
}

/* Counts a member's channel; true when it agreed. */
static bool add_channel(const struct contacts *contacts, uint32_t member,
			enum contact_channel channel, int64_t counts[2])
{
	struct slice address;
	enum contact_state state =
		contacts_find(contacts, member, channel, &address);

	counts[0] += state != CONTACT_NO_CONSENT;
	counts[1] += state == CONTACT_READY;
	return state != CONTACT_NO_CONSENT;
}

static void add_member(const struct report_scope *scope,
		       const struct contacts *contacts, uint32_t member,
		       int64_t counts[SUBJECT_COUNT])
{
	const struct book *book = scope->book;

	counts[SUBJECT_KEPT_TOO_LONG] += is_late(scope, member);
	if (!membership_on(book, member, book->as_of)) {
		counts[SUBJECT_LEFT] +=
			book->members[member].status == MEMBER_CLOSED &&
			book->members[member].profile != NONE;
		return;
	}
	counts[SUBJECT_MEMBERS]++;
	bool by_email = add_channel(contacts, member, CONTACT_EMAIL,
				    &counts[SUBJECT_EMAIL_CONSENT]);
	bool by_sms = add_channel(contacts, member, CONTACT_SMS,
				  &counts[SUBJECT_SMS_CONSENT]);
	counts[SUBJECT_NO_CONSENT] += !by_email && !by_sms;
}

static void compliance_rows(const struct analysis_request *request,
			    struct table *table)
{
	const struct report_scope *scope = &request->scope;
	const struct contacts *contacts =
		contacts_new(scope->arena, scope->book, scope->book->as_of);
	const bool *chosen = analysis_chosen(scope);
	int64_t counts[SUBJECT_COUNT] = { 0 };

	for (uint32_t m = 0; m < scope->book->member_count; m++) {
		if (chosen[m])
			add_member(scope, contacts, m, counts);
	}
	for (int s = 0; s < SUBJECT_COUNT; s++) {
		table_add_string(table, subjects[s].name);
		table_add_integer(table, counts[s]);
		analysis_add_percent(table, counts[s], counts[SUBJECT_MEMBERS]);
		table_add_string(table, subjects[s].meaning);
		table_end_row(table);
	}
}

static void list_rows(const struct analysis_request *request,
		      struct table *table)
{
	const struct report_scope *scope = &request->scope;
	const bool *chosen = analysis_chosen(scope);
	size_t count;
	const uint32_t *members = scope_members(scope, &count);

	for (size_t i = 0; i < count; i++) {
		const struct member *m = &scope->book->members[members[i]];
		if (!chosen[members[i]] || !is_late(scope, members[i]))
			continue;
		scope_add_member(scope, table, members[i]);
		table_add_string(table, member_status_name(
						(enum member_status)m->status));
		table_add_day(table, day_is_real(m->last_activity)
					     ? m->last_activity
					     : m->joined);
		table_add_day(table, kept_data_until(scope->book, members[i]));
		table_end_row(table);
	}
}

const struct analysis analysis_compliance = {
	.name = "compliance",
	.report = &report_compliance,
	.alone = 1 << ANALYSIS_BY_TIER,
	.listed = &report_compliance_list,
	.rows = compliance_rows,
	.list = list_rows,
};
