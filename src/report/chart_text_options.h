/*
 * What a terminal can show of a chart.
 */
#ifndef REPORT_CHART_TEXT_OPTIONS_H
#define REPORT_CHART_TEXT_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

struct chart_text_options {
	size_t width; /* 0: 80 */
	bool colour;
	bool ascii;
};

#endif
