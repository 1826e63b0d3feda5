/*
 * Types of tiers and expiry, of the texts under names that later stages read,
 * and of the examples.
 */
#include <string.h>

#include "base/arena.h"
#include "base/currency.h"
#include "rules/program_types.h"
#include "rules/scalar.h"
#include "rules/schema_types.h"

/* --- expiry ----------------------------------------------------------------- */

static const char *const activity_words[] = { "purchase", "redeem", "bonus",
					      "refund", "adjust" };

enum {
	ACTIVITIES = 5
};

static bool read_one_activity(struct schema_reader *reader,
			      const struct yaml_tree *node, unsigned *activity)
{
	static const char expected[] =
		"one of: purchase redeem bonus refund adjust";
	if (!schema_is_text(reader, node, expected))
		return false;
	for (unsigned i = 0; i < ACTIVITIES; i++) {
		if (!slice_is(node->text, activity_words[i]))
			continue;
		*activity |= 1u << i;
		return true;
	}
	return schema_refuse_type(reader, node, expected);
}

static bool read_activity(struct schema_reader *reader,
			  const struct yaml_tree *node,
			  const struct schema_key *key, void *field)
{
	unsigned *activity = field;
	if (node->at.source == NULL) {
		*activity = ACTIVITY_PURCHASE | ACTIVITY_REDEEM;
		return true;
	}
	if (node->kind != YAML_TREE_LIST || node->count == 0)
		return schema_refuse_type(reader, node, key->type->expected);
	bool good = true;
	for (const struct yaml_tree *child = node->first; child != NULL;
	     child = child->next)
		good = read_one_activity(reader, child, activity) && good;
	return good;
}

static void print_activity(struct schema_printer *printer,
			   const struct schema_key *key, const void *field)
{
	const unsigned *activity = field;
	struct text text;
	text_init(&text, printer->text->arena);
	for (unsigned i = 0; i < ACTIVITIES; i++) {
		if ((*activity >> i & 1u) == 0)
			continue;
		text_add(&text, text.length == 0 ? "[" : ", ");
		text_add(&text, activity_words[i]);
	}
	text_add_char(&text, ']');
	schema_print_value(printer, slice_from(key->name), text_slice(&text));
}

const struct schema_type program_activity = {
	.expected = "a list of purchase, redeem, bonus, refund, adjust",
	.read = read_activity,
	.print = print_activity
};

/* MM-DD, a day that every year has. */
static bool read_month_day(struct schema_reader *reader,
			   const struct yaml_tree *node,
			   const struct schema_key *key, void *field)
{
	struct expiry_rule *rule = field;
	struct day day;
	char text[] = "2001-MM-DD";
	if (!schema_is_text(reader, node, key->type->expected))
		return false;
	if (node->text.length != 5)
		return schema_refuse_type(reader, node, key->type->expected);
	memcpy(text + 5, node->text.text, 5);
	if (!day_parse(slice_from(text), &day))
		return schema_refuse_type(reader, node, key->type->expected);
	struct civil civil = day_civil(day);
	rule->month = civil.month;
	rule->day = civil.day;
	return true;
}

static void print_month_day(struct schema_printer *printer,
			    const struct schema_key *key, const void *field)
{
	const struct expiry_rule *rule = field;
	struct text text;
	text_init(&text, printer->text->arena);
	text_add_format(&text, "%02d-%02d", rule->month, rule->day);
	schema_print_value(printer, slice_from(key->name), text_slice(&text));
}

const struct schema_type program_month_day = {
	.expected = "a day of every year such as 12-31",
	.read = read_month_day,
	.print = print_month_day
};

/* --- tiers ------------------------------------------------------------------ */

