/*
 * Reading and printing presets by tables of keys (rules/schema.h), with
 * complaints of their own. How single values are read is in preset_types.
 */
#include "exchange/preset.h"

#include "base/arena.h"
#include "base/diagnostic.h"
#include "exchange/preset_types.h"
#include "rules/schema.h"
#include "rules/schema_types.h"
#include "rules/yaml_tree.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const role_names[ROLE_COUNT] = {
#define ROLE(role, key, help) [ROLE_##role] = key,
#include "exchange/preset_roles.def"
#undef ROLE
};

const char *preset_role_name(enum preset_role role)
{
	return role_names[role];
}

enum preset_role preset_find_role(struct slice key)
{
	enum preset_role role = 0;

	while (role < ROLE_COUNT && !slice_is(key, role_names[role]))
		role++;
	return role;
}

#define NAMES(of, member, key, words)                                          \
	{                                                                      \
		.name = key, .type = &preset_type_names,                       \
		.offset = offsetof(struct of, member), .help = words           \
	}

static const struct schema_key role_keys[] = {
#define ROLE(role, key, words)                                                 \
	{ .name = key,                                                         \
	  .type = &preset_type_names,                                          \
	  .offset = ROLE_##role * sizeof(struct preset_names),                 \
	  .help = words },
#include "exchange/preset_roles.def"
#undef ROLE
};

static const struct schema_key pattern_keys[] = {
#define ROLE(role, key, words)                                                 \
	{ .name = key,                                                         \
	  .type = &preset_type_pattern,                                        \
	  .offset = ROLE_##role * sizeof(struct preset_pattern),               \
	  .help = "the part of the cell that counts" },
#include "exchange/preset_roles.def"
#undef ROLE
};

static const struct schema_key filter_keys[] = {
	{ .name = "column",
	  .type = &preset_type_names,
	  .offset = offsetof(struct preset_filter, column),
	  .flags = SCHEMA_REQUIRED,
	  .help = "the header" },
	NAMES(preset_filter, keep, "keep", "only rows with these are taken"),
	NAMES(preset_filter, drop, "drop", "rows with these are left out"),
};

static const struct schema_key check_keys[] = {
	{ .name = "column",
	  .type = &preset_type_names,
	  .offset = offsetof(struct preset_check, column),
	  .flags = SCHEMA_REQUIRED,
	  .help = "the header" },
	{ .name = "form",
	  .type = &schema_choice,
	  .offset = offsetof(struct preset_check, form),
	  .flags = SCHEMA_REQUIRED,
	  .choices = "filled integer number",
	  .help = "what every row must hold there" },
};

static const struct schema_key type_keys[] = {
	NAMES(preset_types, sale, "sale", "words of a sale"),
	NAMES(preset_types, refund, "refund", "words of a refund"),
	NAMES(preset_types, redemption, "redemption", "words of a redemption"),
	NAMES(preset_types, skip, "skip", "words of what is left out"),
};

static const struct schema_map role_map = { .name = "columns",
					    .keys = role_keys,
					    .count = COUNT(role_keys) };
static const struct schema_map pattern_map = { .name = "patterns",
					       .keys = pattern_keys,
					       .count = COUNT(pattern_keys) };
static const struct schema_map filter_map = { .name = "filter",
					      .keys = filter_keys,
					      .count = COUNT(filter_keys),
					      .size = sizeof(
						      struct preset_filter) };
static const struct schema_map check_map = { .name = "check",
					     .keys = check_keys,
					     .count = COUNT(check_keys),
					     .size = sizeof(
						     struct preset_check) };
static const struct schema_map type_map = { .name = "types",
					    .keys = type_keys,
					    .count = COUNT(type_keys) };

