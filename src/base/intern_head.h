/*
 * Short texts as two numbers, which tell them apart at once.
 */
#ifndef BASE_INTERN_HEAD_H
#define BASE_INTERN_HEAD_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/slice.h"

enum {
	INTERN_WORD = 8,  /* bytes of half a head */
	INTERN_LONG = 16, /* a text that no head holds */
	INTERN_LENGTH_SHIFT = 56
};

/* A text of less than 16 bytes, with its length; of a longer one the first 8
 * bytes and a length beyond those. */
struct intern_head {
	uint64_t first;
	uint64_t last; /* its highest byte is the length */
};

/* A text of less than 8 bytes as a number. */
static inline uint64_t intern_word_of(const char *text, size_t length)
{
	uint64_t word = 0;
	uint32_t half;
	uint32_t other;

	if (length < INTERN_WORD / 2) {
		for (size_t i = 0; i < length; i++)
			word = word << 8 | (unsigned char)text[i];
		return word;
	}
	/* two halves that overlap */
	memcpy(&half, text, sizeof(half));
	memcpy(&other, text + length - sizeof(other), sizeof(other));
	return (uint64_t)other << 32 | half;
}

/* What is behind the first 8 of 8 to 15 bytes: the last 8 without those. */
static inline uint64_t intern_tail_of(struct slice text)
{
	size_t known = INTERN_LONG - text.length;
	uint64_t word;

	if (known == INTERN_WORD)
		return 0;
	memcpy(&word, text.text + text.length - INTERN_WORD, INTERN_WORD);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return word >> known * 8;
#else
	return word << known * 8 >> known * 8;
#endif
}

/* Tells texts of less than 16 bytes apart. */
static inline struct intern_head intern_head_of(struct slice text)
{
	struct intern_head head = { 0, 0 };
	uint64_t shown = text.length < INTERN_LONG ? text.length : INTERN_LONG;

	if (text.length < INTERN_WORD) {
		head.first = intern_word_of(text.text, text.length);
	} else {
		memcpy(&head.first, text.text, INTERN_WORD);
		if (text.length < INTERN_LONG)
			head.last = intern_tail_of(text);
	}
	head.last |= shown << INTERN_LENGTH_SHIFT;
	return head;
}

#endif
