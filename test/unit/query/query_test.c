/*
 * query: which of three made-up members match, what is refused and where the
 * caret stands, and what a report may learn of a query.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "query/query.h"

/* A row as text: every value is written in full. */
struct person {
	const char *id, *name, *contacts[3], *status, *tags[3], *attributes[3];
	int64_t spend; /* two decimals */
	int64_t balance;
	const char *last, *date;
};

static const struct person PEOPLE[] = {
	{ .id = "M1",
	  .name = "Anna Müller",
	  .contacts = { "anna@example.org", "+49 30 1234" },
	  .status = "active",
	  .tags = { "beans", "vip" },
	  .attributes = { "city=Bonn", "till=2" },
	  .spend = 100000,
	  .balance = -5,
	  .last = "2026-11-21",
	  .date = "2026-10-31" },
	{ .id = "M2",
	  .name = "Rosa (jun.) or not",
	  .status = "blocked",
	  .tags = { "beans" },
	  .spend = 499,
	  .balance = 0,
	  .last = "2026-08-24",
	  .date = "2026-11-01" },
	{ .id = "M10",
	  .name = "ANNABELL",
	  .status = "active",
	  .spend = 500,
	  .balance = 12 },
};

static struct arena arena;

static void setup(void)
{
	arena_init(&arena);
}

static void teardown(void)
{
	arena_release(&arena);
}

TestSuite(query_query, .init = setup, .fini = teardown);

static bool give_text(const char *const *texts, size_t nth,
		      struct query_value *value)
{
	if (nth >= 3 || !texts[nth])
		return false;
	value->text = slice_from(texts[nth]);
	return true;
}

static bool give_day(const char *text, size_t nth, struct query_value *value)
{
	return nth == 0 && text && day_parse(slice_from(text), &value->day);
}

static bool give(void *context, enum query_field field, struct slice key,
		 size_t nth, struct query_value *value)
{
	const struct person *person = context;
	const char *one[3] = { NULL, NULL, NULL };
	struct slice rest;
	switch ((int)field) {
	case QUERY_member:
		one[0] = person->id;
		return give_text(one, nth, value);
	case QUERY_name:
		one[0] = person->name;
		return give_text(one, nth, value);
	case QUERY_contact:
		return give_text(person->contacts, nth, value);
	case QUERY_status:
		one[0] = person->status;
		return give_text(one, nth, value);
	case QUERY_tag:
		return give_text(person->tags, nth, value);
	case QUERY_attr:
		for (size_t i = 0; i < 3 && person->attributes[i]; i++) {
			if (slice_equal(
				    slice_cut(slice_from(person->attributes[i]),
					      '=', &rest),
				    key) &&
			    nth-- == 0) {
				value->text = rest;
				return true;
			}
		}
		return false;
	case QUERY_spend:
		value->number = person->spend;
		value->scale = 2;
		return nth == 0;
	case QUERY_balance:
		value->number = person->balance;
		return nth == 0;
	case QUERY_last:
		return give_day(person->last, nth, value);
	case QUERY_date:
		return give_day(person->date, nth, value);
	default:
		cr_assert_fail("field %d was not declared", (int)field);
	}
	return false;
}

static struct query_scope scope_of(void)
{
	struct query_scope scope = {
		.fields = QUERY_BIT(member) | QUERY_BIT(name) |
			  QUERY_BIT(contact) | QUERY_BIT(status) |
			  QUERY_BIT(tag) | QUERY_BIT(attr) | QUERY_BIT(spend) |
			  QUERY_BIT(balance) | QUERY_BIT(last) | QUERY_BIT(date)
	};
	cr_assert(day_parse(SLICE("2026-11-22"), &scope.today));
	scope.as_of = scope.today;
	return scope;
}

static struct query *parse(const char *text, struct query_error *error)
{
	struct query_scope scope = scope_of();
	/* Not terminated, so that a read behind the end is seen. */
	char *bytes = arena_take(&arena, strlen(text));
	memcpy(bytes, text, strlen(text));
	return query_parse(&arena, (struct slice){ bytes, strlen(text) },
			   &scope, error);
}

