/*
 * YAML as we accept it: places in bytes of the file, whatever stands before
 * them; what is refused; and that nothing takes long.
 */
#include "rules/yaml_tree.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/text.h"
#include "rules/rules_load.h"

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

static const struct yaml_tree_ids ids = { DIAGNOSTIC_rules_syntax,
					  DIAGNOSTIC_rules_duplicate_key };

static struct yaml_tree *parse(struct slice bytes)
{
	struct source *source = source_new(&arena, "t.yaml", bytes);
	return yaml_tree_parse(&arena, source, &ids, &diagnostics);
}

static const struct yaml_tree *parse_text(const char *text)
{
	const struct yaml_tree *tree = parse(slice_from(text));
	cr_assert_not_null(tree, "%s: %s", text, diagnostics.first->message);
	return tree;
}

static void expect_place(struct place at, size_t line, size_t column,
			 size_t length)
{
	size_t found_line;
	size_t found_column;
	source_locate(at.source, at.offset, &found_line, &found_column);
	cr_expect_eq(found_line, line, "line %zu, not %zu", found_line, line);
	cr_expect_eq(found_column, column, "column %zu, not %zu", found_column,
		     column);
	cr_expect_eq(at.length, length, "length %zu, not %zu", at.length,
		     length);
}

TestSuite(yaml_tree, .init = setup, .fini = teardown);

Test(yaml_tree, builds)
{
	const struct yaml_tree *tree =
		parse_text("a: 1\nb: [x, 'y z', {}]\nc:\n  d: \"e\\tf\"\n");
	cr_expect_eq(tree->kind, YAML_TREE_MAP);
	cr_expect_eq(tree->count, 3);
	const struct yaml_tree *list = yaml_tree_find(tree, "b");
	cr_assert_not_null(list);
	cr_expect_eq(list->kind, YAML_TREE_LIST);
	cr_expect_eq(list->count, 3);
	cr_expect(slice_is(list->first->text, "x"));
	cr_expect_not(list->first->is_quoted);
	cr_expect(slice_is(list->first->next->text, "y z"));
	cr_expect(list->first->next->is_quoted);
	cr_expect_eq(list->first->next->next->kind, YAML_TREE_MAP);
	cr_expect_null(list->first->next->next->next);
	const struct yaml_tree *deep =
		yaml_tree_find(yaml_tree_find(tree, "c"), "d");
	cr_assert_not_null(deep);
	cr_expect(slice_is(deep->text, "e\tf"));
	cr_expect_null(yaml_tree_find(tree, "e"));
	cr_expect_null(yaml_tree_find(list, "x"));
	cr_expect_null(yaml_tree_find(NULL, "x"));
}

Test(yaml_tree, places_are_in_bytes)
{
	const struct yaml_tree *tree = parse_text(
		"\xEF\xBB\xBF# K\xC3\xA4se\r\n"
		"\xC3\xA4: {x: '\xE2\x98\x95 y', z: \xF0\x9F\x98\x80q}\r\n"
		"w:\r\n"
		"  - \"\xC3\xBC\\u00e4b\"\r\n");
	const struct yaml_tree *map = tree->first;
	expect_place(tree->at, 2, 1, 2);
	expect_place(map->at, 2, 4, 1);
	expect_place(map->first->key->at, 2, 5, 1);
	expect_place(map->first->at, 2, 8, 7);
	expect_place(map->first->next->at, 2, 18, 5);
	cr_expect(slice_is(map->first->next->text, "\xF0\x9F\x98\x80q"));
	expect_place(map->next->at, 4, 3, 1);
	expect_place(map->next->first->at, 4, 5, 11);
	cr_expect(slice_is(map->next->first->text, "\xC3\xBC\xC3\xA4"
						   "b"));
}

