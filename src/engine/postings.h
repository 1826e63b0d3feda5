/*
 * Postings in the order of their days. Expiries are found late (when an
 * account is next touched) but belong to the start of their own day.
 */
#ifndef ENGINE_POSTINGS_H
#define ENGINE_POSTINGS_H

#include <stddef.h>

struct arena;
struct posting;

/* Sorts by day, expiries (but late ones) first within a day, else as they
 * were made. */
void postings_sort(struct arena *arena, struct posting *postings, size_t count);

#endif
