/*
 * One small integer for each distinct text: 0, 1, 2 … in order of first
 * appearance. Open addressing; the texts are slices that must outlive the
 * table.
 */
#ifndef BASE_INTERN_H
#define BASE_INTERN_H

#include <stddef.h>
#include <stdint.h>

#include "base/intern_head.h"
#include "base/slice.h"

struct arena;

#define INTERN_NONE UINT32_MAX

struct intern {
	struct arena *arena;
	uint64_t seed;
	struct slice *texts;       /* by number */
	struct intern_head *heads; /* by number */
	uint32_t count;
	size_t capacity;
	uint64_t *slots; /* hash tag and number */
	size_t slot_count;
};

/* An empty table that grows in the arena. */
void intern_init(struct intern *table, struct arena *arena, uint64_t seed);

/* The number of the text, added when it is new. */
uint32_t intern_add(struct intern *table, struct slice text);

/*
 * The same for many at once: numbers[i] is that of texts[i]. Faster when the
 * table is larger than the caches, as its memory is asked for ahead.
 */
void intern_add_all(struct intern *table, const struct slice *texts,
		    size_t count, uint32_t *numbers);

/* The number of the text, or INTERN_NONE. */
uint32_t intern_find(const struct intern *table, struct slice text);

/* The text of a number; empty for INTERN_NONE. */
struct slice intern_text(const struct intern *table, uint32_t number);

#endif
