/*
 * Text in HTML and in the SVG within it.
 */
#ifndef REPORT_HTML_TEXT_H
#define REPORT_HTML_TEXT_H

#include "base/slice.h"

struct sink;

/* Adds the text, in text or a quoted attribute: the five marks of HTML are
 * escaped; bytes that are not UTF-8 and control characters, which HTML may not
 * hold, become U+FFFD. */
void html_text_add(struct sink *sink, struct slice text);

#endif