static bool read_window(struct schema_reader *reader,
			const struct yaml_tree *node,
			const struct schema_key *key, void *field)
{
	struct tiers *tiers = field;
	if (!schema_is_text(reader, node, key->type->expected))
		return false;
	tiers->window_kind = WINDOW_ROLLING;
	if (slice_is(node->text, "calendar-year"))
		tiers->window_kind = WINDOW_CALENDAR_YEAR;
	else if (slice_is(node->text, "lifetime"))
		tiers->window_kind = WINDOW_LIFETIME;
	else if (slice_is(node->text, "rolling"))
		return schema_refuse(reader, node->at,
				     "a rolling window needs its length: "
				     "write 'window: 12 months'");
	else if (!span_parse(node->text, &tiers->window))
		return schema_refuse_type(reader, node, key->type->expected);
	else if (tiers->window.count == 0)
		return schema_refuse(reader, node->at, "a window of no length");
	return true;
}

static void print_window(struct schema_printer *printer,
			 const struct schema_key *key, const void *field)
{
	const struct tiers *tiers = field;
	switch (tiers->window_kind) {
	case WINDOW_ROLLING:
		schema_span.print(printer, key, &tiers->window);
		break;
	case WINDOW_CALENDAR_YEAR:
		schema_print_value(printer, slice_from(key->name),
				   SLICE("calendar-year"));
		break;
	case WINDOW_LIFETIME:
		schema_print_value(printer, slice_from(key->name),
				   SLICE("lifetime"));
		break;
	}
}

const struct schema_type program_window = {
	.expected = "a span such as 12 months, calendar-year or lifetime",
	.read = read_window,
	.print = print_window
};

/* What the metric counts. */
static struct scalar_measure metric_measure(const struct programs *programs,
					    const struct program *program)
{
	const struct unit *unit = &programs->units[program->first_unit];
	uint8_t currency = program->currency;
	switch (program->tiers.metric) {
	case METRIC_POINTS:
		return (struct scalar_measure){ unit->decimals, unit->name };
	case METRIC_SPEND:
		return (struct scalar_measure){ currency_scale(currency),
						slice_from(currency_code(
							currency)) };
	case METRIC_VISITS:
		break;
	}
	return (struct scalar_measure){ 0, SLICE("a visit") };
}

static bool read_threshold(struct schema_reader *reader,
			   const struct yaml_tree *node,
			   const struct schema_key *key, void *field)
{
	const struct program_context *context = reader->context;
	struct scalar_measure measure =
		metric_measure(context->programs, context->program);
	return schema_is_text(reader, node, key->type->expected) &&
	       scalar_read_amount(reader, node, node->text, measure, field);
}

static void print_threshold(struct schema_printer *printer,
			    const struct schema_key *key, const void *field)
{
	const struct program_view *view = printer->context;
	const int64_t *threshold = field;
	char text[DECIMAL_TEXT_MAX];
	struct scalar_measure measure =
		metric_measure(view->programs, view->program);
	size_t length = decimal_print(*threshold, measure.scale, text);
	schema_print_value(printer, slice_from(key->name),
			   (struct slice){ text, length });
}

const struct schema_type program_threshold = {
	.expected = "points, money or visits, as the metric says",
	.read = read_threshold,
	.print = print_threshold
};

/* --- texts under names -------------------------------------------------------- */

static bool is_choice(const char *choices, struct slice word)
{
	struct slice rest = slice_from(choices);
	while (rest.length > 0) {
		if (slice_equal(slice_cut(rest, ' ', &rest), word))
			return true;
	}
	return false;
}

static bool check_name(struct schema_reader *reader,
		       const struct yaml_tree *name,
		       const struct schema_key *key)
{
	if (key->choices == NULL)
		return scalar_is_id(name->text) ||
		       schema_refuse(reader, name->at, "a name is one word");
	if (is_choice(key->choices, name->text))
		return true;
	schema_refuse_key(reader, name, key->name, key->choices);
	return false;
}

