/*
 * lexer: tokens and their kinds, words of every length at every distance from
 * the end of the bytes, characters that are refused.
 */
#include "journal/lexer.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

struct scan {
	const char *line;
	const char *kinds; /* a letter a token, see letter_of */
};

static const struct scan scans[] = {
	{ "\n", "" },
	{ "; a comment\n", "" },
	{ " \t ;x\n", "" },
	{ "a b\tc  ; d\n", "www" },
	{ "a;b ;c\n", "w" },
	{ "1 +1 -1 ^r #t \"s\" k:v *\n", "n++^#saw" },
	{ "k:\"a b\" k:\"\" k:\"\\\"\\\\\"\n", "aaa" },
	{ "k:v:\"x\"\n", "!" },
	{ "!a a! !!!!!!!!!!!!!!!! :x k:\n", "wwwwa" },
	{ "1:2 +k:v ^a:b #a:b\n", "n+^#" },
	{ "\"open\n", "!" },
	{ "\"a\"b\n", "!" },
	{ "a\"b\n", "!" },
	{ "k:\"a\"b\n", "!" },
	{ "\"\\n\"\n", "!" },
	{ "\"\\\n", "!" },
	{ "a\r\n", "w" },
};

static char letter_of(const struct token *token)
{
	static const char letters[] = {
		[TOKEN_WORD] = 'w',      [TOKEN_NUMBER] = 'n',
		[TOKEN_SIGNED] = '+',    [TOKEN_STRING] = 's',
		[TOKEN_REFERENCE] = '^', [TOKEN_TAG] = '#',
		[TOKEN_ATTRIBUTE] = 'a', [TOKEN_BAD] = '!'
	};

	return letters[token->kind];
}

Test(journal_lexer, takes_tokens)
{
	for (size_t i = 0; i < sizeof(scans) / sizeof(*scans); i++) {
		size_t length = strlen(scans[i].line);
		char *line = malloc(length);
		char kinds[64] = "";
		size_t count = 0;
		struct lexer lexer = { line, line + length };
		struct token token;

		memcpy(line, scans[i].line, length);
		for (;;) {
			lexer_next(&lexer, &token);
			if (token.kind == TOKEN_END)
				break;
			kinds[count++] = letter_of(&token);
			if (token.kind == TOKEN_BAD)
				break;
		}
		cr_expect_str_eq(kinds, scans[i].kinds, "%s", scans[i].line);
		free(line);
	}
}

Test(journal_lexer, takes_words_of_every_length_up_to_the_end)
{
	static const char ends[] = " \n\r\t";

	for (size_t length = 1; length < 40; length++) {
		for (size_t behind = 0; behind < 20; behind++) {
			size_t whole = length + 1 + behind;
			char *line = malloc(whole);
			struct lexer lexer = { line, line + whole };
			struct token token;

			memset(line, 'x', length);
			line[length] = ends[behind % 4];
			memset(line + length + 1, 'y', behind);
			lexer_next(&lexer, &token);
			cr_assert_eq(token.kind, TOKEN_WORD);
			cr_assert_eq(token.length, length);
			cr_assert_eq(lexer.next, line + length);
			free(line);
		}
	}
}

Test(journal_lexer, notes_colons_and_semicolons_wherever_they_are)
{
	for (size_t colon = 1; colon < 20; colon++) {
		for (size_t semicolon = 1; semicolon < 20; semicolon++) {
			char line[24];
			struct lexer lexer = { line, line + sizeof(line) };
			struct token token;

			if (colon == semicolon)
				continue;
			memset(line, 'a', sizeof(line));
			line[colon] = ':';
			line[semicolon] = ';';
			line[21] = '\n';
			lexer_next(&lexer, &token);
			cr_assert_eq(token.kind, TOKEN_ATTRIBUTE);
			cr_assert_eq(token.colon, colon);
			cr_assert_eq(token.detail, TOKEN_SEMICOLON);
			cr_assert_eq(token.length, 21);
		}
	}
}

Test(journal_lexer, knows_plain_text)
{
	static char text[300];

	memset(text, 'a', sizeof(text));
	text[10] = '\n';
	text[11] = '\t';
	cr_expect_eq(lexer_plain_length((struct slice){ text, 300 }), 256);
	for (int byte = 0; byte < 256; byte++) {
		bool plain = (byte >= 0x20 && byte < 0x7f) || byte == '\n' ||
			     byte == '\t';

		text[130] = (char)byte;
		cr_assert_eq(lexer_plain_length((struct slice){ text, 300 }),
			     plain ? 256U : 128U, "%d", byte);
	}
}

struct check {
	struct slice line;
	enum line_fault fault;
	size_t where;
	bool plain;
};

#define CHECK(line, fault, where, plain)                                       \
	{                                                                      \
		{ line, sizeof(line) - 1 }, LINE_##fault, where, plain         \
	}

static const struct check checks[] = {
	CHECK("", FINE, 0, true),
	CHECK("plain\ttext ~", FINE, 0, true),
	CHECK("gr\303\266\303\237er \360\237\230\200", FINE, 0, false),
	CHECK("a\0b", CONTROL, 1, true),
	CHECK("a\rb", LONE_RETURN, 1, true),
	CHECK("ab\302\205", CONTROL, 2, true),
	CHECK("ab\342\200\251", CONTROL, 2, true),
	CHECK("ab\300\200", NOT_UTF8, 2, true),
	CHECK("ab\342\202", NOT_UTF8, 2, true),
	CHECK("ab\364\220\200\200", NOT_UTF8, 2, true),
};

Test(journal_lexer, checks_characters)
{
	for (size_t i = 0; i < sizeof(checks) / sizeof(*checks); i++) {
		struct slice where = { NULL, 0 };
		bool plain;

		cr_expect_eq(lexer_check(checks[i].line, &where, &plain),
			     checks[i].fault, "%zu", i);
		if (checks[i].fault == LINE_FINE)
			cr_expect_eq(plain, checks[i].plain, "%zu", i);
		else
			cr_expect_eq((size_t)(where.text - checks[i].line.text),
				     checks[i].where, "%zu", i);
	}
}

Test(journal_lexer, finds_comments)
{
	static const char *const lines[][2] = {
		{ "a ; b \n", "; b" },      { "a;b\n", "" },
		{ "\"a ; b\" ;c\n", ";c" }, { "k:\" ; \"\n", "" },
		{ "; all\r\n", "; all" },   { "a\n", "" },
	};

	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		struct slice line = slice_from(lines[i][0]);

		while (line.length > 0 && (line.text[line.length - 1] == '\n' ||
					   line.text[line.length - 1] == '\r'))
			line.length--;
		cr_expect(slice_is(lexer_comment(line), lines[i][1]), "%s",
			  lines[i][0]);
	}
}
