/*
 * The currencies of ISO 4217 and their minor units (digits behind the
 * point): EUR 2, JPY 0, KWD 3. A currency is an index into this table.
 */
#ifndef BASE_CURRENCY_H
#define BASE_CURRENCY_H

#include <stdint.h>

#include "base/slice.h"

#define CURRENCY_NONE UINT8_MAX

/* The index of a code (three capital letters), or CURRENCY_NONE. */
uint8_t currency_find(struct slice code);

/* The code of an index, "" for CURRENCY_NONE. */
const char *currency_code(uint8_t currency);

/* Digits behind the point, 0..4; 2 for CURRENCY_NONE. */
int currency_scale(uint8_t currency);

/* The number of currencies; indexes are below it. */
uint8_t currency_count(void);

#endif
