/*
 * Escaping for HTML, a code point at a time, so that what is no UTF-8 cannot
 * hide a mark. See html_text.h.
 */
#include "report/html_text.h"

#include "base/utf8.h"
#include "report/sink.h"

/* One code point that is valid UTF-8, or the replacement. */
static void add_character(struct sink *sink, struct slice character,
			  uint32_t code_point)
{
	if (code_point == '&')
		sink_add(sink, "&amp;");
	else if (code_point == '<')
		sink_add(sink, "&lt;");
	else if (code_point == '>')
		sink_add(sink, "&gt;");
	else if (code_point == '"')
		sink_add(sink, "&quot;");
	else if (code_point == '\'')
		sink_add(sink, "&#39;");
	else if (code_point == '\n' || code_point == '\t' ||
		 !utf8_is_control(code_point))
		sink_add_slice(sink, character);
	else
		sink_add(sink, "\xef\xbf\xbd");
}

void html_text_add(struct sink *sink, struct slice text)
{
	while (text.length > 0) {
		uint32_t code_point = 0;
		size_t length = utf8_decode(text, &code_point);
		if (length > 0)
			add_character(sink, (struct slice){ text.text, length },
				      code_point);
		else
			sink_add(sink, "\xef\xbf\xbd");
		text = slice_from_offset(text, length > 0 ? length : 1);
	}
}
