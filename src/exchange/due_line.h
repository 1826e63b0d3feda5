/*
 * The journal's line for a bonus that fell due.
 */
#ifndef EXCHANGE_DUE_LINE_H
#define EXCHANGE_DUE_LINE_H

struct due;
struct journal;
struct programs;
struct text;

/* Appends `DAY bonus MEMBER ACTION +POINTS … ^REFERENCE`, without its end. */
void due_line_add(struct text *line, const struct journal *journal,
		  const struct programs *programs, const struct due *due);

#endif
