/*
 * Finds each function by its name. The library stays loaded until the program
 * ends.
 */
#include "report/xlsx_library.h"

#include <stddef.h>
#include <string.h>

#if HAVE_XLSX

#include <dlfcn.h>

/* C knows no conversion of an object's address to a function's. */
static bool find(void *handle, const char *name, void *function, size_t size)
{
	void *symbol = dlsym(handle, name);

	if (symbol == NULL || size != sizeof(symbol))
		return false;
	memcpy(function, &symbol, size);
	return true;
}

bool xlsx_library_load(struct xlsx_library *library)
{
	bool found = true;

	if (library->handle != NULL)
		return true;
	library->handle = dlopen(XLSX_LIBRARY, RTLD_NOW | RTLD_LOCAL);
	if (library->handle == NULL)
		return false;
#define XLSX_FUNCTION(name)                                                    \
	found = found && find(library->handle, #name, &library->name,          \
			      sizeof(library->name));
	XLSX_FUNCTIONS(XLSX_FUNCTION)
#undef XLSX_FUNCTION
	if (!found) {
		(void)dlclose(library->handle);
		library->handle = NULL;
	}
	return found;
}

#endif
