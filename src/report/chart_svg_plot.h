/*
 * Columns, lines and stacked areas in SVG: what stands over an axis of labels.
 */
#ifndef REPORT_CHART_SVG_PLOT_H
#define REPORT_CHART_SVG_PLOT_H

#include <stdint.h>

struct chart;
struct svg;

/* The height of the whole chart, in tenths of a pixel. */
int64_t svg_plot_height(const struct chart *chart);

/* Adds its elements. */
void svg_plot_add(struct svg *svg);

#endif
