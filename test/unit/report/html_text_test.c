/*
 * Escaping for HTML: the marks, what is no UTF-8, and controls.
 */
#include "report/html_text.h"

#include <criterion/criterion.h>

#include "base/arena.h"
#include "base/text.h"
#include "report/sink.h"

static bool keep(void *context, const char *bytes, size_t length)
{
	text_add_bytes(context, bytes, length);
	return true;
}

Test(report_html_text, marks_are_escaped_and_what_is_no_text_is_replaced)
{
	static const struct {
		const char *text, *html;
	} rows[] = {
		{ "plain", "plain" },
		{ "<a href=\"x\">'&'</a>",
		  "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;" },
		{ "&amp;", "&amp;amp;" },
		{ "Ελένη 日本 👩‍👧",
		  "Ελένη 日本 👩‍👧" },
		{ "two\n\tlines", "two\n\tlines" },
		{ "\001\033[1m\177",
		  "\xef\xbf\xbd\xef\xbf\xbd[1m\xef\xbf\xbd" },
		{ "a\xff<", "a\xef\xbf\xbd&lt;" },
		{ "\xc3", "\xef\xbf\xbd" },
		{ "\xc0\xbcscript", "\xef\xbf\xbd\xef\xbf\xbdscript" },
		{ "", "" },
	};
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct text text;
		struct sink sink;
		text_init(&text, &arena);
		sink_init(&sink, &arena, keep, &text);
		html_text_add(&sink, slice_from(rows[i].text));
		sink_flush(&sink);
		cr_expect(slice_is(text_slice(&text), rows[i].html),
			  "row %zu: %.*s", i, SLICE_ARGS(text_slice(&text)));
	}
	arena_release(&arena);
}
