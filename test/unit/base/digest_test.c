/*
 * SHA-256 test vectors of NIST (FIPS 180-4 examples).
 */
#include "base/digest.h"

#include <criterion/criterion.h>

Test(digest, agrees_with_the_standard)
{
	static char million[1000000];
	static const struct {
		const char *text;
		const char *digest;
	} rows[] = {
		{ "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b"
		      "7852b855" },
		{ "abc",
		  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61"
		  "f20015ad" },
		{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd4"
		  "19db06c1" },
	};
	char text[DIGEST_TEXT_MAX];

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		digest_print(slice_from(rows[i].text), text);
		cr_expect_str_eq(text, rows[i].digest);
	}
	digest_print((struct slice){ NULL, 0 }, text);
	cr_expect_str_eq(text, rows[0].digest);
	memset(million, 'a', sizeof(million));
	digest_print((struct slice){ million, sizeof(million) }, text);
	cr_expect_str_eq(
		text, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39"
		      "ccc7112cd0");
}
