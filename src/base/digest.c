/*
 * SHA-256 by nettle: of a whole text at once, or of one that comes in parts.
 */
#include "base/digest.h"

#include <nettle/sha2.h>

#include "base/arena.h"

struct digest {
	struct sha256_ctx context;
};

struct digest *digest_new(struct arena *arena)
{
	struct digest *digest = arena_take(arena, sizeof(*digest));

	sha256_init(&digest->context);
	return digest;
}

struct digest *digest_copy(struct arena *arena, const struct digest *digest)
{
	struct digest *copy = arena_take(arena, sizeof(*copy));

	*copy = *digest;
	return copy;
}

void digest_add(struct digest *digest, struct slice bytes)
{
	if (bytes.length > 0)
		sha256_update(&digest->context, bytes.length,
			      (const uint8_t *)bytes.text);
}

void digest_finish(struct digest *digest, char text[DIGEST_TEXT_MAX])
{
	static const char hexadecimal[] = "0123456789abcdef";
	uint8_t bytes[SHA256_DIGEST_SIZE];

	sha256_digest(&digest->context, sizeof(bytes), bytes);
	for (size_t i = 0; i < sizeof(bytes); i++) {
		text[2 * i] = hexadecimal[bytes[i] >> 4];
		text[2 * i + 1] = hexadecimal[bytes[i] & 0xf];
	}
	text[DIGEST_TEXT_MAX - 1] = '\0';
}

void digest_print(struct slice bytes, char text[DIGEST_TEXT_MAX])
{
	struct digest digest;

	sha256_init(&digest.context);
	digest_add(&digest, bytes);
	digest_finish(&digest, text);
}
