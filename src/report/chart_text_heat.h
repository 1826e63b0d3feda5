/*
 * Heat maps on a terminal.
 */
#ifndef REPORT_CHART_TEXT_HEAT_H
#define REPORT_CHART_TEXT_HEAT_H

struct arena;
struct chart;
struct chart_text_options;
struct sink;

/* Prints a line a label, a cell a series: the number without its digits behind
 * the point on its colour; without colours beside a mark that is the darker
 * the higher it is. */
void chart_text_heat_print(struct arena *arena, const struct chart *chart,
			   const struct chart_text_options *options,
			   struct sink *sink);

#endif
