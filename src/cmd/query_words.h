/*
 * Words of a query that nothing can match, because the book and its rules have
 * no such thing: most likely slips.
 */
#ifndef CMD_QUERY_WORDS_H
#define CMD_QUERY_WORDS_H

struct session;

/* Says on stderr which members, levels, units, rewards, segments, statuses and
 * states that every row must have are nowhere, with the nearest that is there.
 * What the session has not read is not looked at. */
void query_words_note(struct session *session);

#endif
