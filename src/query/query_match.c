/*
 * Asking a row. Every term walks the values of its field until one holds;
 * numbers are compared exactly, whatever their scales.
 */
#include "query/query_tree.h"

#include <string.h>

#include "base/int128.h"

/* True when the text of the term is found in the subject, ignoring case and
 * accents. */
static bool is_found(struct query *query, const struct query_term *term,
		     struct slice subject)
{
	struct slice text = term->folded;

	if (text.length == 0)
		return true;
	subject = fold_text(&query->subject, FOLD_LETTERS, subject);
	for (size_t i = 0; i + text.length <= subject.length; i++) {
		if (memcmp(subject.text + i, text.text, text.length) == 0)
			return true;
	}
	return false;
}

static bool pattern_holds(struct query *query, const struct query_term *term,
			  struct slice subject)
{
	switch (pattern_find(term->pattern, subject)) {
	case PATTERN_YES:
		return true;
	case PATTERN_LIMIT:
		query->limit = term->text;
		return false;
	case PATTERN_NO:
		return false;
	}
	return false;
}

/* number / 10^scale against a decimal: <0, 0, >0. */
static int compare_number(const struct query_value *value,
			  struct decimal decimal)
{
	int128_t a = (int128_t)value->number * decimal_power(decimal.scale);
	int128_t b = (int128_t)decimal.mantissa * decimal_power(value->scale);
	return (a > b) - (a < b);
}

static bool number_holds(const struct query_term *term,
			 const struct query_value *value)
{
	if (term->low.is_set) {
		int order = compare_number(value, term->low.number);
		if (order < 0 || (order == 0 && term->low.excluded))
			return false;
	}
	if (term->high.is_set) {
		int order = compare_number(value, term->high.number);
		if (order > 0 || (order == 0 && term->high.excluded))
			return false;
	}
	return true;
}

/* `90d..` is 90 days ago or longer: on or before as-of minus 90 days. */
static bool age_holds(const struct query *query, const struct query_term *term,
		      struct day day)
{
	if (!day_is_real(day))
		return false;
	if (term->low.is_set) {
		int order = day_compare(
			day, day_subtract_span(query->as_of, term->low.span));
		if (order > 0 || (order == 0 && term->low.excluded))
			return false;
	}
	if (term->high.is_set) {
		int order = day_compare(
			day, day_subtract_span(query->as_of, term->high.span));
		if (order < 0 || (order == 0 && term->high.excluded))
			return false;
	}
	return true;
}

static bool value_holds(struct query *query, const struct query_term *term,
			enum query_field field, const struct query_value *value)
{
	switch (term->test) {
	case TEST_PRESENT:
		return true;
	case TEST_EXACT:
		return slice_equal(value->text, term->text);
	case TEST_FOUND:
		return is_found(query, term, value->text);
	case TEST_BARE:
		if (field == QUERY_member || field == QUERY_ref)
			return slice_equal(value->text, term->text);
		return is_found(query, term, value->text);
	case TEST_PATTERN:
		return pattern_holds(query, term, value->text);
	case TEST_NUMBER:
		return number_holds(term, value);
	case TEST_DAY:
		return period_has(term->period, value->day);
	case TEST_AGE:
		return age_holds(query, term, value->day);
	}
	return false;
}

static bool field_holds(struct query *query, const struct query_term *term,
			enum query_field field, const struct query_row *row)
{
	struct query_value value = { .day = DAY_NONE };
	for (size_t nth = 0;
	     row->value(row->context, field, term->key, nth, &value); nth++) {
		if (value_holds(query, term, field, &value))
			return true;
		value = (struct query_value){ .day = DAY_NONE };
	}
	return false;
}

static bool term_holds(struct query *query, const struct query_term *term,
		       const struct query_row *row)
{
	static const enum query_field naming[] = { QUERY_member, QUERY_ref,
						   QUERY_name, QUERY_contact };
	if (term->field != QUERY_FIELD_COUNT)
		return field_holds(query, term, term->field, row);
	for (size_t i = 0; i < sizeof(naming) / sizeof(naming[0]); i++) {
		if ((query->fields >> naming[i] & 1) &&
		    field_holds(query, term, naming[i], row))
			return true;
	}
	return false;
}

static bool node_holds(struct query *query, const struct query_node *node,
		       const struct query_row *row)
{
	const struct query_node *child = node->first;
	switch (node->kind) {
	case NODE_TERM:
		return term_holds(query, &node->term, row);
	case NODE_NOT:
		return !node_holds(query, child, row);
	case NODE_AND:
		while (child && node_holds(query, child, row))
			child = child->next;
		return !child;
	case NODE_OR:
		while (child && !node_holds(query, child, row))
			child = child->next;
		return child;
	}
	return false;
}

bool query_match(struct query *query, const struct query_row *row)
{
	return !query->root || node_holds(query, query->root, row);
}

void query_set_as_of(struct query *query, struct day as_of)
{
	query->as_of = as_of;
}

bool query_is_empty(const struct query *query)
{
	return !query->root;
}

struct slice query_limit(const struct query *query)
{
	return query->limit;
}

struct slice query_required(const struct query *query, enum query_field field,
			    size_t nth)
{
	const struct query_node *node = query->root;
	if (node && node->kind == NODE_AND)
		node = node->first;
	for (; node; node = node->next) {
		if (node->kind == NODE_TERM && node->term.field == field &&
		    node->term.test == TEST_EXACT && nth-- == 0)
			return node->term.text;
	}
	return (struct slice){ NULL, 0 };
}
