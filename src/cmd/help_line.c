/*
 * Breaking lines between words. Help is ASCII, so bytes are columns.
 */
#include "cmd/help_line.h"

#include "base/arena.h"
#include "base/text.h"
#include "cmd/option.h"

/* Appends words from `column` on, later lines begin at `indent`. */
static void add_broken(struct text *text, const char *words, size_t indent,
		       size_t column, size_t width)
{
	struct slice rest = slice_from(words);
	bool is_first = true;
	while (rest.length > 0) {
		struct slice word = slice_cut(rest, ' ', &rest);
		size_t blank = is_first ? 0 : 1;
		if (!is_first && column + blank + word.length > width) {
			text_add_char(text, '\n');
			text_add_repeat(text, ' ', indent);
			column = indent;
			blank = 0;
		}
		text_add_repeat(text, ' ', blank);
		text_add_slice(text, word);
		column += blank + word.length;
		is_first = false;
	}
	text_add_char(text, '\n');
}

void help_line_add_words(struct text *text, const char *words, size_t width)
{
	add_broken(text, words, 0, 0, width);
}

void help_line_add(struct text *text, const char *entry, const char *words,
		   size_t width)
{
	size_t length = slice_from(entry).length + 2;
	text_add(text, "  ");
	text_add(text, entry);
	if (length + 2 > HELP_INDENT) {
		text_add_char(text, '\n');
		length = 0;
	}
	text_add_repeat(text, ' ', HELP_INDENT - length);
	add_broken(text, words, HELP_INDENT, HELP_INDENT, width);
}

void help_line_add_options(struct text *text, const char *title,
			   const struct option *table, size_t width)
{
	if (!table || !table->name)
		return;
	text_add_format(text, "\n%s\n", title);
	for (; table->name; table++) {
		const char *entry =
			table->letter ? arena_print(text->arena, "-%c, --%s",
						    table->letter, table->name)
				      : arena_print(text->arena, "    --%s",
						    table->name);
		if (option_takes_value(table))
			entry = arena_print(text->arena, "%s %s", entry,
					    table->value);
		help_line_add(text, entry, table->help, width);
	}
}
