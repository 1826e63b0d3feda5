/*
 * Folding by libutf8proc, into a buffer of the arena: code points first, then
 * UTF-8 in the same place. A text in lower-case ASCII, which is most of them,
 * is given back as it is.
 *
 * Accents are the combining diacritical marks (U+0300 to U+036F) only: what
 * other scripts write as marks are their vowels. The strokes that Unicode does
 * not take apart are in a table.
 */
#include "base/fold.h"

#include <stdbool.h>

#include <utf8proc.h>

#include "base/arena.h"

enum {
	ROOM_LEAST = 64, /* code points */
	MARKS_FIRST = 0x300,
	MARKS_LAST = 0x36f
};

/* Letters with a stroke or without a dot, and what is typed instead. */
static const struct {
	int32_t letter;
	char plain;
} strokes[] = {
	{ 0xd8, 'o' },  { 0xf8, 'o' },  { 0x110, 'd' }, { 0x111, 'd' },
	{ 0x126, 'h' }, { 0x127, 'h' }, { 0x131, 'i' }, { 0x141, 'l' },
	{ 0x142, 'l' }, { 0x166, 't' }, { 0x167, 't' },
};

static utf8proc_int32_t without_stroke(utf8proc_int32_t letter, void *kind)
{
	if (*(const enum fold_kind *)kind != FOLD_LETTERS)
		return letter;
	for (size_t i = 0; i < sizeof(strokes) / sizeof(strokes[0]); i++) {
		if (strokes[i].letter == letter)
			return strokes[i].plain;
	}
	return letter;
}

/* True when nothing would change. */
static bool is_plain(struct slice s)
{
	for (size_t i = 0; i < s.length; i++) {
		unsigned char byte = (unsigned char)s.text[i];
		if (byte >= 0x80 || (byte >= 'A' && byte <= 'Z'))
			return false;
	}
	return true;
}

static bool is_ascii(struct slice s)
{
	for (size_t i = 0; i < s.length; i++) {
		if ((unsigned char)s.text[i] >= 0x80)
			return false;
	}
	return true;
}

static void make_room(struct fold *fold, size_t count)
{
	if (count < ROOM_LEAST)
		count = ROOM_LEAST;
	fold->letters = arena_grow(fold->arena, fold->letters, count,
				   sizeof(*fold->letters), &fold->capacity);
}

/* The text's code points, folded and decomposed; negative when it is none. */
static utf8proc_ssize_t take_apart(struct fold *fold, enum fold_kind kind,
				   struct slice s)
{
	return utf8proc_decompose_custom(
		(const utf8proc_uint8_t *)s.text, (utf8proc_ssize_t)s.length,
		fold->letters, (utf8proc_ssize_t)fold->capacity,
		(utf8proc_option_t)(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
				    UTF8PROC_CASEFOLD),
		without_stroke, &kind);
}

static size_t drop_accents(int32_t *letters, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		if (letters[i] < MARKS_FIRST || letters[i] > MARKS_LAST)
			letters[kept++] = letters[i];
	}
	return kept;
}

void fold_init(struct fold *fold, struct arena *arena)
{
	*fold = (struct fold){ .arena = arena };
}

struct slice fold_text(struct fold *fold, enum fold_kind kind, struct slice s)
{
	if (is_plain(s))
		return s;
	make_room(fold, s.length + 1);
	utf8proc_ssize_t count = take_apart(fold, kind, s);
	if (count >= (utf8proc_ssize_t)fold->capacity) {
		make_room(fold, (size_t)count + 1);
		count = take_apart(fold, kind, s);
	}
	if (count < 0)
		return s;
	size_t kept = kind == FOLD_LETTERS
			      ? drop_accents(fold->letters, (size_t)count)
			      : (size_t)count;
	/* Makes UTF-8 of it where it stands, with a zero byte behind. */
	utf8proc_ssize_t length = utf8proc_reencode(
		fold->letters, (utf8proc_ssize_t)kept, UTF8PROC_DECOMPOSE);
	return length < 0 ? s
			  : (struct slice){ (const char *)fold->letters,
					    (size_t)length };
}

/* ASCII needs no more room than its bytes. */
static struct slice copy_ascii(struct arena *arena, struct slice s)
{
	char *copy = arena_copy(arena, s.text, s.length);

	for (size_t i = 0; i < s.length; i++) {
		if (copy[i] >= 'A' && copy[i] <= 'Z')
			copy[i] = (char)(copy[i] - 'A' + 'a');
	}
	return (struct slice){ copy, s.length };
}

struct slice fold_copy(struct arena *arena, enum fold_kind kind, struct slice s)
{
	struct fold fold;

	if (is_ascii(s))
		return copy_ascii(arena, s);
	fold_init(&fold, arena);
	return fold_text(&fold, kind, s);
}