Test(yaml_tree, places_inside_texts)
{
	static const struct {
		const char *yaml;
		size_t offset;
		size_t column;
		size_t length;
	} rows[] = {
		{ "a: xyz", 0, 4, 1 },
		{ "a: xyz", 2, 6, 1 },
		{ "a: xyz", 9, 7, 0 },
		{ "a: 'xyz'", 1, 6, 1 },
		{ "a: 'x''yz'", 1, 6, 2 },
		{ "a: 'x''yz'", 2, 8, 1 },
		{ "a: \"xyz\"", 2, 7, 1 },
		{ "a: \"x\\tyz\"", 2, 8, 1 },
		{ "a: \"\\x41yz\"", 1, 9, 1 },
		{ "a: \"\\u00e4yz\"", 2, 11, 1 },
		{ "a: \"\\U0001F600y\"", 4, 15, 1 },
		{ "a: \"\xC3\xA4yz\"", 2, 6, 1 },
		{ "a: |\n  xyz", 1, 4, 1 },
		{ "a: 'x\n  y'", 1, 4, 2 },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct yaml_tree *tree = parse_text(rows[i].yaml);
		struct place at =
			yaml_tree_place(tree->first, rows[i].offset, 1);
		size_t line;
		size_t column;
		source_locate(at.source, at.offset, &line, &column);
		cr_expect_eq(line, 1, "%s", rows[i].yaml);
		cr_expect_eq(column, rows[i].column, "%s: column %zu",
			     rows[i].yaml, column);
		cr_expect_eq(at.length, rows[i].length, "%s: length %zu",
			     rows[i].yaml, at.length);
	}
}

static const struct refusal {
	const char *yaml;
	const char *message;
	size_t line;
	size_t column;
} refusals[] = {
	{ "", "the file is empty", 1, 1 },
	{ "# only\n", "the file is empty", 1, 1 },
	{ "\xEF\xBB\xBF", "the file is empty", 1, 1 },
	{ "a: &x 1\n", "anchors are not accepted: write the value itself", 1,
	  4 },
	{ "a: &x [1]\n", "anchors are not accepted: write the value itself", 1,
	  4 },
	{ "a: b\nc: *x\n", "aliases are not accepted: write the value itself",
	  2, 4 },
	{ "a: !!str b\n", "tags are not accepted: write the value alone", 1,
	  4 },
	{ "a: !own {}\n", "tags are not accepted: write the value alone", 1,
	  4 },
	{ "%TAG ! tag:x\n--- a\n", "tags are not accepted: remove '%TAG'", 1,
	  1 },
	{ "a: 1\n<<: {b: 2}\n", "merge keys are not accepted: write the keys",
	  2, 1 },
	{ "a: 1\n---\nb: 2\n", "a second document: only one is accepted", 2,
	  1 },
	{ "{[a]: b}\n", "a key must be a text", 1, 2 },
	{ "? {a: b}\n: c\n", "a key must be a text", 1, 3 },
	{ "a:\n\tb: c\n", "a tab cannot indent: use blanks", 2, 1 },
	{ "a: b: c\n",
	  "a ':' does not belong here: quote the text, or begin a new "
	  "line",
	  1, 5 },
	{ "a: 1\nb\nc: 2\n", "a key without ':'", 2, 1 },
	{ "a: {b: 1\nc: 2\n", "expected ',' or '}'", 2, 2 },
	{ "a: [1, 2\n", "expected ',' or ']'", 1, 10 },
	{ "a: 1\n  b: 2\n",
	  "a ':' does not belong here: quote the text, or begin a new "
	  "line",
	  2, 4 },
	{ "a: 'x\n", "the file ends within a quoted text", 1, 7 },
	{ "a: \"\\q\"\n",
	  "an unknown escape: in \"…\" write \\\\ for a backslash", 1, 5 },
	{ "a: @b\n", "a text cannot begin with this character: quote the text",
	  1, 4 },
	{ "a: `b\n", "a text cannot begin with this character: quote the text",
	  1, 4 },
	{ "\xC3\xA4: '\xE2\x98\x95': c\n",
	  "a ':' does not belong here: quote the text, or begin a new "
	  "line",
	  1, 7 },
	{ "a: \xC3\x28\n", "the file is not valid UTF-8", 1, 4 },
	{ "\xEF\xBB\xBF"
	  "a: b\nc: \xFF\n",
	  "the file is not valid UTF-8", 2, 4 },
	{ "\xFF\xFE"
	  "a",
	  "the file is not valid UTF-8", 1, 1 },
	{ "a: b\x07\n", "a control character: remove it", 1, 5 },
	{ "a: \xED\xA0\x80\n", "the file is not valid UTF-8", 1, 4 },
};

