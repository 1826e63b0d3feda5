/*
 * A view of bytes that somebody else owns (usually a mapped file): pointer
 * and length, not terminated. An empty slice has length 0; its text may be
 * NULL. Slices are passed by value and live as long as what they point into.
 */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/banned.h"

struct slice {
	const char *text;
	size_t length;
};

/* For printf: printf("%.*s", SLICE_ARGS(s)). */
#define SLICE_ARGS(s) (int)(s).length, ((s).text ? (s).text : "")

/* The slice of a string literal. */
#define SLICE(literal) ((struct slice){ "" literal, sizeof(literal) - 1 })

/* A slice of a terminated string; NULL gives the empty slice. */
struct slice slice_from(const char *text);

/* True when both have the same bytes. */
bool slice_equal(struct slice a, struct slice b);

/* True when the slice has exactly the bytes of a terminated string. */
bool slice_is(struct slice s, const char *text);

/* True when the slice begins with the terminated string. */
bool slice_starts(struct slice s, const char *prefix);

/* True when the slice ends with the terminated string. */
bool slice_ends(struct slice s, const char *suffix);

/* Order of bytes as unsigned, shorter first: <0, 0, >0. */
int slice_compare(struct slice a, struct slice b);

/*
 * Order in which runs of ASCII digits compare as numbers of any length
 * ("POS-9" before "POS-10"); equal numbers with more leading zeros come
 * later; ties are broken by bytes, so that 0 means identical.
 */
int slice_compare_natural(struct slice a, struct slice b);

/* Without leading and trailing spaces and tabs. */
struct slice slice_trim(struct slice s);

/* The part from `from` (clamped) to the end. */
struct slice slice_from_offset(struct slice s, size_t from);

/*
 * Splits at the first `mark`: returns what is before, and puts what is
 * after into *rest. Without a mark the whole is returned, *rest is empty.
 */
struct slice slice_cut(struct slice s, char mark, struct slice *rest);

/* Index of the byte, or s.length when it is not there. */
size_t slice_find(struct slice s, char byte);

/* Digits only, no sign: true and the value, false on anything else or
 * when it does not fit. */
bool slice_parse_unsigned(struct slice s, uint64_t *value);

#endif
