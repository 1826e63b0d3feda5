/*
 * dlopen and dlsym; whoever includes a library's header gets the addresses in
 * pointers of the types it declares.
 */
#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

void *library_open(const char *file)
{
	return dlopen(file, RTLD_NOW | RTLD_LOCAL);
}

/* C knows no conversion of an object's address to a function's. */
bool library_find(void *library, const char *name, void *address, size_t size)
{
	void *symbol = dlsym(library, name);

	if (symbol == NULL || size != sizeof(symbol))
		return false;
	memcpy(address, &symbol, size);
	return true;
}

void library_close(void *library)
{
	(void)dlclose(library);
}
