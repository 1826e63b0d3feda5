/*
 * Words of a query that nothing can match, because the book and its rules have
 * no such thing: most likely slips.
 */
#ifndef CMD_QUERY_WORDS_H
#define CMD_QUERY_WORDS_H

struct arena;
struct journal;
struct programs;
struct query;
struct terminal;

/* Where words may come from; what was not read is NULL and not looked at. */
struct query_words {
	struct arena *arena;
	const struct query *query;
	const struct journal *journal;
	const struct programs *programs;
};

/* Says on stderr which members, levels, units, rewards, segments, statuses and
 * states that every row must have are nowhere, with the nearest that is there. */
void query_words_note(const struct terminal *terminal,
		      const struct query_words *words);

#endif
