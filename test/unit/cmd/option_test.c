/*
 * option: the command line is read as doc/style and the manual say, value by
 * value, and wrong words are named with what to do about them.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"
#include "cmd/option.h"
#include "query/period.h"

struct values {
	bool flag, no_pager, short_flag;
	int count, choice;
	const char *text, *file;
	int64_t number;
	struct day day;
	struct period period;
	struct span span;
	struct option_list list;
};

static const char *const CHOICES[] = { "csv", "json", NULL };

static const struct option TABLE[] = {
	{ "flag", 0, OPTION_FLAG, NULL, NULL, offsetof(struct values, flag),
	  "a" },
	{ "no-pager", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct values, no_pager), "b" },
	{ "short", 's', OPTION_FLAG, NULL, NULL,
	  offsetof(struct values, short_flag), "c" },
	{ "verbose", 'v', OPTION_COUNT, NULL, NULL,
	  offsetof(struct values, count), "d" },
	{ "format", 'O', OPTION_CHOICE, "F", CHOICES,
	  offsetof(struct values, choice), "e" },
	{ "text", 't', OPTION_TEXT, "T", NULL, offsetof(struct values, text),
	  "f" },
	{ "file", 'f', OPTION_FILE, "FILE", NULL, offsetof(struct values, file),
	  "g" },
	{ "number", 'n', OPTION_NUMBER, "N", NULL,
	  offsetof(struct values, number), "h" },
	{ "day", 0, OPTION_DAY, "DAY", NULL, offsetof(struct values, day),
	  "i" },
	{ "period", 'p', OPTION_PERIOD, "P", NULL,
	  offsetof(struct values, period), "j" },
	{ "within", 0, OPTION_SPAN, "SPAN", NULL, offsetof(struct values, span),
	  "k" },
	{ "tag", 0, OPTION_LIST, "TAG", NULL, offsetof(struct values, list),
	  "l" },
	{ .name = NULL },
};

static struct arena arena;
static struct values values;
static struct option_set set = { TABLE, &values, NULL };
static struct option_line line;

static void setup(void)
{
	arena_init(&arena);
}

static void teardown(void)
{
	arena_release(&arena);
}

TestSuite(cmd_option, .init = setup, .fini = teardown);

/* Reads the words, which are split at blanks; "_" stands for an empty one. */
static bool read_line(const char *text)
{
	const char **words = arena_take_array(&arena, 32, sizeof(*words));
	struct slice rest = slice_from(text);
	struct day today = DAY_NONE;
	size_t count = 0;
	while (rest.length > 0) {
		struct slice word = slice_cut(rest, ' ', &rest);
		words[count++] =
			slice_is(word, "_")
				? ""
				: arena_copy(&arena, word.text, word.length);
	}
	memset(&values, 0x55, sizeof(values));
	line = (struct option_line){ .sets = &set, .set_count = 1 };
	cr_assert(day_parse(SLICE("2026-11-22"), &today));
	return option_scan(&arena, &line, words, count) &&
	       option_apply(&arena, &line, today);
}

/* The operands with a blank between. */
static const char *operands(void)
{
	const char *joined = "";
	for (size_t i = 0; i < line.operand_count; i++)
		joined = arena_print(&arena, "%s%s%s", joined, i > 0 ? " " : "",
				     line.operands[i]);
	return joined;
}

static void expect_day(struct day day, const char *expected)
{
	char text[DAY_TEXT_MAX];
	day_print(day, text);
	cr_expect_str_eq(text, expected);
}

Test(cmd_option, not_given_can_be_told)
{
	cr_assert(read_line(""));
	cr_expect(!values.flag);
	cr_expect(!values.no_pager);
	cr_expect_eq(values.count, 0);
	cr_expect_eq(values.choice, -1);
	cr_expect_null(values.text);
	cr_expect_null(values.file);
	cr_expect_eq(values.number, -1);
	cr_expect(!day_is_real(values.day));
	cr_expect(period_is_always(values.period));
	cr_expect_eq(values.span.count, -1);
	cr_expect_eq(values.list.count, 0);
}

Test(cmd_option, every_kind_takes_its_value)
{
	cr_assert(read_line("--flag -vv --verbose --format json --text=x=y "
			    "-f a.points --number 42 --day yesterday "
			    "-p2026-Q3 --within 30d --tag a --tag=b"));
	cr_expect(values.flag);
	cr_expect_eq(values.count, 3);
	cr_expect_eq(values.choice, 1);
	cr_expect_str_eq(values.text, "x=y");
	cr_expect_str_eq(values.file, "a.points");
	cr_expect_eq(values.number, 42);
	expect_day(values.day, "2026-11-21");
	expect_day(values.period.from, "2026-07-01");
	expect_day(values.period.to, "2026-09-30");
	cr_expect_eq(values.span.count, 30);
	cr_expect_eq(values.span.unit, SPAN_DAYS);
	cr_expect_eq(values.list.count, 2);
	cr_expect_str_eq(values.list.values[0], "a");
	cr_expect_str_eq(values.list.values[1], "b");
	cr_expect_eq(line.operand_count, 0);
}

