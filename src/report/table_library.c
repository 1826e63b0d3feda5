/*
 * libsmartcols, found by its names.
 */
#include "report/table_library.h"

#include <stddef.h>

/* Its header says no version that is the file's, which has been 1 for good. */
#define TABLE_LIBRARY LIBRARY_FILE("smartcols", 1)

bool table_library_load(struct table_library *library)
{
	return library_load(TABLE_LIBRARY, TABLE_NAMES(LIBRARY_NAME), library);
}

const char *table_library_missing(void)
{
	struct table_library library;

	return table_library_load(&library) ? NULL : TABLE_LIBRARY;
}
