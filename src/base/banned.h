/*
 * Functions nobody here calls: those that write without a bound, and those
 * that read numbers or times by locale or with undefined overflow. Whoever
 * names one does not compile. The headers that declare them come first, so
 * that they stay whole.
 *
 * Instead: text_add, arena_print, slice_parse_unsigned, decimal_parse,
 * day_parse, slice_cut.
 */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

/* Hardened builds of clang have it as a macro. */
#undef sprintf

#pragma GCC poison strcpy strcat strncpy strncat stpcpy strtok strtok_r
#pragma GCC poison gets sprintf vsprintf tmpnam tempnam mktemp
#pragma GCC poison scanf fscanf sscanf vscanf vfscanf vsscanf
#pragma GCC poison atoi atol atoll atof
#pragma GCC poison strtol strtoll strtoul strtoull strtof strtod strtold
#pragma GCC poison asctime ctime gmtime localtime

#endif
