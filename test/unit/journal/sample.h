/*
 * A journal for a test: made from text, without files, and thrown away whole.
 * Also makes random journals from a seed, of every directive and form.
 */
#ifndef JOURNAL_SAMPLE_H
#define JOURNAL_SAMPLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/text.h"
#include "journal/journal.h"

struct sample {
	struct arena arena;
	struct journal journal;
	struct diagnostics diagnostics;
};

/* Parses and indexes a text. */
void sample_read(struct sample *sample, struct slice text);

/* Frees it all. */
void sample_release(struct sample *sample);

/* The canonical text of one event, a line each in the order read, a line each
 * in book order (duplicates and undated lines left out). */
const char *sample_line(struct sample *sample, size_t event);
const char *sample_print(struct sample *sample);
const char *sample_print_order(struct sample *sample);

/* The ids of all complaints in order of adding, joined by blanks. */
const char *sample_complaints(struct sample *sample);

/* The next number of a sequence, below `limit`. */
uint32_t sample_draw(uint64_t *seed, uint32_t limit);

/* Appends a random line that is in order and canonical, with its newline. */
void sample_add_line(struct text *text, uint64_t *seed);

/* The lines of a text in another order. */
struct slice sample_shuffle(struct arena *arena, struct slice text,
			    uint64_t *seed);

/* Removes all that is in a folder, folders too. */
void sample_empty_folder(const char *path);

#endif
