/*
 * HTML to PDF by whichever program is installed that does it.
 */
#ifndef CMD_PDF_H
#define CMD_PDF_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct session;

/* The name of the first program that is installed, NULL when there is none. */
const char *pdf_find(struct arena *arena);

/* The nth program that is known, best first; NULL behind the last. */
const char *pdf_list(size_t nth);

/* Makes the PDF; false after the message. The page is read from disk, and the
 * program is told to run nothing in it and to fetch nothing, where it can be. */
bool pdf_print(struct session *session, const char *html, const char *pdf);

#endif
