/*
 * Text to events. One pass over the bytes of a source; every line is fully
 * checked, all errors of all lines are reported, and parsing goes on behind
 * each. Lines with errors give no event.
 */
#ifndef JOURNAL_PARSER_H
#define JOURNAL_PARSER_H

#include <stdbool.h>
#include <stddef.h>

struct journal;
struct diagnostics;
struct source;

/*
 * Appends the events of the source to the journal and the source to its
 * list. Include lines are events too (inclusion follows them). CRLF line
 * ends and a byte-order mark are taken off.
 */
void parser_parse(struct journal *journal, struct source *source,
		  struct diagnostics *diagnostics);

/* The same with the source cut into so many parts that are read at a time, 1
 * to PARALLEL_MAX; parser_parse decides by the size. The result never depends
 * on it. */
void parser_parse_in(struct journal *journal, struct source *source,
		     struct diagnostics *diagnostics, size_t parts);

/*
 * The same for several sources one behind the other, in 2 to PARALLEL_MAX
 * parts at a time. False, and nothing happened, when one of them is to be
 * complained about or has include lines, whose place is behind it and before
 * the next: then each is to be parsed for itself.
 */
bool parser_parse_together(struct journal *journal,
			   struct source *const *sources, size_t count,
			   size_t parts);

/* Parses what was added to the text of a source of the journal (by its number
 * there), from the offset on, where a line begins. */
void parser_parse_more(struct journal *journal, size_t number, size_t offset,
		       struct diagnostics *diagnostics);

#endif
