/*
 * Finds each function by its name. The library stays loaded until the program
 * ends.
 */
#include "report/xlsx_library.h"

#include <stddef.h>

#if HAVE_XLSX

#include "base/library.h"

bool xlsx_library_load(struct xlsx_library *library)
{
	bool found = true;

	if (library->handle != NULL)
		return true;
	library->handle = library_open(XLSX_LIBRARY);
	if (library->handle == NULL)
		return false;
#define XLSX_FUNCTION(name)                                                    \
	found = found && library_find(library->handle, #name, &library->name,  \
				      sizeof(library->name));
	XLSX_FUNCTIONS(XLSX_FUNCTION)
#undef XLSX_FUNCTION
	if (!found) {
		library_close(library->handle);
		library->handle = NULL;
	}
	return found;
}

#endif
