/*
 * Loading a library: each address under its name, again where that was done,
 * and what is not there.
 */
#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

#include "base/library.h"

#define LIBC_MAJOR 6
#define LIBC_FILE  LIBRARY_FILE("c", LIBC_MAJOR)

#define LIBC_NAMES(X)                                                          \
	X(labs)                                                                \
	X(strlen)

struct libc_library {
	LIBC_NAMES(LIBRARY_MEMBER)
};

Test(base_library, puts_each_address_under_its_name)
{
	struct libc_library library;

	cr_expect_str_eq(LIBC_FILE, "libc.so.6");
	for (int i = 0; i < 2; i++) {
		memset(&library, 0, sizeof(library));
		cr_assert(library_load(LIBC_FILE, LIBC_NAMES(LIBRARY_NAME),
				       &library));
		cr_expect_eq(library.labs(-7), 7);
		cr_expect_eq(library.strlen("lot"), 3);
	}
}

Test(base_library, says_when_the_file_or_a_name_is_not_there)
{
	struct libc_library library;

	cr_expect_not(library_load("libnobody-has.so.1",
				   LIBC_NAMES(LIBRARY_NAME), &library));
	cr_expect_not(library_load(LIBC_FILE, "labs\0nobody_has\0", &library));
}
