/*
 * The topics of the help: what is true for every command.
 */
#include "cmd/help.h"

#include "base/slice.h"
#include "base/text.h"
#include "cmd/global.h"
#include "cmd/help_line.h"
#include "query/period.h"
#include "query/query.h"
#include "report/render.h"

struct entry {
	const char *name;
	const char *words;
};

static void add_entries(struct text *text, const struct entry *entries,
			size_t width)
{
	for (; entries->name; entries++)
		help_line_add(text, entries->name, entries->words, width);
}

static void add_options(struct text *text, size_t width)
{
	text_add(text, "Options may stand before or after the command. "
		       "--name=value is --name value,\n"
		       "-- ends them, the last one wins, --no-NAME takes a "
		       "flag back.\n");
	help_line_add_options(text, "Every command", global_table, width);
	help_line_add_options(text, "Commands that take a query", global_filter,
			      width);
	help_line_add_options(text, "Commands that look at dates", global_dates,
			      width);
	help_line_add_options(text, "Commands that print a table",
			      global_output, width);
	help_line_add_options(text, "Commands that write", global_write, width);
	help_line_add_options(text, "Commands that record", global_record,
			      width);
}

static void add_exit_codes(struct text *text, size_t width)
{
	static const struct entry codes[] = {
		{ "0", "fine" },
		{ "1", "the answer is no: refused by the rules, findings, "
		       "differences" },
		{ "2", "wrong usage" },
		{ "3", "the environment: a file, permission, disk, lock or "
		       "helper program" },
		{ "4", "confirmation was needed, or was declined" },
		{ "5", "the outcome is unknown, or was not reported: ask "
		       "pointbook show REF" },
		{ "6", "the book or the rules cannot be read" },
		{ NULL, NULL },
	};
	text_add(text, "The exit status says:\n\n");
	add_entries(text, codes, width);
	text_add_char(text, '\n');
	help_line_add_words(text,
			    "A command that writes is recorded, not recorded, "
			    "or says unknown; never half done.",
			    width);
}

static void add_formats(struct text *text, size_t width)
{
	text_add(text, "Formats for -O, and extensions for -o:\n\n");
	for (size_t i = 0; render_list(i); i++)
		help_line_add(text, render_list(i)->name,
			      render_list(i)->summary, width);
	text_add_char(text, '\n');
	help_line_add_words(
		text,
		"The columns of a report are named in its manual page; the "
		"names are the CSV header, the JSON keys and the XLSX header. "
		"Points and money are exact decimals, and strings with a "
		"fixed number of digits in JSON. Dates are ISO 8601. csv, tsv, "
		"json and jsonl carry rows only; --header adds what the "
		"report rests on to csv and tsv, in lines that begin with #. "
		"In csv a text that a spreadsheet would take for a formula "
		"has a ' in front.",
		width);
}

static void add_environment(struct text *text, size_t width)
{
	static const struct entry variables[] = {
		{ "POINTBOOK_FILE", "the journal, where -f is not given" },
		{ "POINTBOOK_TODAY", "the day to take for today" },
		{ "POINTBOOK_ADD", "attributes of every event recorded: "
				   "store:north till:2 staff:rosa" },
		{ "POINTBOOK_PAGER, PAGER",
		  "what shows long output on a terminal (less); empty or cat: "
		  "nothing" },
		{ "NO_COLOR, CLICOLOR_FORCE",
		  "set: never, or always, in colour; --color is stronger" },
		{ "COLUMNS", "the width of the terminal" },
		{ "EDITOR, VISUAL", "the editor of rules edit" },
		{ NULL, NULL },
	};
	text_add(text, "Variables of the environment:\n\n");
	add_entries(text, variables, width);
}

static void add_query(struct text *text, size_t width)
{
	help_line_add_words(
		text,
		"A query is words, all of which must hold: field:value, a "
		"bare word (the member's id, a reference, or part of a name "
		"or contact), \"quoted text\" or /pattern/ (PCRE2). or, not "
		"and parentheses combine them; parentheses and quotes need "
		"quoting in a shell. Ranges hold both ends: spend:1000.. "
		"points:..-1 visits:3..10 last:60d..120d date:2026-10. "
		"attr:key=value looks at attributes of the event and of the "
		"profile; attr:key asks whether there is one.",
		width);
	text_add(text, "\nFields (a report says which its rows have)\n");
	for (unsigned i = 0; i < QUERY_FIELD_COUNT; i++) {
		const struct query_field_info *info =
			query_field_info((enum query_field)i);
		help_line_add(text, info->name, info->help, width);
	}
}

static void add_periods(struct text *text, size_t width)
{
	help_line_add_words(text,
			    "Periods hold both their ends. Write:", width);
	text_add_char(text, '\n');
	help_line_add_words(text, period_forms(), width);
	text_add_char(text, '\n');
	help_line_add_words(
		text,
		"Words: today, yesterday, tomorrow; this-, last-, next- with "
		"week, month, quarter, year; last-N-days, weeks, months, "
		"years end with today. Weeks are ISO weeks. A range may be "
		"open: 2026-05.. or ..2026-06. --from and --to take a day "
		"each; --as-of is the close of a day.",
		width);
}

static const struct {
	const char *name;
	void (*add)(struct text *text, size_t width);
} topics[] = {
	{ "options", add_options }, { "exit-codes", add_exit_codes },
	{ "formats", add_formats }, { "query", add_query },
	{ "periods", add_periods }, { "environment", add_environment },
};

const char *help_topic(size_t nth)
{
	return nth < sizeof(topics) / sizeof(topics[0]) ? topics[nth].name
							: NULL;
}

bool help_add_topic(struct text *text, const char *name, size_t width)
{
	for (size_t i = 0; help_topic(i); i++) {
		if (slice_is(slice_from(name), topics[i].name)) {
			topics[i].add(text, width);
			return true;
		}
	}
	return false;
}
