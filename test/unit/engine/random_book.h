/*
 * Random books for tests of what holds of every book: a few members, a month
 * of every kind of event, some of them wrong, under several programmes.
 */
#ifndef TEST_UNIT_ENGINE_RANDOM_BOOK_H
#define TEST_UNIT_ENGINE_RANDOM_BOOK_H

#include <stddef.h>
#include <stdint.h>

enum {
	RANDOM_MEMBERS = 5, /* M0 to M4 */
	RANDOM_LINES_MAX = 120,
	RANDOM_LINE_MAX = 120,
	RANDOM_TEXT_MAX = RANDOM_LINES_MAX * RANDOM_LINE_MAX
};

struct random {
	uint64_t state;
};

struct random_book {
	char text[RANDOM_LINES_MAX][RANDOM_LINE_MAX];
	size_t count;
	unsigned purchases, redemptions, events;
	struct random random;
};

/* A number from 0 to below - 1. */
unsigned random_pick(struct random *random, unsigned below);

/* The rules of a book, as play_open wants them. */
const char *random_book_rules(uint64_t seed);

/* The lines of a book: the same for the same seed, of January 2026. */
void random_book_make(struct random_book *book, uint64_t seed);

/* All lines as one text of at most RANDOM_TEXT_MAX bytes. */
void random_book_print(const struct random_book *book, char *text);

/* The lines in another order. */
void random_book_shuffle(struct random_book *book);

#endif
