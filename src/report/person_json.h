/*
 * Everything the book has about one person, as JSON: what a member may ask
 * for (GDPR, articles 15 and 20).
 */
#ifndef REPORT_PERSON_JSON_H
#define REPORT_PERSON_JSON_H

#include <stdint.h>

struct arena;
struct book;
struct sink;

/* Writes one object: member, accounts merged into it, status, profile,
 * balances, and every line of the journal that is about the member. Points are
 * strings with the decimals of their unit. */
void person_json_add(struct arena *arena, struct sink *sink,
		     const struct book *book, uint32_t member);

#endif
