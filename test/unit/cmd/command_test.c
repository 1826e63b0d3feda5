/*
 * The tables of commands and options are sound: names and letters are unique
 * within what a command takes, members lie in their structs, help is written
 * as the house writes it.
 */
#include <criterion/criterion.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "cmd/check_names.h"
#include "cmd/command.h"
#include "cmd/global.h"
#include "cmd/help.h"
#include "cmd/help_dump.h"
#include "cmd/session.h"
#include "query/query.h"
#include "report/table.h"

static void expect_sentence(const char *text, const char *where)
{
	cr_assert(text && text[0], "%s has words", where);
	cr_expect(text[strlen(text) - 1] != '.', "%s: no full stop", where);
	/* A name such as RFC may begin it; a sentence may not. */
	cr_expect(islower((unsigned char)text[0]) ||
			  isupper((unsigned char)text[1]) ||
			  !isalpha((unsigned char)text[0]),
		  "%s: lower case: %s", where, text);
	cr_expect(!strpbrk(text, "\t\n"), "%s: one line", where);
}

static size_t size_of_kind(enum option_kind kind)
{
	switch (kind) {
	case OPTION_FLAG:
		return sizeof(bool);
	case OPTION_COUNT:
	case OPTION_CHOICE:
		return sizeof(int);
	case OPTION_TEXT:
	case OPTION_FILE:
		return sizeof(const char *);
	case OPTION_NUMBER:
		return sizeof(int64_t);
	case OPTION_DAY:
		return sizeof(struct day);
	case OPTION_PERIOD:
		return sizeof(struct period);
	case OPTION_SPAN:
		return sizeof(struct span);
	case OPTION_LIST:
		return sizeof(struct option_list);
	}
	return 0;
}

static void check_table(const char *command, const struct option *table,
			size_t size)
{
	char used[4096] = { 0 };
	for (const struct option *option = table; option && option->name;
	     option++) {
		char where[128];
		size_t width = size_of_kind(option->kind);
		snprintf(where, sizeof(where), "%s --%s", command,
			 option->name);
		expect_sentence(option->help, where);
		cr_expect(option_takes_value(option) == (option->value != NULL),
			  "%s names its value", where);
		cr_expect((option->kind == OPTION_CHOICE) ==
				  (option->choices != NULL),
			  "%s has choices", where);
		cr_assert(option->offset + width <= size, "%s lies inside",
			  where);
		for (size_t i = 0; i < width; i++) {
			cr_expect(!used[option->offset + i],
				  "%s has a member of its own", where);
			used[option->offset + i] = 1;
		}
		cr_expect(!strpbrk(option->name, "= _"), "%s is a word", where);
	}
}

struct tables {
	const struct option *list[8];
	size_t count;
};

static struct tables tables_of(const struct command *command)
{
	struct tables tables = { { command->options, global_table }, 2 };
	if (command->takes & TAKES_PERIOD)
		tables.list[tables.count++] = global_dates;
	else if (command->takes & TAKES_AS_OF)
		tables.list[tables.count++] = global_as_of;
	if (command->takes & TAKES_OUTPUT)
		tables.list[tables.count++] = global_output;
	else if (command->takes & TAKES_FILE)
		tables.list[tables.count++] = global_file;
	if (command->takes & TAKES_QUERY)
		tables.list[tables.count++] = global_filter;
	if (command->takes & TAKES_DRY_RUN)
		tables.list[tables.count++] = global_write;
	return tables;
}

static void check_unique(const struct command *command)
{
	struct tables tables = tables_of(command);
	for (size_t i = 0; i < tables.count; i++) {
		const struct option *option = tables.list[i];
		for (; option && option->name; option++) {
			size_t names = 0;
			size_t letters = 0;
			for (size_t j = 0; j < tables.count; j++) {
				names +=
					option_find(tables.list[j],
						    slice_from(option->name)) !=
					NULL;
				letters += option_find_letter(tables.list[j],
							      option->letter) !=
					   NULL;
			}
			cr_expect_eq(names, 1, "%s --%s stands once",
				     command->name, option->name);
			cr_expect(!option->letter || letters == 1,
				  "%s -%c stands once", command->name,
				  option->letter);
		}
	}
}

static void check_command(const struct command *command)
{
	expect_sentence(command->summary, command->name);
	check_table(command->name, command->options, command->options_size);
	check_unique(command);
	cr_expect((command->run != NULL) != (command->parts != NULL),
		  "%s runs or has parts", command->name);
	cr_expect(command->parts || command->operand_max == 0 ||
			  command->operands,
		  "%s names its operands", command->name);
	cr_expect(command->operand_max == OPERANDS_ANY ||
			  command->operand_min <= command->operand_max ||
			  command->parts,
		  "%s takes what it needs", command->name);
	for (size_t i = 0; command->examples && command->examples[i]; i++)
		cr_expect(slice_starts(slice_from(command->examples[i]),
				       command->name) ||
				  command->examples[i][0] == '-' ||
				  strstr(command->examples[i],
					 "| pointbook ") != NULL,
			  "%s: its example '%s'", command->name,
			  command->examples[i]);
	for (size_t i = 0; command->parts && command->parts[i]; i++) {
		cr_expect(slice_starts(slice_from(command->parts[i]->name),
				       command->name));
		check_command(command->parts[i]);
	}
}

/* Its own, or those of its parts. */
static bool has_examples(const struct command *command)
{
	bool has_any = command->examples && command->examples[0];
	for (size_t i = 0; command->parts && command->parts[i]; i++)
		has_any = has_any || has_examples(command->parts[i]);
	return has_any;
}

