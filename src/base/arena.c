/*
 * Blocks of memory in a list. Small things are cut off the newest small
 * block, which is a huge one once there were many of them; what is larger than
 * LARGE is a block of its own, so that it can grow. From HUGE on a block is
 * mapped pages with addresses to spare: it grows in place, untouched pages cost
 * nothing and are zero already, and it goes back to the system when it is
 * freed. The pool is one large page.
 *
 * Whether memory is a block of its own is told by its size alone: that is
 * why arena_resize wants the old size. Out of memory is the one thing that
 * ends the program from below cmd/.
 */
#include "base/arena.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <stdnoreturn.h>
#include <string.h>

#include "base/arena_pages.h"

#if defined(__SANITIZE_ADDRESS__)
#define EACH_ALONE 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define EACH_ALONE 1
#endif
#endif

enum {
	ALIGNMENT = _Alignof(max_align_t),
	BLOCK_FIRST = 4 * 1024, /* bytes of the first; they grow with use */
	BLOCK = 64 * 1024,
#ifdef EACH_ALONE
	LARGE = 0,
#else
	LARGE = 16 * 1024,
#endif
	SPARE = 8, /* times the size, reserved for growth */
	HUGE = 128 * 1024,
	MANY = 4 * 1024 * 1024,   /* bytes from which small blocks are huge */
	POOL_FROM = 64 * 1024,    /* bytes used from which there is a pool */
	POOLED_MAX = 1024 * 1024, /* larger blocks are not cut from it */
	POOLED = 1,               /* no size: the block is cut from the pool */
	LINE = 64,                /* of the cache */
	CAREFUL =
		1024 * 1024, /* bytes from which an array grows by a quarter */
	EXIT_NO_MEMORY = 3,  /* unless arena_set_exit says otherwise */
	FIRST_CAPACITY = 8,
};

struct arena_block {
	struct arena_block *older;
	struct arena_block *newer;
	size_t mapped; /* bytes reserved, or POOLED; 0: from malloc */
	/* so that what follows begins with a line of the cache */
	char unused[LINE - 3 * sizeof(void *)];
	max_align_t bytes[];
};

static int exit_status = EXIT_NO_MEMORY;

int arena_set_exit(int status)
{
	int before = exit_status;

	exit_status = status;
	return before;
}

static noreturn void run_out(void)
{
	fputs("pointbook: error: out of memory\n", stderr);
	exit(exit_status);
}

/* The size of a block that holds `size` bytes behind its head. */
static size_t block_size(size_t size)
{
	size_t whole;

	if (__builtin_add_overflow(size, sizeof(struct arena_block), &whole) ||
	    whole > PTRDIFF_MAX)
		run_out();
	return whole;
}

/* Rounds up to the alignment; the sizes of small things only. */
static size_t round_up(size_t size)
{
	return pages_round_up(size, ALIGNMENT);
}

/* Puts the block at the head of the list. */
static void link_block(struct arena *arena, struct arena_block *block)
{
	block->older = arena->blocks;
	block->newer = NULL;
	if (block->older)
		block->older->newer = block;
	arena->blocks = block;
}

/* A zeroed block of mapped pages with room to grow, NULL: not to be had. */
static struct arena_block *map_block(size_t whole)
{
	size_t size;
	struct arena_block *block = NULL;

	if (whole > PTRDIFF_MAX / SPARE)
		return NULL;
	size = pages_round_up(whole * SPARE, PAGES_LARGE);
	block = pages_reserve(size);
	if (!block) {
		size = pages_round_up(whole, PAGES_LARGE);
		block = pages_reserve(size);
	}
	if (block) {
		/* in use before it is advised: one piece for the system */
		block->mapped = size;
		pages_expect(block, 0, whole);
	}
	return block;
}

/* Opens the pool: a large page, if there is one to be had. */
static void open_pool(struct arena *arena)
{
	struct arena_block *block = pages_reserve(PAGES_LARGE);

	arena->wants_pool = false;
	if (!block)
		return;
	pages_expect(block, 0, PAGES_LARGE);
	block->mapped = PAGES_LARGE;
	link_block(arena, block);
	arena->pool = (char *)block->bytes;
	arena->pool_left = PAGES_LARGE - sizeof(*block);
}

/* A block of the pool; NULL where there is no room. */
static struct arena_block *take_pooled(struct arena *arena, size_t whole)
{
	struct arena_block *block;

