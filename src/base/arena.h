/*
 * The one memory rule of the program: what an arena gave lives until the
 * arena is released; nobody frees parts; a function that allocates names its
 * arena first. Running out of memory ends the program with exit status 3.
 * Built with AddressSanitizer each allocation is a block of its own, so that
 * overruns are seen.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

struct arena_block;

struct arena {
	struct arena_block *blocks; /* newest first */
	char *next;                 /* free space of the newest small block */
	size_t left;
	size_t used; /* bytes handed out, for measurements */
	bool wants_pool;
	char *pool; /* the rest of its first large page; NULL: none yet */
	size_t pool_left;
	struct arena *kept; /* others, released with it */
	struct arena *next_kept;
};

/* An empty arena; nothing is allocated yet. */
void arena_init(struct arena *arena);

/* The same; from a little on its blocks are cut from one large page, until that
 * is used up: such a page costs as much as a hundred small ones. */
void arena_init_with_pool(struct arena *arena);

/* The same; its first `size` bytes come from what is left of the lender's large
 * page, if that has so many. The lender outlives it. */
void arena_init_within(struct arena *arena, struct arena *lender, size_t size);

/* Frees everything the arena gave; it is empty and usable again. */
void arena_release(struct arena *arena);

/* Gives all that `from` gave to `to`, where it lives on; `from` is empty. */
void arena_adopt(struct arena *to, struct arena *from);

/* Releases the other one, which lies in this arena's memory, together with this
 * one: for what was made elsewhere and remembers its arena. */
void arena_keep(struct arena *arena, struct arena *other);

/* `size` zeroed bytes aligned for any type; size 0 gives a valid pointer. */
void *arena_take(struct arena *arena, size_t size);

/* count * size zeroed bytes; an overflowing product ends the program. */
void *arena_take_array(struct arena *arena, size_t count, size_t size);

/* Has the system give the memory of an array now, where it can, because it
 * will be filled at random and by several threads. */
void arena_populate(void *array, size_t size);

/*
 * Grows an array taken by this function before (or NULL) to new_size bytes;
 * the added bytes are zero. Large arrays are blocks of their own and grow in
 * place where the system can, so nothing is left behind.
 */
void *arena_resize(struct arena *arena, void *old, size_t old_size,
		   size_t new_size);

/*
 * Room for at least `count` elements of `size` bytes in a growing array:
 * doubles *capacity when needed (from 1 MiB on it adds a quarter), returns
 * the (possibly moved) array. What was added is zero.
 */
void *arena_grow(struct arena *arena, void *array, size_t count, size_t size,
		 size_t *capacity);

/* A terminated copy of the bytes. */
char *arena_copy(struct arena *arena, const char *text, size_t length);

/* A copy of the slice, terminated behind its length. */
struct slice arena_copy_slice(struct arena *arena, struct slice s);

/* printf into the arena; terminated. */
char *arena_print(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The status that the program ends with when memory runs out: 3, until a
 * command has begun to write, and then that nobody knows. What it was. */
int arena_set_exit(int status);

#endif
