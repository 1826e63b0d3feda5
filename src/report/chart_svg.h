/*
 * Charts in SVG, to stand in a page of HTML: a title and a description for
 * those who cannot see them, all text escaped, colours by CSS so that light,
 * dark and paper are the page's own affair, nothing but whole numbers and
 * tenths, so that the same figures give the same bytes.
 */
#ifndef REPORT_CHART_SVG_H
#define REPORT_CHART_SVG_H

struct arena;
struct chart;
struct sink;

/* The rules of CSS that the charts' classes rely on. Every colour has at least
 * the contrast of WCAG 2.1: 4.5 for text (1.4.3), 3 for marks (1.4.11). */
extern const char chart_svg_style[];

/* Adds `<svg role="img">`. The id is that of its title and description, "ID-t"
 * and "ID-d": letters, digits and hyphens, once a page. Columns of several
 * series that are too many to be seen are drawn as lines. */
void chart_svg_print(struct arena *arena, const struct chart *given,
		     const char *id, struct sink *sink);

#endif
