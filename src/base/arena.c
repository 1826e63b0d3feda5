/*
 * Blocks of memory in a list. Small things are cut off the newest small
 * block, which is a huge one once there were many of them; what is larger than
 * LARGE is a block of its own, so that it can grow. From HUGE on a block is
 * mapped pages with addresses to spare: it grows in place, untouched pages cost
 * nothing and are zero already, and it goes back to the system when it is
 * freed. The system is asked for large pages as far as whole ones are filled,
 * since a million small ones cost more than what is done with them.
 *
 * Whether memory is a block of its own is told by its size alone: that is
 * why arena_resize wants the old size. Out of memory is the one thing that
 * ends the program from below cmd/.
 */
/* NOLINTNEXTLINE(readability-identifier-naming): the system's own name */
#define _GNU_SOURCE /* mremap, madvise, MAP_ANONYMOUS */
#include "base/arena.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/bug.h"

#if defined(__SANITIZE_ADDRESS__)
#define EACH_ALONE 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define EACH_ALONE 1
#endif
#endif

enum {
	ALIGNMENT = _Alignof(max_align_t),
	BLOCK = 64 * 1024,
#ifdef EACH_ALONE
	LARGE = 0,
#else
	LARGE = 16 * 1024,
#endif
	PAGE = 2 * 1024 * 1024, /* a large page */
	SMALL_PAGE = 4096,
	SPARE = 8, /* times the size, reserved for growth */
	HUGE = 128 * 1024,
	MANY = 4 * 1024 * 1024, /* bytes from which small blocks are huge */
	CAREFUL =
		1024 * 1024, /* bytes from which an array grows by a quarter */
	EXIT_NO_MEMORY = 3,  /* unless arena_set_exit says otherwise */
	FIRST_CAPACITY = 8,
};

struct arena_block {
	struct arena_block *older;
	struct arena_block *newer;
	size_t mapped; /* bytes reserved; 0: from malloc */
	/* so that what follows begins with a line of the cache */
	char unused[64 - 3 * sizeof(void *)];
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

/* Puts the block at the head of the list. */
static void link_block(struct arena *arena, struct arena_block *block)
{
	block->older = arena->blocks;
	block->newer = NULL;
	if (block->older)
		block->older->newer = block;
	arena->blocks = block;
}

/* Addresses for a block that may grow, on a large page's border; NULL when
 * there are none. */
static void *reserve(size_t size)
{
	size_t whole = size + PAGE;
	char *start = mmap(NULL, whole, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (start == MAP_FAILED)
		return NULL;
	size_t lead = (PAGE - (uintptr_t)start % PAGE) % PAGE;
	if (lead > 0)
		munmap(start, lead);
	if (lead < PAGE)
		munmap(start + lead + size, PAGE - lead);
	return start + lead;
}

static size_t round_to_page(size_t size)
{
	return (size + PAGE - 1) / PAGE * PAGE;
}

/* Asks for large pages where `whole` bytes fill them. */
static void ask_for_large_pages(void *block, size_t whole)
{
	if (whole >= PAGE)
		madvise(block, whole / PAGE * PAGE, MADV_HUGEPAGE);
}

/* A zeroed block of mapped pages with room to grow, NULL: not to be had. */
static struct arena_block *map_block(size_t whole)
{
	size_t size;
	struct arena_block *block = NULL;

	if (whole > PTRDIFF_MAX / SPARE)
		return NULL;
	size = round_to_page(whole * SPARE);
	block = reserve(size);
	if (!block) {
		size = round_to_page(whole);
		block = reserve(size);
	}
	if (block) {
		ask_for_large_pages(block, whole);
		block->mapped = size;
	}
	return block;
}

/* A new zeroed block of `size` usable bytes. */
static void *take_block(struct arena *arena, size_t size)
{
	size_t whole = block_size(size);
	struct arena_block *block = NULL;

	if (whole >= HUGE && LARGE > 0)
		block = map_block(whole);
	if (!block)
		block = calloc(1, whole);
	if (!block)
		run_out();
	link_block(arena, block);
	return block->bytes;
}

static void free_block(struct arena_block *block)
{
	if (block->mapped > 0)
		munmap(block, block->mapped);
	else
		free(block);
}

/* Rounds up to the alignment; the sizes of small things only. */
static size_t round_up(size_t size)
{
	return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

void arena_init(struct arena *arena)
{
	*arena = (struct arena){ NULL, NULL, 0, 0 };
}

void arena_release(struct arena *arena)
{
	struct arena_block *block = arena->blocks;

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
	to->used += from->used;
	arena_init(from);
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
		size_t block = arena->used < MANY
				       ? BLOCK
				       : PAGE - sizeof(struct arena_block);
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

void arena_populate(void *array, size_t size)
{
#ifdef MADV_POPULATE_WRITE
	size_t lead = SMALL_PAGE - (uintptr_t)array % SMALL_PAGE;

	if (size > lead + SMALL_PAGE)
		(void)madvise((char *)array + lead,
			      (size - lead) / SMALL_PAGE * SMALL_PAGE,
			      MADV_POPULATE_WRITE);
#else
	(void)array;
	(void)size;
#endif
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
static struct arena_block *extend_block(struct arena_block *block, size_t whole)
{
	size_t size = round_to_page(whole + whole / 2);

	if (whole > block->mapped) {
		/* only what is alike moves in one piece */
		madvise(block, block->mapped, MADV_NOHUGEPAGE);
		block = mremap(block, block->mapped, size, MREMAP_MAYMOVE);
		if (block == MAP_FAILED)
			run_out();
		block->mapped = size;
	}
	ask_for_large_pages(block, whole);
	return block;
}

/* Grows a block of its own. */
static void *resize_block(struct arena *arena, void *old, size_t old_size,
			  size_t new_size)
{
	char *start = (char *)old - offsetof(struct arena_block, bytes);
	struct arena_block *block = (void *)start;
	struct arena_block *grown = NULL;
	size_t whole = block_size(new_size);

	if (block->mapped > 0)
		grown = extend_block(block, whole);
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

char *arena_copy(struct arena *arena, const char *text, size_t length)
{
	char *copy;

	if (length == SIZE_MAX)
		run_out();
	copy = arena_take(arena, length + 1);
	if (length > 0)
		memcpy(copy, text, length);
	return copy;
}

struct slice arena_copy_slice(struct arena *arena, struct slice s)
{
	return (struct slice){ arena_copy(arena, s.text, s.length), s.length };
}

char *arena_print(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	int length;
	char *printed;

	va_start(arguments, format);
	length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0)
		BUG("a text does not fit an int");
	printed = arena_take(arena, (size_t)length + 1);
	va_start(arguments, format);
	vsnprintf(printed, (size_t)length + 1, format, arguments);
	va_end(arguments);
	return printed;
}
