/*
 * An event in the words of somebody who has not read the manual: what it was,
 * for how much, of what.
 */
#ifndef REPORT_EVENT_WORDS_H
#define REPORT_EVENT_WORDS_H

#include <stdint.h>

#include "base/slice.h"

struct arena;
struct book;
struct journal;
struct event;
struct movement;
struct sheet_row;
struct text;

/* The event's keyword and what it names: `purchase 12.50 EUR`, `bonus
 * birthday`, `redeem free-coffee`, `refund 44.00 EUR of POS-10410`. */
struct slice event_words(struct arena *arena, const struct book *book,
			 const struct event *event);

/* What a movement was, as words behind its kind: `12.50 EUR`, `birthday`,
 * `of 2026-01-03: purchase 12.50 EUR` (an expiry), `to M0007 Ben`. */
struct slice event_words_of_movement(struct arena *arena,
				     const struct book *book,
				     const struct movement *movement);

/* The reference of an event; of a line that only names another event (approve,
 * cancel, void …) that one's. */
struct slice event_words_reference(const struct journal *journal,
				   const struct event *event);

/* Fills a row's file, line and reference with those of the event. */
void event_words_set_place(struct sheet_row *row, const struct book *book,
			   uint32_t event);

/* Appends `12 points`, `1 stamp`. */
void event_words_add_points(struct text *text, const struct book *book,
			    int unit, int64_t points);

/* Appends `M0001 Anna`, or the id alone. */
void event_words_add_member(struct text *text, const struct book *book,
			    uint32_t member);

#endif
