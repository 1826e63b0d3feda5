/*
 * Unpacking what others packed: gzip and Zstandard, told by their first
 * bytes, never by a file's name. Several members or frames one behind the
 * other are one text. The output is limited, so that a small file cannot
 * fill the memory. And the other way for what we pack ourselves, always as
 * gzip, which every machine can read.
 */
#ifndef BASE_INFLATE_H
#define BASE_INFLATE_H

#include <stddef.h>

#include "base/slice.h"

struct arena;

enum inflate_kind {
	INFLATE_PLAIN, /* neither: the bytes are the text */
	INFLATE_GZIP,
	INFLATE_ZSTD
};

enum inflate_status {
	INFLATE_OK,
	INFLATE_TRUNCATED,  /* ends in the middle */
	INFLATE_CORRUPT,    /* a checksum or the format is wrong */
	INFLATE_TOO_LARGE,  /* unpacks to more than the limit */
	INFLATE_TOO_HUNGRY, /* needs a larger window than is given (128 MiB) */
	INFLATE_NO_LIBRARY  /* see inflate_missing */
};

/* The limit for files that people give us: 2 GiB. */
#define INFLATE_SIZE_MAX ((size_t)2 << 30)

/* What the first bytes say. */
enum inflate_kind inflate_find_kind(struct slice bytes);

/* The library that unpacks (and packs) this kind, when it is not installed:
 * "libz.so.1". NULL when it is, and for INFLATE_PLAIN. */
const char *inflate_missing(enum inflate_kind kind);

/*
 * The unpacked text, at most `limit` bytes, in the arena; the bytes
 * themselves when they are not packed. *text is set with INFLATE_OK only.
 */
enum inflate_status inflate_read(struct arena *arena, struct slice bytes,
				 size_t limit, struct slice *text);

/* The bytes as gzip, in the arena: the same for the same bytes. Empty when
 * zlib gets no memory or is missing. */
struct slice inflate_pack(struct arena *arena, struct slice bytes);

/* The words for a status: "is cut short" … */
const char *inflate_reason(enum inflate_status status);

#endif