/* Queries and the members they pick. */
static const struct {
	const char *text, *members;
} PICKS[] = {
	{ "", "M1 M2 M10" },
	{ "  ", "M1 M2 M10" },
	/* bare words: exact in ids, found in names and contacts */
	{ "M1", "M1" },
	{ "anna", "M1 M10" },
	{ "MÜLL", "M1" },
	{ "example.org", "M1" },
	{ "nobody", "" },
	{ "\"M1\"", "M1 M10" },
	{ "\"na m\"", "M1" },
	{ "\"(JUN.) or\"", "M2" },
	{ "/^Anna\\b/", "M1" },
	{ "/[)]/", "M2" },
	/* fields */
	{ "member:M1", "M1" },
	{ "member:m1", "" },
	{ "member:/^M1/", "M1 M10" },
	{ "name:anna", "M1 M10" },
	{ "name:\"anna m\"", "M1" },
	{ "status:active", "M1 M10" },
	{ "status:act", "" },
	{ "status=active", "M1 M10" },
	{ "tag:beans", "M1 M2" },
	{ "tag:beans tag:vip", "M1" },
	{ "attr:city=Bonn", "M1" },
	{ "attr:city=bonn", "" },
	{ "attr:city=/^B/", "M1" },
	{ "attr:city", "M1" },
	{ "attr:none", "" },
	{ "not attr:city", "M2 M10" },
	/* numbers are exact whatever their scale */
	{ "spend:1000", "M1" },
	{ "spend:1000.000", "M1" },
	{ "spend:4.99", "M2" },
	{ "spend:5..", "M1 M10" },
	{ "spend:..4.99", "M2" },
	{ "spend:4.99..5", "M2 M10" },
	{ "spend:>5", "M1" },
	{ "spend>=5", "M1 M10" },
	{ "spend >= 5", "M1 M10" },
	{ "spend < 5.00", "M2" },
	{ "spend <= 5", "M2 M10" },
	{ "balance:..-1", "M1" },
	{ "balance:-5..-5", "M1" },
	{ "balance:+12", "M10" },
	{ "balance:0", "M2" },
	/* ages count back from the as-of day */
	{ "last:90d..", "M2" },
	{ "last:..89d", "M1" },
	{ "last:1d..90d", "M1 M2" },
	{ "last:..1w", "M1" },
	{ "last:>90d", "" },
	{ "last:<90d", "M1" },
	/* days */
	{ "date:2026-10", "M1" },
	{ "date:last-month", "M1" },
	{ "date:2026-10..2026-11", "M1 M2" },
	{ "date:2026-11-01..", "M2" },
	{ "date:<2026-11", "M1" },
	{ "date:>=2026-11", "M2" },
	{ "date:>2026-10", "M2" },
	{ "date:<=2026-10", "M1" },
	/* and, or, not, parentheses */
	{ "status:active and tag:vip", "M1" },
	{ "M1 or M2", "M1 M2" },
	{ "not M1", "M2 M10" },
	{ "not not M1", "M1" },
	{ "not (M1 or M2)", "M10" },
	{ "status:active (tag:vip or spend:5)", "M1 M10" },
	{ "status:active tag:vip or M2", "M1 M2" },
	{ "M2 or status:active tag:vip", "M1 M2" },
	{ "not status:active or tag:vip", "M1 M2" },
	{ "((M1))", "M1" },
	{ "(M1)or(M2)", "M1 M2" },
	{ "\"or not\"", "M2" },
	{ "orange or M1", "M1" },
	{ "  \tM1\n", "M1" },
};

Test(query_query, picks_the_rows)
{
	for (size_t i = 0; i < sizeof(PICKS) / sizeof(PICKS[0]); i++) {
		struct query_error error;
		struct text found;
		struct query *query = parse(PICKS[i].text, &error);
		cr_assert(query, "'%s' is a query: %s", PICKS[i].text,
			  query ? "" : error.message);
		text_init(&found, &arena);
		for (size_t p = 0; p < 3; p++) {
			struct person person = PEOPLE[p];
			struct query_row row = { &person, give };
			if (!query_match(query, &row))
				continue;
			if (found.length > 0)
				text_add_char(&found, ' ');
			text_add(&found, person.id);
		}
		cr_expect_str_eq(found.bytes, PICKS[i].members, "'%s': %s",
				 PICKS[i].text, found.bytes);
		cr_expect_eq(query_limit(query).length, 0);
	}
}

