/*
 * Stretches of memory as the system hands them out: addresses first, pages as
 * they are used. Private to arena.c.
 */
#ifndef BASE_ARENA_PAGES_H
#define BASE_ARENA_PAGES_H

#include <stddef.h>

enum {
	PAGES_LARGE = 2 * 1024 * 1024 /* bytes of a large page */
};

/* The multiple of `unit` that `size` bytes need. */
static inline size_t pages_round_up(size_t size, size_t unit)
{
	return (size + unit - 1) / unit * unit;
}

/* Addresses for `size` bytes (whole large pages) of zeros, at a large page's
 * border; NULL when there are none. */
void *pages_reserve(size_t size);

/* Says that of a stretch `whole` bytes will be used now, where it was `old`
 * before: asks for large pages where they are filled, else for small ones. */
void pages_expect(void *start, size_t old, size_t whole);

/* Has the system give the small pages that lie within these bytes now. */
void pages_populate(void *start, size_t size);

/* Moves a stretch of `size` bytes, of which `used` are in use, to one of
 * `wanted`; what is new is zero. NULL, and it is where it was, when there are
 * no addresses. */
void *pages_move(void *start, size_t size, size_t used, size_t wanted);

/* Gives it back. */
void pages_release(void *start, size_t size);

#endif