Test(yaml_tree, refuses)
{
	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		diagnostics_init(&diagnostics, &arena);
		cr_expect_null(parse(slice_from(refusals[i].yaml)), "%s",
			       refusals[i].yaml);
		const struct diagnostic *said = diagnostics.first;
		cr_assert_not_null(said, "%s", refusals[i].yaml);
		size_t line;
		size_t column;
		source_locate(said->at.source, said->at.offset, &line, &column);
		cr_expect_str_eq(said->message, refusals[i].message, "%s: %s",
				 refusals[i].yaml, said->message);
		cr_expect(line == refusals[i].line &&
				  column == refusals[i].column,
			  "%s: at %zu:%zu", refusals[i].yaml, line, column);
		cr_expect_eq(said->id, DIAGNOSTIC_rules_syntax);
	}
}

Test(yaml_tree, tells_all_duplicate_keys_with_both_places)
{
	cr_expect_null(parse(SLICE("a: 1\nb: {c: 1, \"c\": 2}\n'a': 3\n")));
	cr_expect_eq(diagnostics.counts[SEVERITY_BROKEN], 2);
	diagnostics_sort(&diagnostics);
	const struct diagnostic *said = diagnostics.first;
	cr_expect_eq(said->id, DIAGNOSTIC_rules_duplicate_key);
	cr_expect_str_eq(said->message, "key 'c' stands here a second time");
	expect_place(said->at, 2, 11, 3);
	cr_assert_not_null(said->notes);
	expect_place(said->notes->at, 2, 5, 1);
	said = said->next;
	expect_place(said->at, 3, 1, 3);
	expect_place(said->notes->at, 1, 1, 1);
}

Test(yaml_tree, nests_to_32_levels)
{
	char text[80];
	memset(text, '[', 33);
	memset(text + 33, ']', 33);
	cr_expect_not_null(parse((struct slice){ text + 1, 64 }));
	cr_expect_null(parse((struct slice){ text, 66 }));
	cr_expect_str_eq(diagnostics.first->message,
			 "nested deeper than 32 levels");
	expect_place(diagnostics.first->at, 1, 33, 1);
}

Test(yaml_tree, reads_up_to_1_MiB)
{
	char *text = arena_take(&arena, YAML_TREE_SIZE_MAX + 1);
	memset(text, 'x', YAML_TREE_SIZE_MAX + 1);
	memcpy(text, "a: ", 3);
	cr_expect_not_null(parse((struct slice){ text, YAML_TREE_SIZE_MAX }));
	cr_expect_null(parse((struct slice){ text, YAML_TREE_SIZE_MAX + 1 }));
	cr_expect_str_eq(diagnostics.first->message,
			 "the file is larger than 1 MiB");
}

/* --- hostile input ------------------------------------------------------------ */

/* `count` times the part, behind a head. */
static struct slice repeat(const char *head, const char *part, size_t count)
{
	struct text text;
	text_init(&text, &arena);
	text_add(&text, head);
	for (size_t i = 0; i < count; i++)
		text_add(&text, part);
	return text_slice(&text);
}