Test(cmd_command, tables_are_sound)
{
	cr_assert(command_list(0));
	for (size_t i = 0; command_list(i); i++) {
		check_command(command_list(i));
		cr_expect(has_examples(command_list(i)), "%s has examples",
			  command_list(i)->name);
		cr_expect_eq(command_find(slice_from(command_list(i)->name)),
			     command_list(i));
	}
	check_table("all", global_table, sizeof(struct global_options));
	check_table("all", global_dates, sizeof(struct date_options));
	check_table("all", global_as_of, sizeof(struct date_options));
	check_table("all", global_output, sizeof(struct output_options));
	check_table("all", global_file, sizeof(struct output_options));
	check_table("all", global_filter, sizeof(struct filter_options));
	check_table("all", global_write, sizeof(struct write_options));
}

Test(cmd_command, columns_are_an_api)
{
	for (size_t i = 0; report_list(i); i++) {
		const struct report *report = report_list(i);
		cr_expect(report->title && report->title[0], "%s",
			  report->name);
		for (const struct column *column = report->columns;
		     column->name; column++) {
			char where[128];
			snprintf(where, sizeof(where), "%s.%s", report->name,
				 column->name);
			expect_sentence(column->help, where);
			for (const char *at = column->name; *at; at++)
				cr_expect(islower((unsigned char)*at) ||
						  isdigit((unsigned char)*at) ||
						  *at == '_',
					  "%s is snake_case", where);
			for (const struct column *other = report->columns;
			     other < column; other++)
				cr_expect_str_neq(other->name, column->name);
		}
	}
}

Test(cmd_command, parts_are_found_by_their_word)
{
	const struct command *rules = command_find(SLICE("rules"));
	cr_assert(rules);
	cr_expect_str_eq(command_find_part(rules, SLICE("check"))->name,
			 "rules check");
	cr_expect_null(command_find_part(rules, SLICE("rules check")));
	cr_expect_null(command_find(SLICE("rules check")));
	cr_expect_null(command_find(SLICE("")));
	cr_expect_str_eq(command_word(rules), "rules");
}

static void expect_narrow(const char *text, size_t width, const char *what)
{
	struct slice rest = slice_from(text);
	while (rest.length > 0) {
		struct slice one = slice_cut(rest, '\n', &rest);
		cr_expect(one.length <= width, "%s: %.*s", what,
			  SLICE_ARGS(one));
	}
}

Test(cmd_command, help_fits_eighty_columns)
{
	struct arena arena;
	struct text text;
	arena_init(&arena);
	text_init(&text, &arena);
	help_add_start(&text);
	size_t lines = 0;
	for (size_t i = 0; i < text.length; i++)
		lines += text.bytes[i] == '\n';
	cr_expect_leq(lines, 15);
	expect_narrow(text.bytes, 80, "start");
	text_clear(&text);
	help_add_overview(&text, 80);
	expect_narrow(text.bytes, 80, "overview");
	for (size_t i = 0; help_topic(i); i++) {
		text_clear(&text);
		cr_expect(help_add_topic(&text, help_topic(i), 80));
		expect_narrow(text.bytes, 80, help_topic(i));
	}
	cr_expect(!help_add_topic(&text, "nothing", 80));
	for (size_t i = 0; command_list(i); i++) {
		text_clear(&text);
		help_add_command(&text, command_list(i), 80);
		expect_narrow(text.bytes, 80, command_list(i)->name);
	}
	arena_release(&arena);
}

Test(cmd_command, the_dump_has_whole_lines)
{
	static const struct {
		const char *kind;
		size_t fields;
	} KINDS[] = {
		{ "command", 4 }, { "option", 6 }, { "diagnostic", 4 },
		{ "column", 5 },  { "field", 4 },  { "example", 3 },
		{ "preset", 2 },  { "metric", 5 },
	};
	struct arena arena;
	struct text text;
	arena_init(&arena);
	text_init(&text, &arena);
	help_dump(&text, &arena);
	struct slice rest = text_slice(&text);
	while (rest.length > 0) {
		struct slice one = slice_cut(rest, '\n', &rest);
		size_t fields = 1;
		size_t expected = 0;
		for (size_t i = 0; i < one.length; i++)
			fields += one.text[i] == '\t';
		for (size_t i = 0; i < sizeof(KINDS) / sizeof(KINDS[0]); i++) {
			if (slice_starts(one, KINDS[i].kind))
				expected = KINDS[i].fields;
		}
		cr_expect_eq(fields, expected, "%.*s", SLICE_ARGS(one));
	}
	arena_release(&arena);
}

Test(cmd_command, groups_of_checks_name_diagnostics)
{
	for (size_t i = 0; check_names_group(i); i++) {
		struct check_names names = { { false } };
		struct slice rest = slice_from(check_names_group(i)->ids);
		while (rest.length > 0) {
			struct slice id = slice_cut(rest, ' ', &rest);
			cr_expect(diagnostic_find(id) != DIAGNOSTIC_COUNT,
				  "%.*s", SLICE_ARGS(id));
		}
		cr_expect(check_names_add(
			&names, slice_from(check_names_group(i)->name)));
	}
	struct check_names names = { { false } };
	cr_expect(check_names_add(&names, SLICE("points_differ")));
	cr_expect(names.wanted[DIAGNOSTIC_points_differ]);
	cr_expect(!check_names_add(&names, SLICE("poins_differ")));
	cr_expect(slice_is(check_names_suggest(SLICE("poins_differ")),
			   "points_differ"));
}
