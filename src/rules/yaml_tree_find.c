/*
 * Questions to a tree that is read: a key of a map, and where a byte of a
 * text stands in the file. For the second the source is walked again beside
 * the text, over quotes and escapes; a text of several lines is not walked.
 */
#include "rules/yaml_tree.h"

#include "base/utf8.h"

const struct yaml_tree *yaml_tree_find(const struct yaml_tree *map,
				       const char *key)
{
	if (map == NULL || map->kind != YAML_TREE_MAP)
		return NULL;
	struct slice wanted = slice_from(key);
	for (const struct yaml_tree *child = map->first; child != NULL;
	     child = child->next) {
		if (slice_equal(child->key->text, wanted))
			return child;
	}
	return NULL;
}

/* Bytes of the source and of the text that one step takes. */
struct step {
	size_t source;
	size_t text;
};

/* \x41, é, \U0001F600: the digits behind the letter. */
static size_t escape_digits(char letter)
{
	switch (letter) {
	case 'x':
		return 2;
	case 'u':
		return 4;
	case 'U':
		return 8;
	default:
		return 0;
	}
}

/* One escape of a text in double quotes; `text` is what it stands for. */
static struct step step_escape(struct slice raw, struct slice text)
{
	uint32_t code_point;
	size_t digits = raw.length > 1 ? escape_digits(raw.text[1]) : 0;
	struct step step = { 2 + digits, utf8_decode(text, &code_point) };
	if (step.text == 0)
		step.text = 1;
	return step;
}

static struct step step_take(char quote, struct slice raw, struct slice text)
{
	if (quote == '"' && raw.text[0] == '\\')
		return step_escape(raw, text);
	if (quote == '\'' && raw.text[0] == '\'')
		return (struct step){ 2, 1 };
	return (struct step){ 1, 1 };
}

/* The offset in the source of a byte of the text. */
static size_t walk(struct slice source, size_t from, struct slice text,
		   size_t offset)
{
	char quote = source.text[from];
	if (quote != '"' && quote != '\'')
		return from + offset;
	size_t at = from + 1;
	for (size_t done = 0; done < offset && at < source.length;) {
		struct step step =
			step_take(quote, slice_from_offset(source, at),
				  slice_from_offset(text, done));
		at += step.source;
		done += step.text;
	}
	return at < source.length ? at : source.length;
}

/* True when the node's place holds the whole of the text. */
static bool is_on_one_line(const struct yaml_tree *node)
{
	struct slice source = node->at.source->text;
	size_t end = node->at.offset + node->at.length;
	if (node->at.length == 0 || end > source.length)
		return false;
	char first = source.text[node->at.offset];
	if (first == '"' || first == '\'')
		return node->at.length > 1 && source.text[end - 1] == first;
	return node->at.length == node->text.length;
}

struct place yaml_tree_place(const struct yaml_tree *node, size_t offset,
			     size_t length)
{
	if (node->at.source == NULL || !is_on_one_line(node))
		return node->at;
	struct slice source = node->at.source->text;
	if (offset > node->text.length)
		offset = node->text.length;
	if (length > node->text.length - offset)
		length = node->text.length - offset;
	size_t from = walk(source, node->at.offset, node->text, offset);
	size_t to = walk(source, node->at.offset, node->text, offset + length);
	return (struct place){ node->at.source, from, to - from };
}
