/*
 * Reading, printing and asking lists of texts and patterns. The patterns are
 * compiled once, when the rules are read.
 */
#include "rules/matchers.h"

#include "base/arena.h"
#include "base/pattern.h"

static const char expected_text[] = "a text, or a pattern /…/";

const struct pattern *matchers_read_pattern(struct schema_reader *reader,
					    const struct yaml_tree *node,
					    struct slice expression,
					    unsigned flags)
{
	struct pattern_error error;
	const struct pattern *pattern =
		pattern_parse(reader->arena, expression, flags, &error);
	if (pattern != NULL)
		return pattern;
	size_t before = (size_t)(expression.text - node->text.text);
	struct place at = yaml_tree_place(node, before + error.offset, 1);
	schema_refuse(reader, at, "a bad pattern: %s", error.message);
	return NULL;
}

static bool read_matcher(struct schema_reader *reader,
			 const struct yaml_tree *node, struct matcher *matcher)
{
	if (!schema_is_text(reader, node, expected_text))
		return false;
	matcher->text = node->text;
	matcher->at = node->at;
	if (!slice_starts(node->text, "/"))
		return true;
	struct slice inside = slice_from_offset(node->text, 1);
	if (!slice_ends(inside, "/"))
		return schema_refuse(reader, node->at,
				     "a pattern that does not end with '/'");
	inside.length--;
	if (inside.length == 0)
		return schema_refuse(reader, node->at, "an empty pattern");
	matcher->pattern = matchers_read_pattern(reader, node, inside, 0);
	return matcher->pattern != NULL;
}

bool matchers_read(struct schema_reader *reader, const struct yaml_tree *node,
		   struct matchers *matchers)
{
	bool is_list = node->kind == YAML_TREE_LIST;
	size_t count = is_list ? node->count : 1;
	if (count == 0)
		return schema_refuse(reader, node->at,
				     "an empty list can never match");
	matchers->list =
		arena_take_array(reader->arena, count, sizeof(struct matcher));
	matchers->count = count;
	if (!is_list)
		return read_matcher(reader, node, matchers->list);
	bool good = true;
	struct matcher *next = matchers->list;
	for (const struct yaml_tree *child = node->first; child != NULL;
	     child = child->next)
		good = read_matcher(reader, child, next++) && good;
	return good;
}

void matchers_print(struct text *text, const struct matchers *matchers)
{
	text_add_char(text, '[');
	for (size_t i = 0; i < matchers->count; i++) {
		text_add(text, i > 0 ? ", " : "");
		schema_add_quoted(text, matchers->list[i].text);
	}
	text_add_char(text, ']');
}

static bool read_field(struct schema_reader *reader,
		       const struct yaml_tree *node,
		       const struct schema_key *key, void *field)
{
	(void)key;
	return matchers_read(reader, node, field);
}

static void print_field(struct schema_printer *printer,
			const struct schema_key *key, const void *field)
{
	const struct matchers *matchers = field;
	if (matchers->count == 0)
		return;
	struct text text;
	text_init(&text, printer->text->arena);
	matchers_print(&text, matchers);
	schema_print_value(printer, slice_from(key->name), text_slice(&text));
}

const struct schema_type matchers_type = {
	.expected = "a text, a pattern /…/, or a list of them",
	.read = read_field,
	.print = print_field
};

bool matchers_have_pattern(const struct matchers *matchers)
{
	for (size_t i = 0; i < matchers->count; i++) {
		if (matchers->list[i].pattern != NULL)
			return true;
	}
	return false;
}

bool matchers_match(const struct matchers *matchers, struct slice text,
		    bool *limit)
{
	for (size_t i = 0; i < matchers->count; i++) {
		const struct matcher *matcher = &matchers->list[i];
		if (matcher->pattern == NULL) {
			if (slice_equal(matcher->text, text))
				return true;
			continue;
		}
		switch (pattern_find(matcher->pattern, text)) {
		case PATTERN_YES:
			return true;
		case PATTERN_LIMIT:
			*limit = true;
			break;
		case PATTERN_NO:
			break;
		}
	}
	return false;
}
