/*
 * Types of conditions: weekdays, hours, levels, attributes of a member.
 */
#include "base/arena.h"
#include "base/suggest.h"
#include "rules/program_types.h"
#include "rules/scalar.h"
#include "rules/schema_types.h"

/* --- weekdays --------------------------------------------------------------- */

static const char *const weekday_names[] = { "mon", "tue", "wed", "thu",
					     "fri", "sat", "sun" };

enum {
	WEEKDAYS = 7,
	MINUTES = 24 * 60
};

static bool read_weekday(struct schema_reader *reader,
			 const struct yaml_tree *node, uint8_t *weekdays)
{
	static const char expected[] = "a weekday: mon tue wed thu fri sat sun";
	if (!schema_is_text(reader, node, expected))
		return false;
	for (unsigned i = 0; i < WEEKDAYS; i++) {
		if (!slice_is(node->text, weekday_names[i]))
			continue;
		*weekdays = (uint8_t)(*weekdays | 1u << i);
		return true;
	}
	return schema_refuse_type(reader, node, expected);
}

static bool read_weekdays(struct schema_reader *reader,
			  const struct yaml_tree *node,
			  const struct schema_key *key, void *field)
{
	(void)key;
	if (node->kind != YAML_TREE_LIST)
		return read_weekday(reader, node, field);
	if (node->count == 0)
		return schema_refuse(reader, node->at,
				     "an empty list can never match");
	bool good = true;
	for (const struct yaml_tree *child = node->first; child != NULL;
	     child = child->next)
		good = read_weekday(reader, child, field) && good;
	return good;
}

static void print_weekdays(struct schema_printer *printer,
			   const struct schema_key *key, const void *field)
{
	const uint8_t *weekdays = field;
	struct text text;
	if (*weekdays == 0)
		return;
	text_init(&text, printer->text->arena);
	for (unsigned i = 0; i < WEEKDAYS; i++) {
		if ((*weekdays >> i & 1u) == 0)
			continue;
		text_add(&text, text.length == 0 ? "[" : ", ");
		text_add(&text, weekday_names[i]);
	}
	text_add_char(&text, ']');
	schema_print_value(printer, slice_from(key->name), text_slice(&text));
}

const struct schema_type program_weekdays = {
	.expected = "weekdays: mon tue wed thu fri sat sun",
	.read = read_weekdays,
	.print = print_weekdays
};

/* --- hours ------------------------------------------------------------------ */

/* HH:MM, and 24:00 for the end of the day. */
static bool parse_end(struct slice text, int *minute)
{
	if (slice_is(text, "24:00")) {
		*minute = MINUTES;
		return true;
	}
	return minute_parse(text, minute);
}

static bool read_hours(struct schema_reader *reader,
		       const struct yaml_tree *node,
		       const struct schema_key *key, void *field)
{
	struct condition *condition = field;
	struct slice end;
	if (!schema_is_text(reader, node, key->type->expected))
		return false;
	struct slice begin = slice_trim(slice_cut(node->text, '-', &end));
	if (!minute_parse(begin, &condition->hours_from) ||
	    !parse_end(slice_trim(end), &condition->hours_to))
		return schema_refuse_type(reader, node, key->type->expected);
	if (condition->hours_from == condition->hours_to)
		return schema_refuse(reader, node->at,
				     "'%.*s' begins and ends at once",
				     SLICE_ARGS(node->text));
	return true;
}

static void print_hours(struct schema_printer *printer,
			const struct schema_key *key, const void *field)
{
	const struct condition *condition = field;
	struct text text;
	if (condition->hours_from < 0)
		return;
	text_init(&text, printer->text->arena);
	text_add_format(&text, "%02d:%02d-%02d:%02d",
			condition->hours_from / 60, condition->hours_from % 60,
			condition->hours_to / 60, condition->hours_to % 60);
	schema_print_value(printer, slice_from(key->name), text_slice(&text));
}

static void clear_hours(void *field)
{
	struct condition *condition = field;
	condition->hours_from = -1;
	condition->hours_to = -1;
}

const struct schema_type program_hours = { .expected =
						   "hours such as 14:00-17:00",
					   .read = read_hours,
					   .print = print_hours,
					   .clear = clear_hours };

/* --- levels ----------------------------------------------------------------- */

static bool refuse_level(struct schema_reader *reader,
			 const struct yaml_tree *node)
{
	const struct program_context *context = reader->context;
	const struct tiers *tiers = &context->program->tiers;
	if (schema_is_silent(reader))
		return false;
	struct suggest search;
	suggest_init(&search, node->text);
	for (size_t i = 0; i < tiers->level_count; i++)
		suggest_add(&search, tiers->levels[i].name);
	return schema_refuse_unknown(reader, node->at, "level", &search,
				     "tiers");
}

static bool read_level(struct schema_reader *reader,
		       const struct yaml_tree *node,
		       const struct schema_key *key, void *field)
{
	const struct program_context *context = reader->context;
	struct slice *name = field;
	(void)key;
	if (!schema_is_text(reader, node, "the name of a level"))
		return false;
	*name = node->text;
	if (context->levels_failed)
		return true;
	return program_find_level(context->program, node->text) >= 0 ||
	       refuse_level(reader, node);
}

