/*
 * The tokens of one line, by hand. A line is checked for its characters
 * first (lexer_check); only then are its tokens taken, which may so rely on
 * the line's end as a sentinel. What a token means is the parser's business.
 */
#ifndef JOURNAL_LEXER_H
#define JOURNAL_LEXER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

enum token_kind {
	TOKEN_WORD,      /* id, unit, currency … */
	TOKEN_END,       /* the line's end, or a comment */
	TOKEN_NUMBER,    /* begins with a digit: amount, id … */
	TOKEN_SIGNED,    /* begins with + or -: points, consent */
	TOKEN_STRING,    /* "…", the quotes included */
	TOKEN_REFERENCE, /* ^… */
	TOKEN_TAG,       /* #… */
	TOKEN_ATTRIBUTE, /* key:… or key:"…" */
	TOKEN_BAD        /* see fault */
};

enum token_fault {
	FAULT_NONE,
	FAULT_OPEN_STRING, /* no closing quote */
	FAULT_ESCAPE,      /* a backslash before something else */
	FAULT_GLUED,       /* something directly behind a closing quote */
	FAULT_QUOTE        /* a quote within a word */
};

/* Kept small: one is filled for every word of a book. */
struct token {
	const char *start;
	uint32_t length;
	uint16_t colon; /* of an attribute: index of its first colon */
	uint8_t kind;   /* enum token_kind */
	uint8_t detail; /* TOKEN_SEMICOLON …; of a bad token its fault */
};

enum {
	TOKEN_SEMICOLON = 1, /* a ; stands in a word */
	TOKEN_QUOTED = 2     /* an attribute's value is quoted */
};

/* The bytes of a token; of a bad one, what is wrong. */
static inline struct slice token_text(const struct token *token)
{
	return (struct slice){ token->start, token->length };
}

/* Bytes up to `end` may be read, be they of other lines. */
struct lexer {
	const char *next;
	const char *end;
};

/* What is wrong with the characters of a line. */
enum line_fault {
	LINE_FINE,
	LINE_NOT_UTF8,
	LINE_CONTROL,    /* control character, or U+2028 or U+2029 */
	LINE_LONE_RETURN /* a CR that ends no line */
};

/*
 * The number of bytes at the beginning that are printable ASCII, tabs or
 * newlines, rounded down to whole blocks; what lies there needs no check.
 */
size_t lexer_plain_length(struct slice text);

/* Checks every character of a line (without its end). *where is the first
 * that is wrong; *plain is true when all is printable ASCII and tabs. */
enum line_fault lexer_check(struct slice line, struct slice *where,
			    bool *plain);

/* True for blanks of Unicode that look like a space and separate nothing:
 * they may stand in quoted texts and comments only. */
bool lexer_is_foreign_blank(uint32_t code_point);

/*
 * Takes the next token. The bytes of the line must end with CR or LF (which
 * may lie behind the line proper), and lexer_check must have found it fine.
 */
void lexer_next(struct lexer *lexer, struct token *token);

/* The comment at the end of a line, from its `;` on without trailing blanks;
 * empty when there is none. The line's end must follow the slice. */
struct slice lexer_comment(struct slice line);

#endif