Test(query_query, says_where_it_is_wrong)
{
	static const struct {
		const char *text;
		size_t offset;
		const char *message, *fix;
	} CASES[] = {
		{ "spent:3", 0, "'spent' is not a field here",
		  "did you mean 'spend:'?" },
		{ "sku:LATTE", 0, "'sku' is not a field here", NULL },
		{ "zzzzzzz:3", 0, "'zzzzzzz' is not a field here",
		  "fields here: member, name, contact, status, spend, "
		  "balance, last, date, tag, attr" },
		{ "M1 (M2", 3, "this parenthesis is never closed",
		  "add a ')'" },
		{ "M1) M2", 2, "this parenthesis was never opened", NULL },
		{ "()", 1, "nothing stands between the parentheses", NULL },
		{ "M1 or", 5, "a condition is missing here", NULL },
		{ "or M1", 0, NULL, NULL },
		{ "not", 3, "a condition is missing here", NULL },
		{ "M1 and", 6, "a condition is missing here", NULL },
		{ "\"M1", 0, "this quote is never closed", "add a '\"'" },
		{ "/M1", 0, "this pattern is never closed", "add a '/'" },
		{ "\"M1\"x", 4, "a blank is missing here", NULL },
		{ "/M1/x", 4, "a blank is missing here", NULL },
		{ "M1(M2)", 2, "a blank is missing here", NULL },
		{ "name:/a(b/", 9, NULL, NULL },
		{ "name:", 0, "nothing stands behind 'name'", NULL },
		{ "name:<a", 5, "texts are not less or greater", NULL },
		{ "name:>/a/", 5, "texts are not less or greater", NULL },
		{ "spend:abc", 6, "'abc' is no number", NULL },
		{ "spend:1..x", 9, "'x' is no number", NULL },
		{ "spend:..", 6, "'..' has no end", NULL },
		{ "spend:2..1", 6, "'2..1' ends before it begins", NULL },
		{ "spend:/1/", 6, "'/1/' is a pattern, not a number", NULL },
		{ "spend:1e3", 6, "'1e3' is no number", NULL },
		{ "spend:99999999999999999999", 6, NULL, NULL },
		{ "last:90d", 5, "'90d' is one day, not a range", NULL },
		{ "last:90..", 5, "'90' is no span of time", NULL },
		{ "last:2m..1m", 5, "'2m..1m' ends before it begins", NULL },
		{ "date:2026-13", 5, "'2026-13' is no period", NULL },
		{ "date:<2026..", 6, "'2026..' is open at an end", NULL },
		{ "attr:", 5, "an attribute's name is missing", NULL },
		{ "attr:a=", 0, "nothing stands behind 'attr'", NULL },
		{ "\x1b:x", 0, NULL, NULL },
	};
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		struct query_error error = { 0 };
		struct query *query = parse(CASES[i].text, &error);
		if (!CASES[i].message && query)
			continue;
		cr_assert(!query, "'%s' is refused", CASES[i].text);
		cr_expect_eq(error.offset, CASES[i].offset, "'%s' at %zu: %s",
			     CASES[i].text, error.offset, error.message);
		if (CASES[i].message)
			cr_expect_str_eq(error.message, CASES[i].message);
		if (CASES[i].fix)
			cr_expect_str_eq(error.fix, CASES[i].fix);
	}
}

Test(query_query, nests_only_so_deep)
{
	char text[400] = "";
	struct query_error error;
	memset(text, '(', 40);
	memcpy(text + 40, "M1", 2);
	memset(text + 42, ')', 40);
	cr_expect(parse(text, &error), "40 deep is fine");
	memset(text, '(', 199);
	cr_expect(!parse(text, &error));
	cr_expect_str_eq(error.message, "the query is nested too deep");
}