static void print_level(struct schema_printer *printer,
			const struct schema_key *key, const void *field)
{
	const struct slice *name = field;
	struct text text;
	if (name->length == 0)
		return;
	text_init(&text, printer->text->arena);
	schema_add_quoted(&text, *name);
	schema_print_value(printer, slice_from(key->name), text_slice(&text));
}

const struct schema_type program_level = { .expected = "the name of a level",
					   .read = read_level,
					   .print = print_level };

static bool read_levels(struct schema_reader *reader,
			const struct yaml_tree *node,
			const struct schema_key *key, void *field)
{
	struct condition *condition = field;
	bool is_list = node->kind == YAML_TREE_LIST;
	size_t count = is_list ? node->count : 1;
	if (count == 0)
		return schema_refuse(reader, node->at,
				     "an empty list can never match");
	condition->tiers =
		arena_take_array(reader->arena, count, sizeof(struct slice));
	condition->tier_count = count;
	if (!is_list)
		return read_level(reader, node, key, condition->tiers);
	bool good = true;
	struct slice *next = condition->tiers;
	for (const struct yaml_tree *child = node->first; child != NULL;
	     child = child->next)
		good = read_level(reader, child, key, next++) && good;
	return good;
}

static void print_levels(struct schema_printer *printer,
			 const struct schema_key *key, const void *field)
{
	const struct condition *condition = field;
	struct text text;
	if (condition->tier_count == 0)
		return;
	text_init(&text, printer->text->arena);
	text_add_char(&text, '[');
	for (size_t i = 0; i < condition->tier_count; i++) {
		text_add(&text, i > 0 ? ", " : "");
		schema_add_quoted(&text, condition->tiers[i]);
	}
	text_add_char(&text, ']');
	schema_print_value(printer, slice_from(key->name), text_slice(&text));
}

const struct schema_type program_levels = {
	.expected = "a level, or a list of levels",
	.read = read_levels,
	.print = print_levels
};

/* --- attributes of a member --------------------------------------------------- */

static bool read_member(struct schema_reader *reader,
			const struct yaml_tree *node,
			const struct schema_key *key, void *field)
{
	struct condition *condition = field;
	if (node->kind != YAML_TREE_MAP || node->count == 0)
		return schema_refuse_type(reader, node, key->type->expected);
	condition->member = arena_take_array(reader->arena, node->count,
					     sizeof(struct attribute_match));
	bool good = true;
	for (const struct yaml_tree *child = node->first; child != NULL;
	     child = child->next) {
		struct attribute_match *match =
			&condition->member[condition->member_count++];
		match->key = child->key->text;
		if (!scalar_is_id(match->key))
			good = schema_refuse(reader, child->key->at,
					     "an attribute is one word");
		good = matchers_read(reader, child, &match->values) && good;
	}
	return good;
}

static void print_member(struct schema_printer *printer,
			 const struct schema_key *key, const void *field)
{
	const struct condition *condition = field;
	struct schema_printer inner = *printer;
	inner.indent += 2;
	inner.begins_entry = false;
	if (condition->member_count == 0)
		return;
	schema_print_heading(printer, slice_from(key->name));
	for (size_t i = 0; i < condition->member_count; i++) {
		struct text text;
		text_init(&text, printer->text->arena);
		matchers_print(&text, &condition->member[i].values);
		schema_print_value(&inner, condition->member[i].key,
				   text_slice(&text));
	}
}

const struct schema_type program_member = {
	.expected = "attributes of the member, such as {city: Berlin}",
	.read = read_member,
	.print = print_member
};

/* --- windows ---------------------------------------------------------------- */

/* `month` is the calendar's month, `1 month` any. */
static bool read_within(struct schema_reader *reader,
			const struct yaml_tree *node,
			const struct schema_key *key, void *field)
{
	static const char *const words[] = { "day", "week", "month", "year" };
	static const struct span spans[] = { { 1, SPAN_DAYS },
					     { 1, SPAN_WEEKS },
					     { 1, SPAN_MONTHS },
					     { 1, SPAN_YEARS } };
	struct earn_rule *rule = field;
	if (!schema_is_text(reader, node, key->type->expected))
		return false;
	for (unsigned i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (!slice_is(node->text, words[i]))
			continue;
		rule->within_is_calendar = true;
		rule->within_period = LIMIT_DAY + i;
		rule->within = spans[i];
		return true;
	}
	return span_parse(node->text, &rule->within) ||
	       schema_refuse_type(reader, node, key->type->expected);
}

static void print_within(struct schema_printer *printer,
			 const struct schema_key *key, const void *field)
{
	static const char *const words[] = { "purchase", "day",  "week",
					     "month",    "year", "ever" };
	const struct earn_rule *rule = field;
	if (rule->within_is_calendar)
		schema_print_value(printer, slice_from(key->name),
				   slice_from(words[rule->within_period]));
	else
		schema_span.print(printer, key, &rule->within);
}

const struct schema_type program_within = {
	.expected = "day, week, month, year, or a span such as 90 days",
	.read = read_within,
	.print = print_within
};
