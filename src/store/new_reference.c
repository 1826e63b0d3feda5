/*
 * Made-up references: five bits of each random byte choose a letter.
 */
#include "store/new_reference.h"

#include <stddef.h>
#include <string.h>

static const char prefix[] = "pb-";
static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";

enum {
	PREFIX_LENGTH = sizeof(prefix) - 1
};

void new_reference_print(const uint8_t random[NEW_REFERENCE_BYTES],
			 char text[NEW_REFERENCE_MAX])
{
	size_t at = PREFIX_LENGTH;

	memcpy(text, prefix, PREFIX_LENGTH);
	for (size_t i = 0; i < NEW_REFERENCE_BYTES; i++)
		text[at++] = letters[random[i] & 31];
	text[at] = '\0';
}

bool new_reference_check(struct slice reference)
{
	if (reference.length != NEW_REFERENCE_MAX - 1 ||
	    !slice_starts(reference, prefix))
		return false;
	for (size_t i = PREFIX_LENGTH; i < reference.length; i++)
		if (!reference.text[i] || !strchr(letters, reference.text[i]))
			return false;
	return true;
}