Test(cmd_option, the_last_one_wins)
{
	cr_assert(read_line("--text a -t b --format json --format csv"));
	cr_expect_str_eq(values.text, "b");
	cr_expect_eq(values.choice, 0);
	cr_assert(read_line("--flag --no-flag"));
	cr_expect(!values.flag);
	cr_assert(read_line("--no-flag --flag"));
	cr_expect(values.flag);
	cr_assert(read_line("--no-pager --pager"));
	cr_expect(!values.no_pager);
	cr_assert(read_line("--pager --no-pager"));
	cr_expect(values.no_pager);
}

Test(cmd_option, letters_go_together)
{
	cr_assert(read_line("-svv -vO csv"));
	cr_expect(values.short_flag);
	cr_expect_eq(values.count, 3);
	cr_expect_eq(values.choice, 0);
	cr_assert(read_line("-vtvalue"));
	cr_expect_str_eq(values.text, "value");
}

Test(cmd_option, what_is_an_operand)
{
	static const struct {
		const char *text, *operands;
	} CASES[] = {
		{ "a b", "a b" },
		{ "a --flag b", "a b" },
		{ "anna -20", "anna -20" },
		{ "anna +20", "anna +20" },
		{ "-5.5", "-5.5" },
		{ "-", "-" },
		{ "-- --flag -v", "--flag -v" },
		{ "a -- b -- c", "a b -- c" },
		{ "_", "" },
		{ "-t -20 x", "x" },
		{ "--text -- x", "x" },
	};
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		cr_expect(read_line(CASES[i].text), "%s: %s", CASES[i].text,
			  line.error);
		cr_expect_str_eq(operands(), CASES[i].operands, "'%s': '%s'",
				 CASES[i].text, operands());
	}
	cr_expect_str_eq(values.text, "--");
}

Test(cmd_option, says_what_is_wrong)
{
	static const struct {
		const char *text, *error, *fix;
	} CASES[] = {
		{ "--formt csv", "there is no option '--formt'",
		  "did you mean '--format'?" },
		{ "--form csv", "there is no option '--form'",
		  "did you mean '--format'?" },
		{ "--zzzzzzzz", "there is no option '--zzzzzzzz'", NULL },
		{ "--no-text", "there is no option '--no-text'", NULL },
		{ "-x", "there is no option '-x'",
		  "write -- before an operand that begins with -" },
		{ "-sx", "there is no option '-x'", NULL },
		{ "--flag=1", "option '--flag' takes no value", NULL },
		{ "--text", "option '--text' needs a value", "write --text T" },
		{ "-t", "option '-t' needs a value", "write -t T" },
		{ "--format xml", "'xml' is no value for --format",
		  "it is one of csv, json" },
		{ "--format csb", "'csb' is no value for --format",
		  "did you mean 'csv'?" },
		{ "--number -5", "'-5' is no value for --number",
		  "write digits: 20" },
		{ "--number 1.5", "'1.5' is no value for --number", NULL },
		{ "--number 99999999999999999999",
		  "'99999999999999999999' is no value for --number", NULL },
		{ "--day 2026-02-30", "'2026-02-30' is no value for --day",
		  NULL },
		{ "--day 2026-02", "'2026-02' is no value for --day", NULL },
		{ "-p 2026-13", "'2026-13' is no value for --period", NULL },
		{ "--within soon", "'soon' is no value for --within", NULL },
		{ "--\x1b[0m", "there is no option '--\\x1b[0m'", NULL },
	};
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
		cr_assert(!read_line(CASES[i].text), "'%s'", CASES[i].text);
		cr_expect_str_eq(line.error, CASES[i].error);
		if (CASES[i].fix)
			cr_expect_str_eq(line.fix, CASES[i].fix);
	}
}

Test(cmd_option, lead_ends_at_the_first_operand)
{
	static const struct {
		const char *words[6];
		size_t count, lead;
	} CASES[] = {
		{ { "balance" }, 1, 0 },
		{ { "-f", "x", "balance" }, 3, 2 },
		{ { "-fx", "balance" }, 2, 1 },
		{ { "--file=x", "balance", "-v" }, 3, 1 },
		{ { "--file", "x", "-vv", "balance" }, 4, 3 },
		{ { "-vf", "x", "balance" }, 3, 2 },
		{ { "--unknown", "balance" }, 2, 1 },
		{ { "-v" }, 1, 1 },
		{ { "-f" }, 1, 1 },
		{ { "--", "balance" }, 2, 0 },
		{ { "-", "balance" }, 2, 0 },
	};
	for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++)
		cr_expect_eq(
			option_lead(&set, 1, CASES[i].words, CASES[i].count),
			CASES[i].lead, "case %zu", i);
}

Test(cmd_option, given_is_known_before_values_are_read)
{
	cr_assert(read_line("--text a --flag --text b"));
	cr_expect_str_eq(option_given(&line, "text"), "b");
	cr_expect_str_eq(option_given(&line, "flag"), "");
	cr_expect_null(option_given(&line, "file"));
	cr_assert(read_line("--flag --no-flag"));
	cr_expect_null(option_given(&line, "flag"));
}