static bool read_texts(struct schema_reader *reader,
		       const struct yaml_tree *node,
		       const struct schema_key *key, void *field)
{
	if (node->kind != YAML_TREE_MAP)
		return schema_refuse_type(reader, node, key->type->expected);
	if (!schema_check_count(reader, node))
		return false;
	bool good = true;
	size_t count = 0;
	struct named_text *texts = arena_take_array(reader->arena, node->count,
						    sizeof(struct named_text));
	for (const struct yaml_tree *child = node->first; child != NULL;
	     child = child->next) {
		struct named_text *text = &texts[count++];
		text->name = child->key->text;
		text->at = child->at;
		good = check_name(reader, child->key, key) && good;
		good = schema_text.read(
			       reader, child,
			       &(struct schema_key){ .type = &schema_text },
			       &text->value) &&
		       good;
	}
	memcpy(field, &texts, sizeof(struct named_text *));
	memcpy((char *)field - key->offset + key->count, &count, sizeof(count));
	return good;
}

static void print_texts(struct schema_printer *printer,
			const struct schema_key *key, const void *field)
{
	const struct named_text *texts;
	size_t count;
	struct schema_printer inner = *printer;
	memcpy(&texts, field, sizeof(struct named_text *));
	memcpy(&count, (const char *)field - key->offset + key->count,
	       sizeof(count));
	if (count == 0)
		return;
	inner.indent += 2;
	schema_print_heading(printer, slice_from(key->name));
	for (size_t i = 0; i < count; i++) {
		struct text text;
		text_init(&text, printer->text->arena);
		schema_add_quoted(&text, texts[i].value);
		schema_print_value(&inner, texts[i].name, text_slice(&text));
	}
}

static bool read_percent_texts(struct schema_reader *reader,
			       const struct yaml_tree *node,
			       const struct schema_key *key, void *field)
{
	bool good = read_texts(reader, node, key, field);
	if (node->kind != YAML_TREE_MAP)
		return good;
	for (const struct yaml_tree *child = node->first; child != NULL;
	     child = child->next) {
		struct decimal value;
		if (child->kind == YAML_TREE_TEXT && child->text.length > 0)
			good = scalar_read_percent(reader, child, &value) &&
			       good;
	}
	return good;
}

const struct schema_type program_texts = { .expected = "texts under names",
					   .read = read_texts,
					   .print = print_texts };
const struct schema_type program_percent_texts = {
	.expected = "percentages under names",
	.read = read_percent_texts,
	.print = print_texts
};

/* --- experiments ------------------------------------------------------------ */

static bool read_arms(struct schema_reader *reader,
		      const struct yaml_tree *node,
		      const struct schema_key *key, void *field)
{
	struct experiment *experiment = field;
	if (node->kind != YAML_TREE_MAP || node->count == 0)
		return schema_refuse_type(reader, node, key->type->expected);
	if (!schema_check_count(reader, node))
		return false;
	experiment->arms = arena_take_array(reader->arena, node->count,
					    sizeof(struct arm));
	bool good = true;
	for (const struct yaml_tree *child = node->first; child != NULL;
	     child = child->next) {
		struct arm *arm = &experiment->arms[experiment->arm_count++];
		arm->name = child->key->text;
		if (!scalar_is_id(arm->name))
			good = schema_refuse(reader, child->key->at,
					     "the name of an arm is one word");
		good = scalar_read_count(reader, child, 1, &arm->weight) &&
		       good;
	}
	return good;
}

static void print_arms(struct schema_printer *printer,
		       const struct schema_key *key, const void *field)
{
	const struct experiment *experiment = field;
	struct schema_printer inner = *printer;
	inner.indent += 2;
	inner.begins_entry = false;
	schema_print_heading(printer, slice_from(key->name));
	for (size_t i = 0; i < experiment->arm_count; i++) {
		char text[DECIMAL_TEXT_MAX];
		size_t length =
			decimal_print(experiment->arms[i].weight, 0, text);
		schema_print_value(&inner, experiment->arms[i].name,
				   (struct slice){ text, length });
	}
}

const struct schema_type program_arms = {
	.expected = "arms with their weights, such as {control: 50, new: 50}",
	.read = read_arms,
	.print = print_arms
};
