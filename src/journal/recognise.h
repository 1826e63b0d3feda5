/*
 * Whether a file that a book includes is a journal at all: it may be anybody's
 * file, and then nothing of it may be shown.
 */
#ifndef JOURNAL_RECOGNISE_H
#define JOURNAL_RECOGNISE_H

#include <stdbool.h>

#include "base/slice.h"

/* True when the first line of the text, or a later one with a date, begins as
 * those of journals do (a nearly right word will do), or nothing is said at
 * all. */
bool recognise_journal(struct slice text);

#endif
