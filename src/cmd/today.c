/*
 * Reading the clock, unless POINTBOOK_TODAY says which day it is.
 */
#include "cmd/today.h"

#include <stdlib.h>
#include <time.h>

#include "journal/journal.h"

bool today_find(struct day *today, int *minute)
{
	const char *given = getenv("POINTBOOK_TODAY");

	*minute = MINUTE_NONE;
	if (given && given[0] != '\0')
		return day_parse(slice_from(given), today);
	time_t now = time(NULL);
	struct tm local;
	if (!localtime_r(&now, &local))
		return false;
	*minute = local.tm_hour * 60 + local.tm_min;
	return day_from_civil((struct civil){ local.tm_year + 1900,
					      local.tm_mon + 1, local.tm_mday },
			      today);
}
