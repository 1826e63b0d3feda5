/*
 * Linux's calls. A million small pages cost more than what is done with them,
 * so large ones are asked for; and small ones all at once, since it takes
 * nearly as long over one as over a dozen.
 */
/* NOLINTNEXTLINE(readability-identifier-naming): the system's own name */
#define _GNU_SOURCE /* mremap, madvise, MAP_ANONYMOUS */
#include "base/arena_pages.h"

#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

enum {
	SMALL_PAGE = 4096
};

void *pages_reserve(size_t size)
{
	size_t whole = size + PAGES_LARGE;
	char *start = mmap(NULL, whole, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (start == MAP_FAILED)
		return NULL;
	size_t lead =
		(PAGES_LARGE - (uintptr_t)start % PAGES_LARGE) % PAGES_LARGE;
	if (lead > 0)
		munmap(start, lead);
	if (lead < PAGES_LARGE)
		munmap(start + lead + size, PAGES_LARGE - lead);
	return start + lead;
}

void pages_populate(void *start, size_t size)
{
#ifdef MADV_POPULATE_WRITE
	size_t lead = SMALL_PAGE - (uintptr_t)start % SMALL_PAGE;

	if (size > lead + SMALL_PAGE)
		(void)madvise((char *)start + lead,
			      (size - lead) / SMALL_PAGE * SMALL_PAGE,
			      MADV_POPULATE_WRITE);
#else
	(void)start;
	(void)size;
#endif
}

void pages_expect(void *start, size_t old, size_t whole)
{
	if (whole >= PAGES_LARGE)
		madvise(start, whole / PAGES_LARGE * PAGES_LARGE,
			MADV_HUGEPAGE);
	else
		pages_populate((char *)start + old, whole - old);
}

/*
 * mremap moves only what is alike all over, and of what was advised
 * differently before it was first used the system keeps two accounts. Then the
 * bytes are copied.
 */
void *pages_move(void *start, size_t size, size_t used, size_t wanted)
{
	void *moved;

	madvise(start, size, MADV_NOHUGEPAGE);
	moved = mremap(start, size, wanted, MREMAP_MAYMOVE);
	if (moved != MAP_FAILED)
		return moved;
	moved = pages_reserve(wanted);
	if (!moved)
		return NULL;
	pages_expect(moved, 0, used);
	memcpy(moved, start, used);
	munmap(start, size);
	return moved;
}

void pages_release(void *start, size_t size)
{
	munmap(start, size);
}
