/*
 * The table of definitions. See metrics.h.
 */
#include "insight/metrics.h"

#include "base/slice.h"

static const struct metric metrics[] = {
#define METRIC(name, meaning, formula, source)                                 \
	{ #name, meaning, formula, source },
#include "insight/metrics.def"
#undef METRIC
};

const struct metric *metrics_list(size_t nth)
{
	return nth < sizeof(metrics) / sizeof(metrics[0]) ? &metrics[nth]
							  : NULL;
}

const struct metric *metrics_find(const char *name)
{
	for (size_t i = 0; i < sizeof(metrics) / sizeof(metrics[0]); i++) {
		if (slice_is(slice_from(name), metrics[i].name))
			return &metrics[i];
	}
	return NULL;
}
