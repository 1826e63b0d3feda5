/*
 * Charts on a terminal, in a width of characters: bars with eighths of blocks,
 * sparklines, shaded cells; in plain ASCII where the terminal has nothing
 * else, and told apart without colours too.
 */
#ifndef REPORT_CHART_TEXT_H
#define REPORT_CHART_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct chart;
struct chart_text_options;
struct sink;
struct text;

/* Prints the chart: its title, then a line a label, a series or a row; its
 * note last. */
void chart_text_print(struct arena *arena, const struct chart *chart,
		      const struct chart_text_options *options,
		      struct sink *sink);

/* Appends a sparkline of count numbers, CHART_GAP standing for a blank: the
 * lowest the lowest mark, the highest the highest (E. R. Tufte, Beautiful
 * Evidence, 2006, pp. 46-63). Equal ones stand in the middle. */
void chart_text_add_sparkline(struct text *text, const int64_t *numbers,
			      size_t count, bool ascii);

#endif