	if (arena->wants_pool && arena->used >= POOL_FROM)
		open_pool(arena);
	whole = pages_round_up(whole, LINE);
	if (!arena->pool || whole > arena->pool_left)
		return NULL;
	block = (void *)arena->pool;
	block->mapped = POOLED;
	arena->pool += whole;
	arena->pool_left -= whole;
	return block;
}

/* A new zeroed block of `size` usable bytes. */
static void *take_block(struct arena *arena, size_t size)
{
	size_t whole = block_size(size);
	struct arena_block *block = NULL;

	if (whole <= POOLED_MAX && LARGE > 0)
		block = take_pooled(arena, whole);
	if (block)
		return block->bytes;
	if (whole >= HUGE && LARGE > 0)
		block = map_block(whole);
	if (!block) {
		block = calloc(1, whole);
		if (!block)
			run_out();
		if (arena->used >= POOL_FROM)
			pages_populate(block, whole);
	}
	link_block(arena, block);
	return block->bytes;
}

static void free_block(struct arena_block *block)
{
	if (block->mapped > 0)
		pages_release(block, block->mapped);
	else
		free(block);
}

void arena_init(struct arena *arena)
{
	*arena = (struct arena){ .blocks = NULL };
}

void arena_init_with_pool(struct arena *arena)
{
	*arena = (struct arena){ .wants_pool = true };
}

void arena_init_within(struct arena *arena, struct arena *lender, size_t size)
{
	arena_init(arena);
	size = pages_round_up(size, LINE);
	if (lender->wants_pool && lender->used + size >= POOL_FROM)
		open_pool(lender);
	if (!lender->pool || size > lender->pool_left)
		return;
	arena->pool = lender->pool;
	arena->pool_left = size;
	lender->pool += size;
	lender->pool_left -= size;
}

void arena_release(struct arena *arena)
{
	struct arena_block *block = arena->blocks;

	while (arena->kept) {
		struct arena *other = arena->kept;

		arena->kept = other->next_kept;
		arena_release(other);
	}
	while (block) {
		struct arena_block *older = block->older;

		free_block(block);
		block = older;
	}
	arena_init(arena);
}

void arena_adopt(struct arena *to, struct arena *from)
{
	struct arena_block *oldest = to->blocks;

	while (oldest && oldest->older)
		oldest = oldest->older;
	if (!oldest) {
		to->blocks = from->blocks;
	} else if (from->blocks) {
		oldest->older = from->blocks;
		from->blocks->newer = oldest;
	}
	while (from->kept) {
		struct arena *other = from->kept;

		from->kept = other->next_kept;
		arena_keep(to, other);
	}
	to->used += from->used;
	arena_init(from);
}

void arena_keep(struct arena *arena, struct arena *other)
{
	other->next_kept = arena->kept;
	arena->kept = other;
}

/* The bytes of the next block for small things: as many as all so far, within
 * limits, or what the pool has left; and room for `rounded`. */
static size_t small_block(const struct arena *arena, size_t rounded)
{
	size_t block = arena->used;
	size_t head = sizeof(struct arena_block);

	if (block >= MANY)
		return PAGES_LARGE - head;
	if (block > BLOCK)
		block = BLOCK;
	if (block < BLOCK_FIRST)
		block = BLOCK_FIRST;
	if (block < rounded)
		block = rounded;
	if (arena->pool && block + head > arena->pool_left &&
	    rounded + head <= arena->pool_left / LINE * LINE)
		block = arena->pool_left / LINE * LINE - head;
	return block;
}

void *arena_take(struct arena *arena, size_t size)
{
	size_t rounded;
	char *taken;

	if (size > LARGE || LARGE == 0) {
		arena->used += size;
		return take_block(arena, size);
	}
	rounded = round_up(size ? size : 1);
	if (rounded > arena->left) {
		size_t block = small_block(arena, rounded);

		arena->next = take_block(arena, block);
		arena->left = block;
	}
	taken = arena->next;
	arena->next += rounded;
	arena->left -= rounded;
	arena->used += rounded;
	return taken;
}

void *arena_take_array(struct arena *arena, size_t count, size_t size)
{
	size_t whole;

	if (__builtin_mul_overflow(count, size, &whole))
		run_out();
	return arena_take(arena, whole);
}

/* The neighbours learn where the block is now. */
static void relink_block(struct arena *arena, struct arena_block *block)
{
	if (block->older)
		block->older->newer = block;
	if (block->newer)
		block->newer->older = block;
	else
		arena->blocks = block;
}

