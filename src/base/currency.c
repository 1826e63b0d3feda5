/*
 * The table of currencies, one row of currency.def each, sorted by code.
 */
#include "base/currency.h"

#include <string.h>

enum {
	CODE_LENGTH = 3,
	SCALE_WITHOUT = 2
};

static const struct {
	char code[CODE_LENGTH + 1];
	uint8_t scale;
} currencies[] = {
#define CURRENCY(code, scale, name) { #code, scale },
#include "base/currency.def"
#undef CURRENCY
};

enum {
	COUNT = sizeof(currencies) / sizeof(*currencies)
};

_Static_assert(COUNT < CURRENCY_NONE, "an index does not fit");

uint8_t currency_find(struct slice code)
{
	size_t low = 0;
	size_t high = COUNT;

	if (code.length != CODE_LENGTH)
		return CURRENCY_NONE;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order =
			memcmp(currencies[middle].code, code.text, CODE_LENGTH);

		if (order == 0)
			return (uint8_t)middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return CURRENCY_NONE;
}

const char *currency_code(uint8_t currency)
{
	return currency < COUNT ? currencies[currency].code : "";
}

int currency_scale(uint8_t currency)
{
	return currency < COUNT ? currencies[currency].scale : SCALE_WITHOUT;
}

uint8_t currency_count(void)
{
	return COUNT;
}
