/*
 * Two small tables, looked up only when something is wrong.
 */
#include "rules/yaml_words.h"

#include <stddef.h>
#include <string.h>

/* How libyaml says it, and how we do. */
struct wording {
	const char *theirs;
	const char *ours;
};

static const struct wording problems[] = {
	{ "mapping values are not allowed in this context",
	  "a ':' does not belong here: quote the text, or begin a new line" },
	{ "could not find expected ':'", "a key without ':'" },
	{ "did not find expected key",
	  "expected a key in the column of the keys above" },
	{ "did not find expected '-' indicator",
	  "expected '- ' in the column of the entries above" },
	{ "did not find expected ',' or '}'", "expected ',' or '}'" },
	{ "did not find expected ',' or ']'", "expected ',' or ']'" },
	{ "did not find expected <document start>",
	  "expected the end of the file" },
	{ "did not find expected node content", "expected a value" },
	{ "did not find expected comment or line break",
	  "expected the end of the line" },
	{ "did not find expected whitespace or line break",
	  "expected a blank or the end of the line" },
	{ "did not find expected hexdecimal number",
	  "an escape with too few hexadecimal digits" },
	{ "found unexpected end of stream",
	  "the file ends within a quoted text" },
	{ "found unexpected document indicator",
	  "a line '---' or '...' within a quoted text" },
	{ "found unexpected ':'",
	  "a ':' does not belong here: quote the text" },
	{ "block sequence entries are not allowed in this context",
	  "a '-' does not belong here: begin the list on a new line" },
	{ "mapping keys are not allowed in this context",
	  "a '?' does not belong here" },
	{ "found invalid Unicode character escape code",
	  "an escape of no character" },
	{ "found unknown escape character",
	  "an unknown escape: in \"…\" write \\\\ for a backslash" },
	{ "found an indentation indicator equal to 0",
	  "an indentation of 0: write 1 to 9" },
	{ "found a tab character that violates indentation",
	  "a tab cannot indent: use blanks" },
	{ "found a tab character where an indentation space is expected",
	  "a tab cannot indent: use blanks" },
	{ "found character that cannot start any token",
	  "a text cannot begin with this character: quote the text" },
	{ "found unknown directive name", "a line cannot begin with '%'" },
	{ "found duplicate %TAG directive",
	  "tags are not accepted: remove '%TAG'" },
	{ "found duplicate %YAML directive", "a second '%YAML': remove it" },
	{ "found undefined tag handle",
	  "tags are not accepted: write the value alone" },
	{ "found incompatible YAML document",
	  "a version of YAML other than 1.1 and 1.2" },
};

static const struct wording contexts[] = {
	{ "while scanning a simple key", "the key begins here" },
	{ "while scanning a block scalar", "the text begins here" },
	{ "while scanning a quoted scalar", "the quote opens here" },
	{ "while parsing a quoted scalar", "the quote opens here" },
	{ "while parsing a flow mapping", "the brace opens here" },
	{ "while parsing a flow sequence", "the bracket opens here" },
	{ "while parsing a block mapping", "the keys begin here" },
	{ "while parsing a block collection", "the list begins here" },
};

#define COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

static const char *reword(const struct wording *wordings, size_t count,
			  const char *theirs, const char *otherwise)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(wordings[i].theirs, theirs) == 0)
			return wordings[i].ours;
	}
	return otherwise;
}

const char *yaml_words_problem(const char *problem)
{
	return reword(problems, COUNT(problems), problem, problem);
}

const char *yaml_words_context(const char *context)
{
	return reword(contexts, COUNT(contexts), context, "it begins here");
}
