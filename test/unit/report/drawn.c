/*
 * For tests of charts: a chart from plain arrays, and a sink that keeps bytes.
 */
#include "drawn.h"

#include "base/text.h"
#include "report/chart_svg.h"
#include "report/sink.h"

struct chart *drawn_chart(struct arena *arena, enum chart_kind kind,
			  const char *const *labels, const int64_t *first,
			  const int64_t *second)
{
	struct chart *chart = arena_take(arena, sizeof(*chart));
	struct slice *names =
		arena_take_array(arena, DRAWN_MAX, sizeof(*names));
	struct chart_series *series =
		arena_take_array(arena, 2, sizeof(*series));

	*chart = (struct chart){
		.kind = kind,
		.title = SLICE("Made up"),
		.label_name = SLICE("month"),
		.labels = names,
		.series = series,
		.series_count = second == NULL ? 1 : 2,
	};
	series[0] = (struct chart_series){ SLICE("one"), first };
	series[1] = (struct chart_series){ SLICE("two"), second };
	while (labels[chart->count] != NULL) {
		names[chart->count] = slice_from(labels[chart->count]);
		chart->count++;
	}
	return chart;
}

static bool keep(void *context, const char *bytes, size_t length)
{
	text_add_bytes(context, bytes, length);
	return true;
}

static struct text *begin(struct arena *arena, struct sink *sink)
{
	struct text *text = arena_take(arena, sizeof(*text));

	text_init(text, arena);
	sink_init(sink, arena, keep, text);
	return text;
}

struct slice drawn_text(struct arena *arena, const struct chart *chart,
			struct chart_text_options options)
{
	struct sink sink;
	struct text *text = begin(arena, &sink);

	chart_text_print(arena, chart, &options, &sink);
	sink_flush(&sink);
	return text_slice(text);
}

struct slice drawn_svg(struct arena *arena, const struct chart *chart)
{
	struct sink sink;
	struct text *text = begin(arena, &sink);

	chart_svg_print(arena, chart, "c1", &sink);
	sink_flush(&sink);
	return text_slice(text);
}