Test(yaml_tree, nothing_takes_long)
{
	static const struct {
		const char *label;
		const char *head;
		const char *part;
		size_t count;
	} rows[] = {
		{ "brackets", "", "[", 110000 },
		{ "braces", "", "{", 110000 },
		{ "dashes", "", "- ", 110000 },
		{ "question marks", "", "? ", 110000 },
		{ "anchors", "", "&a ", 110000 },
		{ "tags", "", "!a ", 110000 },
		{ "aliases", "a: [", "*a,", 300000 },
		{ "duplicates", "", "a: 1\n", 200000 },
		{ "empty lines in quotes", "a: 'x", "\n", 1000000 },
		{ "escapes", "a: \"", "\\x41", 250000 },
		{ "colons", "[", "a:", 500000 },
		{ "entries", "a: [x", ",x", 500000 },
		{ "documents", "", "---\n", 250000 },
		{ "a comment", "", "#", 1000000 },
		{ "quotes", "'", "''", 500000 },
		{ "directives", "", "%TAG !a! tag:x\n", 60000 },
		{ "block texts", "", "a: |\n x\n", 100000 },
		{ "wide characters", "a: ", "\xF0\x9F\x98\x80", 260000 },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct slice text =
			repeat(rows[i].head, rows[i].part, rows[i].count);
		diagnostics_init(&diagnostics, &arena);
		clock_t begun = clock();
		const struct yaml_tree *tree = parse(text);
		double seconds = (double)(clock() - begun) / CLOCKS_PER_SEC;
		cr_expect(tree != NULL || diagnostics.first != NULL, "%s",
			  rows[i].label);
		cr_expect_lt(seconds, 3.0, "%s: %.2f s", rows[i].label,
			     seconds);
	}
}

Test(yaml_tree, many_different_keys)
{
	struct text text;
	text_init(&text, &arena);
	text_add(&text, "{");
	for (int i = 0; i < 90000; i++)
		text_add_format(&text, "k%d: 1,", i);
	text_add(&text, "}");
	clock_t begun = clock();
	cr_expect_not_null(parse(text_slice(&text)));
	cr_expect_lt((double)(clock() - begun) / CLOCKS_PER_SEC, 3.0);
}

/* --- the YAML test suite ------------------------------------------------------- */

/* The case's file, as YAML and as rules: never a crash, each complaint with
 * a place inside the file. */
static void check_case(const char *path)
{
	struct file file;
	if (file_read(&arena, path, true, &file) != FILE_OK)
		return;
	struct rules_load load;
	rules_load_bytes(&load, file.text);
	cr_expect_null(load.program, "%s: no case is a rules file", path);
	cr_expect_not_null(load.diagnostics.first, "%s", path);
	for (const struct diagnostic *said = load.diagnostics.first;
	     said != NULL; said = said->next) {
		cr_expect_not_null(said->at.source, "%s: %s", path,
				   said->message);
		cr_expect_leq(said->at.offset + said->at.length,
			      file.text.length, "%s: %s", path, said->message);
		cr_expect_gt(strlen(said->message), 0, "%s", path);
	}
	rules_load_release(&load);
}

/* Folders of cases may hold numbered folders of cases. */
static size_t check_folder(const char *folder, int depth)
{
	DIR *entries = opendir(folder);
	size_t count = 0;
	if (entries == NULL)
		return 0;
	for (struct dirent *entry = readdir(entries); entry != NULL;
	     entry = readdir(entries)) {
		const char *path =
			arena_print(&arena, "%s/%s", folder, entry->d_name);
		if (strcmp(entry->d_name, "in.yaml") == 0) {
			check_case(path);
			count++;
		} else if (entry->d_name[0] != '.' && depth < 2) {
			count += check_folder(path, depth + 1);
		}
	}
	closedir(entries);
	return count;
}

/* POINTBOOK_TEST_DATA names the folder that holds yaml_test_suite. */
Test(yaml_tree, the_yaml_test_suite)
{
	const char *data = getenv("POINTBOOK_TEST_DATA");
	if (data == NULL)
		cr_skip_test("POINTBOOK_TEST_DATA is not set");
	const char *suite = arena_print(&arena, "%s/yaml_test_suite", data);
	size_t count = check_folder(suite, 0);
	if (count == 0)
		cr_skip_test("no cases in %s", suite);
	cr_expect_gt(count, 200);
}
