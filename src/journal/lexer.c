/*
 * Characters and tokens. Words are scanned many bytes at a time for those
 * that matter (blank, quote, colon, semicolon, line end); the checks of
 * characters run over whole blocks. So a line of plain ASCII costs little.
 */
#include "journal/lexer.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/utf8.h"

enum shape {
	SHAPE_WORD, /* anything within a word */
	SHAPE_END,
	SHAPE_BLANK,
	SHAPE_QUOTE,
	SHAPE_COLON,
	SHAPE_SEMICOLON
};

static const unsigned char shapes[256] = {
	['\n'] = SHAPE_END,      ['\r'] = SHAPE_END,  [' '] = SHAPE_BLANK,
	['\t'] = SHAPE_BLANK,    ['"'] = SHAPE_QUOTE, [':'] = SHAPE_COLON,
	[';'] = SHAPE_SEMICOLON,
};

/* What the first byte of a token says; others begin a TOKEN_WORD. */
static const unsigned char beginnings[256] = {
	['\n'] = TOKEN_END,   ['\r'] = TOKEN_END,      [';'] = TOKEN_END,
	['"'] = TOKEN_STRING, ['^'] = TOKEN_REFERENCE, ['#'] = TOKEN_TAG,
	['+'] = TOKEN_SIGNED, ['-'] = TOKEN_SIGNED,    ['0'] = TOKEN_NUMBER,
	['1'] = TOKEN_NUMBER, ['2'] = TOKEN_NUMBER,    ['3'] = TOKEN_NUMBER,
	['4'] = TOKEN_NUMBER, ['5'] = TOKEN_NUMBER,    ['6'] = TOKEN_NUMBER,
	['7'] = TOKEN_NUMBER, ['8'] = TOKEN_NUMBER,    ['9'] = TOKEN_NUMBER,
};

enum {
	PLAIN_BLOCK = 64
};

static enum shape shape_of(const char *at)
{
	return (enum shape)shapes[(unsigned char)*at];
}

/* True when all bytes of a block are printable ASCII, tab or newline. Without
 * vectors written out there is no early exit: the compiler makes some of it. */
static bool is_plain_block(const char *block)
{
#ifdef __SSE2__
	const __m128i below = _mm_set1_epi8(0x1f);
	const __m128i rubout = _mm_set1_epi8(0x7f);
	const __m128i newline = _mm_set1_epi8('\n');
	const __m128i tab = _mm_set1_epi8('\t');
	__m128i fine = _mm_cmpeq_epi8(tab, tab);

	for (size_t i = 0; i < PLAIN_BLOCK; i += sizeof(fine)) {
		__m128i bytes = _mm_loadu_si128((const void *)(block + i));
		/* bytes from 0x80 on are negative */
		__m128i printable =
			_mm_andnot_si128(_mm_cmpeq_epi8(bytes, rubout),
					 _mm_cmpgt_epi8(bytes, below));
		__m128i blank = _mm_or_si128(_mm_cmpeq_epi8(bytes, newline),
					     _mm_cmpeq_epi8(bytes, tab));

		fine = _mm_and_si128(fine, _mm_or_si128(printable, blank));
	}
	return _mm_movemask_epi8(fine) == 0xffff;
#else
	unsigned char bad = 0;

	for (size_t i = 0; i < PLAIN_BLOCK; i++) {
		unsigned char byte = (unsigned char)block[i];
		unsigned char printable = (unsigned char)(byte - 0x20) < 0x5f;
		unsigned char blank = (byte == '\n') | (byte == '\t');

		bad |= (unsigned char)!(printable | blank);
	}
	return !bad;
#endif
}

size_t lexer_plain_length(struct slice text)
{
	size_t length = 0;

	while (text.length - length >= PLAIN_BLOCK &&
	       is_plain_block(text.text + length))
		length += PLAIN_BLOCK;
	return length;
}

bool lexer_is_foreign_blank(uint32_t code_point)
{
	return code_point == 0xa0 || code_point == 0x1680 ||
	       (code_point >= 0x2000 && code_point <= 0x200a) ||
	       code_point == 0x202f || code_point == 0x205f ||
	       code_point == 0x3000;
}

/* What is wrong with one code point of a line. */
static enum line_fault check_character(uint32_t code_point)
{
	if (code_point == '\t')
		return LINE_FINE;
	if (code_point == '\r')
		return LINE_LONE_RETURN;
	if (utf8_is_control(code_point) || code_point == 0x2028 ||
	    code_point == 0x2029)
		return LINE_CONTROL;
	return LINE_FINE;
}

enum line_fault lexer_check(struct slice line, struct slice *where, bool *plain)
{
	size_t at = 0;

	*plain = true;
	while (at < line.length) {
		enum line_fault fault = LINE_NOT_UTF8;
		uint32_t code_point = 0;
		size_t length = 1;
		unsigned char byte = (unsigned char)line.text[at];

		if (byte >= 0x20 && byte < 0x7f) {
			at++;
			continue;
		}
		*plain = *plain && byte == '\t';
		length = utf8_decode(slice_from_offset(line, at), &code_point);
		if (length > 0)
			fault = check_character(code_point);
		if (fault != LINE_FINE) {
			*where = (struct slice){ line.text + at,
						 length ? length : 1 };
			return fault;
		}
		at += length;
	}
	return LINE_FINE;
}

static void fail(struct token *token, enum token_fault fault, const char *from,
		 const char *to)
{
	*token = (struct token){ .start = from,
				 .length = (uint32_t)(to - from),
				 .kind = TOKEN_BAD,
				 .detail = (uint8_t)fault };
}

/* From behind the opening quote to behind the closing one; NULL and a bad
 * token when it is malformed. */