/* A block from malloc that has become huge goes to mapped pages. */
static struct arena_block *promote_block(struct arena_block *block,
					 size_t old_whole, size_t whole)
{
	struct arena_block *mapped = map_block(whole);

	if (!mapped)
		return NULL;
	size_t size = mapped->mapped;
	memcpy(mapped, block, old_whole);
	mapped->mapped = size;
	free(block);
	return mapped;
}

/* More addresses for a mapped block; its new pages are zero. */
static struct arena_block *extend_block(struct arena_block *block, size_t old,
					size_t whole)
{
	size_t size = pages_round_up(whole + whole / 2, PAGES_LARGE);

	if (whole > block->mapped) {
		block = pages_move(block, block->mapped, old, size);
		if (!block)
			run_out();
		block->mapped = size;
	}
	pages_expect(block, old, whole);
	return block;
}

/* What a block of the pool leaves behind becomes small things. */
static void reuse(struct arena *arena, struct arena_block *block, size_t whole)
{
	if (whole <= arena->left)
		return;
	memset(block, 0, whole);
	arena->next = (char *)block;
	arena->left = whole;
}

/* Grows a block of the pool: in place when it is the last, or elsewhere. */
static void *resize_pooled(struct arena *arena, struct arena_block *block,
			   size_t old_size, size_t new_size)
{
	size_t old_whole = pages_round_up(block_size(old_size), LINE);
	size_t more = pages_round_up(block_size(new_size), LINE) - old_whole;
	void *grown = block->bytes;

	if ((char *)block + old_whole == arena->pool &&
	    more <= arena->pool_left) {
		arena->pool += more;
		arena->pool_left -= more;
	} else {
		grown = take_block(arena, new_size);
		memcpy(grown, block->bytes, old_size);
		reuse(arena, block, old_whole);
	}
	arena->used += new_size - old_size;
	return grown;
}

/* Grows a block of its own. */
static void *resize_block(struct arena *arena, void *old, size_t old_size,
			  size_t new_size)
{
	char *start = (char *)old - offsetof(struct arena_block, bytes);
	struct arena_block *block = (void *)start;
	struct arena_block *grown = NULL;
	size_t whole = block_size(new_size);

	if (block->mapped == POOLED)
		return resize_pooled(arena, block, old_size, new_size);
	if (block->mapped > 0)
		grown = extend_block(block, block_size(old_size), whole);
	else if (whole >= HUGE && LARGE > 0)
		grown = promote_block(block, block_size(old_size), whole);
	if (!grown) {
		grown = realloc(block, whole);
		if (!grown)
			run_out();
		memset((char *)grown->bytes + old_size, 0, new_size - old_size);
	}
	relink_block(arena, grown);
	arena->used += new_size - old_size;
	return grown->bytes;
}

/* Grows what is the last thing cut off a block, if it is that. */
static bool resize_last(struct arena *arena, const char *old, size_t old_size,
			size_t new_size)
{
	size_t more = round_up(new_size) - round_up(old_size ? old_size : 1);

	if (new_size > LARGE || more > arena->left ||
	    old + round_up(old_size ? old_size : 1) != arena->next)
		return false;
	arena->next += more;
	arena->left -= more;
	arena->used += more;
	return true;
}

void arena_populate(void *array, size_t size)
{
	pages_populate(array, size);
}

void *arena_resize(struct arena *arena, void *old, size_t old_size,
		   size_t new_size)
{
	void *grown;

	if (!old)
		return arena_take(arena, new_size);
	if (new_size <= old_size)
		return old;
	if (old_size > LARGE || LARGE == 0)
		return resize_block(arena, old, old_size, new_size);
	if (resize_last(arena, old, old_size, new_size))
		return old;
	grown = arena_take(arena, new_size);
	memcpy(grown, old, old_size);
	return grown;
}

void *arena_grow(struct arena *arena, void *array, size_t count, size_t size,
		 size_t *capacity)
{
	size_t wanted = *capacity;
	size_t whole;

	if (count <= *capacity && array)
		return array;
	if (wanted < FIRST_CAPACITY)
		wanted = FIRST_CAPACITY;
	while (wanted < count)
		if (__builtin_add_overflow(wanted,
					   wanted > CAREFUL / size ? wanted / 4
								   : wanted,
					   &wanted))
			run_out();
	if (__builtin_mul_overflow(wanted, size, &whole))
		run_out();
	array = arena_resize(arena, array, *capacity * size, whole);
	*capacity = wanted;
	return array;
}
