/*
 * The bands of visits, and who is in them. See visit_bands.h.
 */
#include "insight/visit_bands.h"

#include <string.h>

#include "base/arena.h"
#include "insight/sample.h"
#include "insight/visitors.h"

static const struct visit_band bands[] = {
	{ .name = "1", .from = 1, .to = 1 },
	{ .name = "2", .from = 2, .to = 2 },
	{ .name = "3", .from = 3, .to = 3 },
	{ .name = "4", .from = 4, .to = 4 },
	{ .name = "5-9", .from = 5, .to = 9 },
	{ .name = "10-19", .from = 10, .to = 19 },
	{ .name = "20-49", .from = 20, .to = 49 },
	{ .name = "50+", .from = 50, .to = INT64_MAX },
};

enum {
	BAND_COUNT = sizeof(bands) / sizeof(bands[0])
};

static bool is_in(const struct visit_band *band, const struct visitor *visitor)
{
	return visitor->visits >= band->from && visitor->visits <= band->to;
}

/* Fills a band; `intervals` has room for those of all visitors. Medians have
 * one digit, so that in tenths they are whole. */
static void fill(struct visit_band *band, const struct visitors *visitors,
		 int64_t *intervals)
{
	for (size_t i = 0; i < visitors->count; i++) {
		const struct visitor *v = &visitors->list[i];
		if (!is_in(band, v))
			continue;
		band->active++;
		band->visits += v->visits;
		if (v->is_inexact ||
		    !amount_add(band->spend, v->spend, &band->spend))
			band->is_inexact = true;
		if (v->days > 1)
			intervals[band->returning++] = v->interval.mantissa;
	}
	struct decimal tenths =
		sample_median(intervals, (size_t)band->returning);
	band->interval = (struct decimal){ tenths.mantissa, 2 };
}

struct visit_band *visit_bands_count(const struct sample *sample, size_t *count)
{
	struct visitors visitors = visitors_collect(sample);
	int64_t *intervals = arena_take_array(sample->arena, visitors.count,
					      sizeof(*intervals));
	struct visit_band *list =
		arena_take_array(sample->arena, BAND_COUNT, sizeof(*list));

	memcpy(list, bands, sizeof(bands));
	for (size_t i = 0; i < BAND_COUNT; i++)
		fill(&list[i], &visitors, intervals);
	*count = BAND_COUNT;
	return list;
}
