/*
 * What a value means for its field: an exact text, a number or range of them,
 * a period, an age. Ranges are `A..B` with both ends in it, open where nothing
 * stands; comparisons (`>=`) give the same ranges, or one end left out.
 */
#include "query/query_tree.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"

/* "'12x' is no number", with the fix. */
static bool fail_value(struct query_reader *reader, struct slice value,
		       const char *what, const char *fix)
{
	struct text text;
	text_init(&text, reader->arena);
	text_add_char(&text, '\'');
	utf8_add_visible(&text, value);
	text_add(&text, what);
	/* A quoted text without its backslashes stands nowhere: the error then
	 * is where the reader is. */
	bool is_inside = value.text >= reader->text.text &&
			 value.text <= reader->text.text + reader->text.length;
	if (!is_inside)
		value = (struct slice){ reader->text.text + reader->at, 0 };
	return query_fail(reader, value, text.bytes, fix);
}

/* Where `..` begins, value.length when there is none. */
static size_t find_dots(struct slice value)
{
	for (size_t i = 0; i + 1 < value.length; i++) {
		if (value.text[i] == '.' && value.text[i + 1] == '.')
			return i;
	}
	return value.length;
}

/* A decimal with an optional sign. */
static bool read_number(struct slice text, struct decimal *number)
{
	bool is_negative = text.length > 0 && text.text[0] == '-';
	if (is_negative || (text.length > 0 && text.text[0] == '+'))
		text = slice_from_offset(text, 1);
	if (decimal_parse(text, number) != DECIMAL_OK)
		return false;
	if (is_negative)
		number->mantissa = -number->mantissa;
	return true;
}

/* One end of a range, by the field's kind; nothing leaves it open. */
static bool read_bound(struct query_reader *reader, enum query_field_kind kind,
		       struct slice text, struct query_bound *bound)
{
	if (text.length == 0)
		return true;
	bound->is_set = true;
	if (kind == QUERY_KIND_AGE)
		return span_parse(text, &bound->span) ||
		       fail_value(reader, text, "' is no span of time",
				  "write a number and d, w, m or y: 90d");
	return read_number(text, &bound->number) ||
	       fail_value(reader, text, "' is no number",
			  "write 100, 4.99, or a range 100..200, 100.., "
			  "..4.99");
}

/* <0, 0, >0 of two bounds that are set. */
static int compare_bounds(enum query_field_kind kind,
			  const struct query_bound *a,
			  const struct query_bound *b)
{
	if (kind == QUERY_KIND_NUMBER)
		return ratio_compare(ratio_from_decimal(a->number),
				     ratio_from_decimal(b->number));
	struct day day;
	if (!day_from_civil((struct civil){ 2000, 1, 1 }, &day))
		return 0;
	return day_compare(day_add_span(day, a->span),
			   day_add_span(day, b->span));
}

static bool read_range(struct query_reader *reader, struct query_term *term,
		       enum query_field_kind kind, struct slice value)
{
	size_t dots = find_dots(value);
	struct slice before = { value.text, dots };
	struct slice after = slice_from_offset(value, dots + 2);
	term->test = kind == QUERY_KIND_AGE ? TEST_AGE : TEST_NUMBER;
	if (!read_bound(reader, kind, before, &term->low))
		return false;
	if (dots == value.length) {
		term->high = term->low;
		if (kind == QUERY_KIND_AGE)
			return fail_value(reader, value,
					  "' is one day, not a range",
					  "write ..90d for the last 90 days, "
					  "90d.. for longer ago");
		return true;
	}
	if (!read_bound(reader, kind, after, &term->high))
		return false;
	if (!term->low.is_set && !term->high.is_set)
		return fail_value(reader, value, "' has no end",
				  "write A..B, A.. or ..B");
	if (term->low.is_set && term->high.is_set &&
	    compare_bounds(kind, &term->low, &term->high) > 0)
		return fail_value(reader, value, "' ends before it begins",
				  "write the smaller end first");
	return true;
}

static bool read_compared(struct query_reader *reader, struct query_term *term,
			  enum query_field_kind kind, struct slice comparison,
			  struct slice value)
{
	bool is_less = comparison.text[0] == '<';
	struct query_bound *bound = is_less ? &term->high : &term->low;
	term->test = kind == QUERY_KIND_AGE ? TEST_AGE : TEST_NUMBER;
	bound->excluded = comparison.length == 1;
	return read_bound(reader, kind, value, bound);
}

/* Everything before, up to, from or after a period. */
static void compare_period(struct query_term *term, struct slice comparison)
{
	struct period whole = term->period;
	bool is_equal = comparison.length > 1;
	if (comparison.text[0] == '<')
		term->period = (struct period){
			DAY_NONE, is_equal ? whole.to : day_add(whole.from, -1)
		};
	else
		term->period = (struct period){ is_equal ? whole.from
							 : day_add(whole.to, 1),
						DAY_NONE };
}

static bool read_day(struct query_reader *reader, struct query_term *term,
		     struct slice comparison, struct slice value)
{
	term->test = TEST_DAY;
	if (!period_parse(value, reader->scope->today, &term->period))
		return fail_value(reader, value, "' is no period",
				  period_forms());
	if (comparison.length == 0 || comparison.text[0] == '=')
		return true;
	if (!day_is_real(term->period.from) || !day_is_real(term->period.to))
		return fail_value(reader, value, "' is open at an end",
				  "compare with one day or period");
	compare_period(term, comparison);
	return true;
}

bool query_read_value(struct query_reader *reader, struct query_term *term,
		      struct slice comparison, struct slice value)
{
	enum query_field_kind kind = query_field_info(term->field)->kind;
	bool is_range = comparison.length == 0 || comparison.text[0] == '=';
	bool is_pattern = term->test == TEST_PATTERN;
	switch (kind) {
	case QUERY_KIND_ID:
	case QUERY_KIND_PAIR:
	case QUERY_KIND_PHRASE:
		if (!is_range)
			return query_fail(reader, comparison,
					  "texts are not less or greater",
					  "write field:text");
		if (is_pattern)
			return true;
		if (kind == QUERY_KIND_PHRASE) {
			query_read_found(reader, term, value);
			return true;
		}
		term->test = TEST_EXACT;
		term->text = value;
		return true;
	case QUERY_KIND_DAY:
		return read_day(reader, term, comparison,
				is_pattern ? term->written : value);
	case QUERY_KIND_AGE:
	case QUERY_KIND_NUMBER:
		if (is_pattern)
			return fail_value(reader, term->written,
					  "' is a pattern, not a number", NULL);
		return is_range ? read_range(reader, term, kind, value)
				: read_compared(reader, term, kind, comparison,
						value);
	}
	return false;
}
