/*
 * preset and csv_layout: the shipped presets are well-formed and print back,
 * bad ones are refused with a place, and each finds its own files.
 */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/file.h"
#include "base/text.h"
#include "exchange/csv_layout.h"
#include "exchange/preset.h"

static struct arena arena;
static struct diagnostics diagnostics;

static void setup(void)
{
	arena_init(&arena);
	diagnostics_init(&diagnostics, &arena);
}

static void teardown(void)
{
	arena_release(&arena);
}

TestSuite(exchange_preset, .init = setup, .fini = teardown);

static struct preset *parse(const char *name, struct slice yaml)
{
	return preset_parse(&arena, source_new(&arena, name, yaml),
			    &diagnostics);
}

/* All of share/presets, generic last. */
static size_t load_shipped(const struct preset **presets)
{
	DIR *folder = opendir("share/presets");
	struct dirent *entry;
	size_t count = 0;

	cr_assert(folder, "run from the top of the tree");
	while ((entry = readdir(folder))) {
		struct file file;
		const char *path =
			arena_print(&arena, "share/presets/%s", entry->d_name);

		if (!strstr(entry->d_name, ".yaml"))
			continue;
		cr_assert_eq(file_read(&arena, path, true, &file), FILE_OK);
		presets[count] = parse(entry->d_name, file.text);
		cr_assert(presets[count], "%s", entry->d_name);
		cr_assert(slice_is(presets[count]->name,
				   arena_copy(&arena, entry->d_name,
					      strlen(entry->d_name) - 5)));
		count++;
	}
	closedir(folder);
	for (size_t i = 0; i + 1 < count; i++) {
		if (slice_is(presets[i]->name, "generic")) {
			const struct preset *generic = presets[i];

			presets[i] = presets[count - 1];
			presets[count - 1] = generic;
		}
	}
	return count;
}

Test(exchange_preset, shipped_ones_are_read_and_print_back)
{
	const struct preset *presets[64];
	size_t count = load_shipped(presets);

	cr_assert_geq(count, 12);
	for (size_t i = 0; i < count; i++) {
		struct text once, twice;
		const struct preset *again;

		text_init(&once, &arena);
		text_init(&twice, &arena);
		preset_print(&once, presets[i]);
		again = parse("printed", text_slice(&once));
		cr_assert(again, "%.*s:\n%s", SLICE_ARGS(presets[i]->name),
			  once.bytes);
		preset_print(&twice, again);
		cr_expect_str_eq(once.bytes, twice.bytes);
	}
}

