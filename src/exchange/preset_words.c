/*
 * Words that are the same to a person: how headers and cells are compared
 * with what a preset says.
 */
#include <stdint.h>

#include "base/utf8.h"
#include "exchange/number_cell.h"
#include "exchange/preset.h"

/* The next character, blanks of all sorts as one blank, letters small. Case
 * is folded for Latin letters, which is what headers are made of. */
static uint32_t next_folded(struct slice *s)
{
	uint32_t c = 0;
	size_t n = utf8_decode(*s, &c);

	*s = slice_from_offset(*s, n ? n : 1);
	if (c == 0xa0 || c == 0x202f || c == '\t' || c == '\n' || c == '\r')
		return ' ';
	if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7))
		return c + 0x20;
	return c;
}

bool preset_same_words(struct slice a, struct slice b)
{
	a = number_cell_trim(a);
	b = number_cell_trim(b);
	while (a.length > 0 && b.length > 0)
		if (next_folded(&a) != next_folded(&b))
			return false;
	return a.length == 0 && b.length == 0;
}

bool preset_names_have(const struct preset_names *names, struct slice text)
{
	for (size_t i = 0; i < names->count; i++)
		if (preset_same_words(names->list[i], text))
			return true;
	return false;
}
