/*
 * dlopen and dlsym. The system counts how often a library was asked for and
 * loads it once; asking again costs a microsecond.
 */
#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

_Static_assert(sizeof(void *) == sizeof(void (*)(void)),
	       "what dlsym gives fits any member");

bool library_load(const char *file, const char *names, void *addresses)
{
	void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
	char *at = addresses;

	if (library == NULL)
		return false;
	for (; *names != '\0'; names += strlen(names) + 1) {
		void *symbol = dlsym(library, names);

		if (symbol == NULL) {
			(void)dlclose(library);
			return false;
		}
		/* C knows no conversion of an object's address to a
		 * function's. */
		memcpy(at, &symbol, sizeof(symbol));
		at += sizeof(symbol);
	}
	return true;
}