static const struct schema_key preset_keys[] = {
	{ .name = "preset",
	  .type = &schema_id,
	  .offset = offsetof(struct preset, name),
	  .flags = SCHEMA_REQUIRED,
	  .help = "its name" },
	{ .name = "title",
	  .type = &schema_text,
	  .offset = offsetof(struct preset, title),
	  .help = "whose export it reads" },
	NAMES(preset, match, "match", "headers that must all be there"),
	{ .name = "delimiter",
	  .type = &preset_type_byte,
	  .offset = offsetof(struct preset, delimiter),
	  .choices = "comma semicolon tab bar blanks",
	  .help = "between cells; default: found out" },
	{ .name = "encoding",
	  .type = &preset_type_encoding,
	  .offset = offsetof(struct preset, encoding),
	  .help = "default: found out" },
	{ .name = "decimal",
	  .type = &preset_type_byte,
	  .offset = offsetof(struct preset, mark),
	  .choices = "point comma",
	  .help = "the mark before decimals; default: found out" },
	{ .name = "header",
	  .type = &schema_switch,
	  .offset = offsetof(struct preset, no_header),
	  .choices = "first-line none",
	  .help = "none: columns are numbers from 1" },
	{ .name = "dates",
	  .type = &preset_type_dates,
	  .offset = offsetof(struct preset, dates),
	  .help = "how dates are written; default: found out" },
	{ .name = "kind",
	  .type = &schema_choice,
	  .offset = offsetof(struct preset, kind),
	  .given = offsetof(struct preset, has_kind),
	  .choices = "sales refunds redemptions members opening",
	  .help = "what the rows are" },
	{ .name = "rows",
	  .type = &schema_switch,
	  .offset = offsetof(struct preset, several_rows),
	  .choices = "one several",
	  .help = "several: the rows of a receipt are one sale" },
	{ .name = "no-member",
	  .type = &schema_switch,
	  .offset = offsetof(struct preset, member_required),
	  .choices = "counted refused",
	  .help = "what becomes of rows that name nobody" },
	{ .name = "columns",
	  .type = &schema_group,
	  .offset = offsetof(struct preset, roles),
	  .flags = SCHEMA_REQUIRED,
	  .map = &role_map,
	  .help = "which header plays which role" },
	{ .name = "patterns",
	  .type = &schema_group,
	  .offset = offsetof(struct preset, patterns),
	  .map = &pattern_map,
	  .help = "the part of a cell that counts" },
	{ .name = "add",
	  .type = &preset_type_roles,
	  .offset = offsetof(struct preset, add),
	  .help = "added to the amount" },
	{ .name = "subtract",
	  .type = &preset_type_roles,
	  .offset = offsetof(struct preset, subtract),
	  .help = "taken off the amount" },
	{ .name = "reference",
	  .type = &preset_type_roles,
	  .offset = offsetof(struct preset, reference),
	  .help = "what makes the reference, joined by /" },
	{ .name = "types",
	  .type = &schema_group,
	  .offset = offsetof(struct preset, types),
	  .map = &type_map,
	  .help = "the words of the type column" },
	{ .name = "filters",
	  .type = &schema_list,
	  .offset = offsetof(struct preset, filters),
	  .count = offsetof(struct preset, filter_count),
	  .map = &filter_map,
	  .help = "which rows are taken" },
	{ .name = "checks",
	  .type = &schema_list,
	  .offset = offsetof(struct preset, checks),
	  .count = offsetof(struct preset, check_count),
	  .map = &check_map,
	  .help = "columns that must be well-formed in every row" },
};

static const struct schema_map preset_map = { .name = "preset",
					      .keys = preset_keys,
					      .count = COUNT(preset_keys),
					      .size = sizeof(struct preset) };

struct preset *preset_parse(struct arena *arena, struct source *source,
			    struct diagnostics *diagnostics)
{
	static const struct yaml_tree_ids tree_ids = { DIAGNOSTIC_preset_syntax,
						       DIAGNOSTIC_preset_key };
	static const struct schema_ids ids = { DIAGNOSTIC_preset_key,
					       DIAGNOSTIC_preset_key,
					       DIAGNOSTIC_preset_value };
	struct preset *preset = arena_take(arena, sizeof(*preset));
	struct schema_reader reader = { .arena = arena,
					.diagnostics = diagnostics,
					.ids = &ids };
	const struct yaml_tree *tree =
		yaml_tree_parse(arena, source, &tree_ids, diagnostics);

	if (!tree)
		return NULL;
	if (tree->kind != YAML_TREE_MAP) {
		schema_refuse(&reader, tree->at,
			      "a preset is a map: preset: NAME, columns: …");
		return NULL;
	}
	return schema_read(&reader, &preset_map, tree, preset) ? preset : NULL;
}

void preset_print(struct text *text, const struct preset *preset)
{
	struct schema_printer printer = { .text = text, .defaults = true };

	schema_print(&printer, &preset_map, preset);
}