static const char *scan_string(const char *at, struct token *token)
{
	const char *opening = at - 1;

	for (;; at++) {
		if (*at == '"')
			break;
		if (shape_of(at) == SHAPE_END) {
			fail(token, FAULT_OPEN_STRING, opening, at);
			return NULL;
		}
		if (*at != '\\')
			continue;
		at++;
		if (*at != '"' && *at != '\\') {
			fail(token, FAULT_ESCAPE, at - 1,
			     shape_of(at) == SHAPE_END ? at : at + 1);
			return NULL;
		}
	}
	at++;
	if (shape_of(at) != SHAPE_END && shape_of(at) != SHAPE_BLANK) {
		fail(token, FAULT_GLUED, opening, at);
		return NULL;
	}
	return at;
}

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

_Static_assert((':' ^ ';') == 1, "they differ in their lowest bit only");

/*
 * The first byte from `at` on that may end a word or be a colon or semicolon.
 * Where there are no vectors: (x - n) & ~x has the high bit of the first byte
 * below n set. The bytes below '#' are the ends, the quote, and '!', which the
 * caller passes over.
 */
static inline const char *find_stop(const char *at, const char *end)
{
#ifdef __SSE2__
	const __m128i quotes = _mm_set1_epi8('"');
	const __m128i colons = _mm_set1_epi8(':');
	const __m128i pairs = _mm_set1_epi8((char)0xfe);

	for (; end - at >= 16; at += 16) {
		__m128i bytes = _mm_loadu_si128((const void *)at);
		__m128i low =
			_mm_cmpeq_epi8(_mm_min_epu8(bytes, quotes), bytes);
		__m128i pair =
			_mm_cmpeq_epi8(_mm_and_si128(bytes, pairs), colons);
		int found = _mm_movemask_epi8(_mm_or_si128(low, pair));

		if (found)
			return at + __builtin_ctz((unsigned)found);
	}
#elif __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	for (; end - at >= 8; at += 8) {
		uint64_t word;
		uint64_t colons;
		uint64_t found;

		memcpy(&word, at, sizeof(word));
		colons = (word & EACH(0xfe)) ^ EACH(':');
		found = ((word - EACH('#')) & ~word) |
			((colons - EACH(1)) & ~colons);
		found &= EACH(0x80);
		if (found)
			return at + (__builtin_ctzll(found) >> 3);
	}
#else
	(void)end;
#endif
	while (shape_of(at) == SHAPE_WORD)
		at++;
	return at;
}

/* Notes the first colon of a word; true when a quoted value follows it. */
static bool note_colon(struct token *token, const char *at)
{
	if (token->colon > 0)
		return false;
	token->colon = (uint16_t)(at - token->start);
	if (at[1] != '"')
		return false;
	token->detail |= TOKEN_QUOTED;
	return true;
}

/* From the first byte of a word to its end; NULL and a bad token when it is
 * malformed. */
static const char *scan_word(const char *at, const char *end,
			     struct token *token)
{
	for (;; at++) {
		at = find_stop(at, end);
		switch (shape_of(at)) {
		case SHAPE_WORD:
			break;
		case SHAPE_END:
		case SHAPE_BLANK:
			return at;
		case SHAPE_SEMICOLON:
			token->detail |= TOKEN_SEMICOLON;
			break;
		case SHAPE_COLON:
			if (note_colon(token, at))
				return scan_string(at + 2, token);
			break;
		case SHAPE_QUOTE:
			fail(token, FAULT_QUOTE, at, at + 1);
			return NULL;
		}
	}
}

/* The token at lexer->next, whatever it is. */
static void take_token(struct lexer *lexer, struct token *token)
{
	const char *at = lexer->next;
	const char *end;

	*token = (struct token){ .start = at,
				 .kind = beginnings[(unsigned char)*at] };
	if (token->kind == TOKEN_END)
		return;
	end = token->kind == TOKEN_STRING ? scan_string(at + 1, token)
					  : scan_word(at, lexer->end, token);
	if (!end)
		return;
	token->length = (uint32_t)(end - at);
	lexer->next = end;
	if (token->kind == TOKEN_WORD && token->colon > 0)
		token->kind = TOKEN_ATTRIBUTE;
}

void lexer_next(struct lexer *lexer, struct token *token)
{
	const char *at = lexer->next;
	const char *end;
	unsigned char kind;
	size_t colon = 0;

	while (shape_of(at) == SHAPE_BLANK)
		at++;
	lexer->next = at;
	kind = beginnings[(unsigned char)*at];
	if (kind == TOKEN_END) {
		*token = (struct token){ .start = at, .kind = kind };
		return;
	}
	if (kind == TOKEN_STRING) {
		take_token(lexer, token);
		return;
	}
	end = find_stop(at, lexer->end);
	if (*end == ':' && kind == TOKEN_WORD && end > at) {
		kind = TOKEN_ATTRIBUTE;
		colon = (size_t)(end - at);
		do
			end = find_stop(end + 1, lexer->end);
		while (*end == ':');
	}
	if ((unsigned char)*end > ' ') {
		take_token(lexer, token);
		return;
	}
	lexer->next = end;
	*token = (struct token){ .start = at,
				 .length = (uint32_t)(end - at),
				 .colon = (uint16_t)colon,
				 .kind = kind };
}

struct slice lexer_comment(struct slice line)
{
	struct lexer lexer = {
		.next = line.text,
		.end = line.text + line.length,
	};
	struct token token;
	size_t start;

	do {
		lexer_next(&lexer, &token);
	} while (token.kind != TOKEN_END && token.kind != TOKEN_BAD);
	if (token.kind == TOKEN_BAD || *lexer.next != ';')
		return (struct slice){ NULL, 0 };
	start = (size_t)(lexer.next - line.text);
	return slice_trim(slice_from_offset(line, start));
}