Test(query_query, shows_the_place_with_a_caret)
{
	static const char TEXT[] = "anna \x1b spent:3";
	struct query_error error;
	struct text out;
	cr_assert(!parse(TEXT, &error));
	text_init(&out, &arena);
	query_error_print(&out, slice_from(TEXT), &error);
	cr_expect_str_eq(out.bytes, "  anna \\x1b spent:3\n"
				    "            ^~~~~\n"
				    "  did you mean 'spend:'?\n");
}

Test(query_query, a_pattern_too_complex_is_remembered)
{
	struct query_error error;
	struct person person = {
		.id = "M1", .name = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"
	};
	struct query_row row = { &person, give };
	struct query *query = parse("name:/(a+)+$/", &error);
	cr_assert(query);
	cr_expect(!query_match(query, &row));
	cr_expect(slice_is(query_limit(query), "(a+)+$"));
}

Test(query_query, knows_what_every_row_must_have)
{
	struct query_error error;
	struct query *query = parse("member:M1 spend:5.. member:M2", &error);
	cr_assert(query);
	cr_expect(!query_is_empty(query));
	cr_expect(slice_is(query_required(query, QUERY_member, 0), "M1"));
	cr_expect(slice_is(query_required(query, QUERY_member, 1), "M2"));
	cr_expect_eq(query_required(query, QUERY_member, 2).length, 0);
	query = parse("member:M1", &error);
	cr_expect(slice_is(query_required(query, QUERY_member, 0), "M1"));
	query = parse("member:M1 or member:M2", &error);
	cr_expect_eq(query_required(query, QUERY_member, 0).length, 0);
	query = parse("not member:M1", &error);
	cr_expect_eq(query_required(query, QUERY_member, 0).length, 0);
	query = parse("", &error);
	cr_expect(query_is_empty(query));
	cr_expect_eq(query_required(query, QUERY_member, 0).length, 0);
}

Test(query_query, explains_what_it_understood)
{
	static const struct {
		const char *text, *words;
	} CASES[] = {
		{ "", "every row" },
		{ "anna", "member, reference, name or contact is or contains "
			  "'anna'" },
		{ "status:active (tag:a or not tag:b)",
		  "status is 'active' and (tag is 'a' or not tag is 'b')" },
		{ "spend:5..10", "spend is at least 5 and is at most 10" },
		{ "spend:>5", "spend is more than 5" },
		{ "last:..60d", "last is at most 60 days ago" },
		{ "date:last-month", "date is in 2026-10" },
		{ "attr:city=Bonn", "attr 'city' is 'Bonn'" },
		{ "attr:city", "attr 'city' is given" },
		{ "name:/^A/", "name matches /^A/" },
	};
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		struct query_error error;
		struct text words;
		struct query *query = parse(CASES[i].text, &error);
		cr_assert(query, "%s", CASES[i].text);
		text_init(&words, &arena);
		query_explain(&words, query);
		cr_expect_str_eq(words.bytes, CASES[i].words);
	}
}

Test(query_query, the_as_of_day_can_be_moved)
{
	struct query_error error;
	struct person person = PEOPLE[0];
	struct query_row row = { &person, give };
	struct query *query = parse("last:90d..", &error);
	struct day later;
	cr_assert(query);
	cr_expect(!query_match(query, &row));
	cr_assert(day_parse(SLICE("2027-02-19"), &later));
	query_set_as_of(query, later);
	cr_expect(query_match(query, &row));
}

Test(query_query, words_need_something_to_name)
{
	struct query_scope scope = { .fields = QUERY_BIT(date) };
	struct query_error error;
	cr_expect(!query_parse(&arena, SLICE("anna"), &scope, &error));
	cr_expect_str_eq(error.message,
			 "a word alone has nothing to match here");
}

Test(query_query, the_table_of_fields_is_complete)
{
	for (unsigned i = 0; i < QUERY_FIELD_COUNT; i++) {
		const struct query_field_info *info =
			query_field_info((enum query_field)i);
		cr_expect(info->name && info->name[0]);
		cr_expect(info->help && info->help[0]);
		cr_expect_eq(query_field_find(slice_from(info->name)), i);
	}
	cr_expect_eq(query_field_find(SLICE("nothing")), QUERY_FIELD_COUNT);
}