Test(exchange_preset, bad_ones_are_refused_at_their_place)
{
	static const struct {
		const char *yaml;
		enum diagnostic_id id;
		size_t line;
	} rows[] = {
		{ "preset: [", DIAGNOSTIC_preset_syntax, 1 },
		{ "- x\n", DIAGNOSTIC_preset_value, 1 },
		{ "preset: x\n", DIAGNOSTIC_preset_key, 1 },
		{ "preset: x\ncolumns: {date: a}\ncolums: b\n",
		  DIAGNOSTIC_preset_key, 3 },
		{ "preset: x\ncolumns:\n  dat: a\n", DIAGNOSTIC_preset_key, 3 },
		{ "preset: x\npreset: y\n", DIAGNOSTIC_preset_key, 2 },
		{ "preset: x\ncolumns: {date: a}\nrows: many\n",
		  DIAGNOSTIC_preset_value, 3 },
		{ "preset: x\ncolumns: {date: a}\ndelimiter: dot\n",
		  DIAGNOSTIC_preset_value, 3 },
		{ "preset: x\ncolumns: {date: a}\ndates: [YYYY]\n",
		  DIAGNOSTIC_preset_value, 3 },
		{ "preset: x\ncolumns: {date: a}\nencoding: ebcdic\n",
		  DIAGNOSTIC_preset_value, 3 },
		{ "preset: x\ncolumns: {date: a}\npatterns: {member: '('}\n",
		  DIAGNOSTIC_preset_value, 3 },
		{ "preset: x\ncolumns: {date: a}\nadd: [taxx]\n",
		  DIAGNOSTIC_preset_value, 3 },
		{ "preset: x\ncolumns: {date: {a: b}}\n",
		  DIAGNOSTIC_preset_value, 2 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		size_t line = 0, column = 0;

		diagnostics_init(&diagnostics, &arena);
		cr_expect_null(parse("bad", slice_from(rows[i].yaml)));
		cr_assert(diagnostics.first, "row %zu", i);
		cr_expect_eq(diagnostics.first->id, rows[i].id, "row %zu: %s",
			     i, diagnostics.first->message);
		source_locate(diagnostics.first->at.source,
			      diagnostics.first->at.offset, &line, &column);
		cr_expect_eq(line, rows[i].line, "row %zu", i);
	}
}

Test(exchange_preset, words_are_the_same_to_a_person)
{
	static const struct {
		const char *a, *b;
		bool same;
	} rows[] = {
		{ "Kunden-Nr", "kunden-nr", true },
		{ " Date ", "DATE", true },
		{ "Währung", "WÄHRUNG", true },
		{ "Date\xc2\xa0Time", "date time", true },
		{ "", "", true },
		{ "Date", "Dates", false },
		{ "Reçu", "Recu", false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect_eq(preset_same_words(slice_from(rows[i].a),
					       slice_from(rows[i].b)),
			     rows[i].same, "'%s' '%s'", rows[i].a, rows[i].b);
}

Test(exchange_preset, a_layout_is_found_or_its_lack_is_named)
{
	static const struct {
		const char *text;
		const char *preset; /* NULL: refused */
		char delimiter;
		size_t header_line, line;
		const char *problem; /* part of it */
	} rows[] = {
		{ "Receipt,Date,Customer,Amount\n1,2,3,4\n", "generic", ',', 1,
		  2, NULL },
		{ "sep=;\r\nDate;Amount\r\n", "generic", ';', 2, 3, NULL },
		{ "Report;\n;;\nBeleg-Nr;Datum;Betrag\n", "generic", ';', 3, 4,
		  NULL },
		{ "Date\tTotal, gross\tAmount\n", "generic", '\t', 1, 2, NULL },
		{ "Transaction ID,Payment ID,Total Collected,Event Type,Date\n",
		  "square-transactions", ',', 1, 2, NULL },
		{ "Receipt,Date,Customer\n", NULL, 0, 0, 0,
		  "no column for the amount" },
		{ "a,b\n1,2\n", NULL, 0, 0, 0, "no column for the date" },
		{ "email,points\n", NULL, 0, 0, 0, "--kind opening" },
		{ "name,email\n", NULL, 0, 0, 0, "--kind members" },
		{ "Date,Amount,Amount\n", NULL, 0, 0, 0,
		  "two columns are called 'Amount'" },
		{ "Date,\"Amount\n", NULL, 0, 0, 0, "never closed" },
	};
	const struct preset *presets[64];
	struct layout_request request = { .presets = presets };

	request.preset_count = load_shipped(presets);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct csv_layout layout;
		bool found = csv_layout_find(&arena, slice_from(rows[i].text),
					     &request, &layout);

		cr_expect_eq(found, rows[i].preset != NULL, "row %zu: %s", i,
			     found ? "" : layout.problem);
		if (!found && rows[i].problem)
			cr_expect(strstr(layout.problem, rows[i].problem),
				  "row %zu: %s", i, layout.problem);
		if (!found || !rows[i].preset)
			continue;
		cr_expect(slice_is(layout.preset->name, rows[i].preset));
		cr_expect_eq(layout.delimiter, rows[i].delimiter, "row %zu", i);
		cr_expect_eq(layout.header_line, rows[i].header_line);
		cr_expect_eq(layout.line, rows[i].line);
	}
}
