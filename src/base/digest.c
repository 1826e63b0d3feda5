/*
 * SHA-256 of a whole text at once, by nettle.
 */
#include "base/digest.h"

#include <nettle/sha2.h>

void digest_print(struct slice bytes, char text[DIGEST_TEXT_MAX])
{
	static const char hexadecimal[] = "0123456789abcdef";
	struct sha256_ctx context;
	uint8_t digest[SHA256_DIGEST_SIZE];

	sha256_init(&context);
	if (bytes.length > 0)
		sha256_update(&context, bytes.length,
			      (const uint8_t *)bytes.text);
	sha256_digest(&context, sizeof(digest), digest);
	for (size_t i = 0; i < sizeof(digest); i++) {
		text[2 * i] = hexadecimal[digest[i] >> 4];
		text[2 * i + 1] = hexadecimal[digest[i] & 0xf];
	}
	text[DIGEST_TEXT_MAX - 1] = '\0';
}
