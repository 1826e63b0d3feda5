/*
 * Saying what was understood, and what was not: the query in words, and an
 * error with a caret under the text it is about.
 */
#include "query/query_tree.h"

#include <assert.h>

#include "base/text.h"
#include "base/utf8.h"

static void add_decimal(struct text *text, struct decimal number)
{
	decimal_add_text(text, number.mantissa, number.scale, false);
}

static void add_span(struct text *text, struct span span)
{
	static const char *const units[] = { "days", "weeks", "months",
					     "years" };
	text_add_integer(text, span.count);
	text_add_char(text, ' ');
	text_add(text, units[span.unit]);
}

static void add_number_range(struct text *text, const struct query_term *term)
{
	if (term->low.is_set) {
		text_add(text, term->low.excluded ? " is more than "
						  : " is at least ");
		add_decimal(text, term->low.number);
	}
	if (term->low.is_set && term->high.is_set)
		text_add(text, " and");
	if (term->high.is_set) {
		text_add(text, term->high.excluded ? " is less than "
						   : " is at most ");
		add_decimal(text, term->high.number);
	}
}

static void add_age_range(struct text *text, const struct query_term *term)
{
	if (term->low.is_set) {
		text_add(text, term->low.excluded ? " is more than "
						  : " is at least ");
		add_span(text, term->low.span);
	}
	if (term->low.is_set && term->high.is_set)
		text_add(text, " and");
	if (term->high.is_set) {
		text_add(text, term->high.excluded ? " is less than "
						   : " is at most ");
		add_span(text, term->high.span);
	}
	text_add(text, " ago");
}

static void add_quoted(struct text *text, const char *before,
		       struct slice quoted, char mark)
{
	text_add(text, before);
	text_add_char(text, mark);
	utf8_add_visible(text, quoted);
	text_add_char(text, mark);
}

static void add_term(struct text *text, const struct query_term *term)
{
	if (term->field == QUERY_FIELD_COUNT)
		text_add(text, "member, reference, name or contact");
	else
		text_add(text, query_field_info(term->field)->name);
	if (term->key.length > 0)
		add_quoted(text, " ", term->key, '\'');
	switch (term->test) {
	case TEST_PRESENT:
		text_add(text, " is given");
		break;
	case TEST_EXACT:
		add_quoted(text, " is ", term->text, '\'');
		break;
	case TEST_FOUND:
		add_quoted(text, " contains ", term->text, '\'');
		break;
	case TEST_BARE:
		add_quoted(text, " is or contains ", term->text, '\'');
		break;
	case TEST_PATTERN:
		add_quoted(text, " matches ", term->text, '/');
		break;
	case TEST_NUMBER:
		add_number_range(text, term);
		break;
	case TEST_DAY:
		text_add(text, " is in ");
		period_add_text(text, term->period);
		break;
	case TEST_AGE:
		add_age_range(text, term);
		break;
	}
}

static void add_node(struct text *text, const struct query_node *node,
		     bool is_inner)
{
	const struct query_node *child = node->first;
	bool has_parens = is_inner && child && node->kind != NODE_NOT;
	assert(child || node->kind == NODE_TERM);
	if (has_parens)
		text_add_char(text, '(');
	switch (node->kind) {
	case NODE_TERM:
		add_term(text, &node->term);
		break;
	case NODE_NOT:
		text_add(text, "not ");
		add_node(text, child, true);
		break;
	case NODE_AND:
	case NODE_OR:
		for (; child; child = child->next) {
			add_node(text, child, true);
			if (child->next)
				text_add(text, node->kind == NODE_AND ? " and "
								      : " or ");
		}
		break;
	}
	if (has_parens)
		text_add_char(text, ')');
}

void query_explain(struct text *text, const struct query *query)
{
	if (query->root)
		add_node(text, query->root, false);
	else
		text_add(text, "every row");
}

/* How many columns a stretch takes when made visible. */
static size_t shown_width(struct text *scratch, struct slice part)
{
	text_clear(scratch);
	utf8_add_visible(scratch, part);
	return utf8_display_width(text_slice(scratch));
}

void query_error_print(struct text *out, struct slice text,
		       const struct query_error *error)
{
	struct text scratch;
	struct slice part = slice_from_offset(text, error->offset);
	if (part.length > error->length)
		part.length = error->length;
	text_init(&scratch, out->arena);
	text_add(out, "  ");
	utf8_add_visible(out, text);
	text_add(out, "\n  ");
	text_add_repeat(out, ' ',
			shown_width(&scratch, (struct slice){ text.text,
							      error->offset }));
	text_add_char(out, '^');
	size_t width = shown_width(&scratch, part);
	if (width > 1)
		text_add_repeat(out, '~', width - 1);
	text_add_char(out, '\n');
	if (error->fix) {
		text_add(out, "  ");
		text_add(out, error->fix);
		text_add_char(out, '\n');
	}
}
