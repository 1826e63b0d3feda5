/*
 * The words for types of columns, as `help --dump` and the manual have them.
 */
#include "report/column.h"

const char *column_type_name(enum column_type type)
{
	static const char *const names[] = {
		[COLUMN_TEXT] = "text",       [COLUMN_ID] = "id",
		[COLUMN_POINTS] = "points",   [COLUMN_MONEY] = "money",
		[COLUMN_INTEGER] = "integer", [COLUMN_DECIMAL] = "decimal",
		[COLUMN_PERCENT] = "percent", [COLUMN_DAY] = "day",
		[COLUMN_TIME] = "time",       [COLUMN_BOOLEAN] = "boolean",
	};
	return names[type];
}
