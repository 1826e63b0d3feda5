/*
 * Walking the tables. Options of a command's parts stand under the command,
 * those that are equal once.
 */
#include "cmd/help_dump.h"

#include <stdbool.h>

#include "base/diagnostic.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/global.h"
#include "cmd/share.h"
#include "insight/metrics.h"
#include "query/query.h"
#include "report/table.h"

static void add_option(struct text *text, const char *command,
		       const struct option *option)
{
	char letter[3] = { '-', option->letter, '\0' };
	text_add_format(text, "option\t%s\t--%s\t%s\t%s\t%s\n", command,
			option->name, option->letter ? letter : "-",
			option_takes_value(option) ? option->value : "-",
			option->help);
}

static void add_options(struct text *text, const char *command,
			const struct option *table)
{
	for (; table && table->name; table++)
		add_option(text, command, table);
}

/* True when an earlier part of the command has an option of that name. */
static bool is_repeated(const struct command *command, size_t part,
			const struct option *option)
{
	for (size_t i = 0; i < part; i++) {
		if (option_find(command->parts[i]->options,
				slice_from(option->name)))
			return true;
	}
	return false;
}

static void add_part_options(struct text *text, const struct command *command)
{
	for (size_t i = 0; command->parts && command->parts[i]; i++) {
		const struct option *option = command->parts[i]->options;
		for (; option && option->name; option++) {
			if (!is_repeated(command, i, option))
				add_option(text, command->name, option);
		}
	}
}

static void add_examples(struct text *text, const struct command *command,
			 const char *const *examples)
{
	for (; examples && *examples; examples++)
		text_add_format(text, "example\t%s\t%s\n", command->name,
				*examples);
}

static void add_commands(struct text *text)
{
	for (size_t i = 0; command_list(i); i++) {
		const struct command *command = command_list(i);
		text_add_format(text, "command\t%s\t%s\t%s\n", command->name,
				command_group_title(command->group),
				command->summary);
	}
	add_options(text, "pointbook", global_table);
	add_options(text, "pointbook", global_dates);
	add_options(text, "pointbook", global_output);
	add_options(text, "pointbook", global_filter);
	add_options(text, "pointbook", global_write);
	add_options(text, "pointbook", global_record);
	for (size_t i = 0; command_list(i); i++) {
		const struct command *command = command_list(i);
		add_options(text, command->name, command->options);
		add_part_options(text, command);
	}
	for (size_t i = 0; command_list(i); i++) {
		const struct command *command = command_list(i);
		add_examples(text, command, command->examples);
		for (size_t j = 0; command->parts && command->parts[j]; j++)
			add_examples(text, command,
				     command->parts[j]->examples);
	}
}

static const char *kind_name(enum query_field_kind kind)
{
	switch (kind) {
	case QUERY_KIND_ID:
		return "id";
	case QUERY_KIND_PHRASE:
		return "text";
	case QUERY_KIND_NUMBER:
		return "number";
	case QUERY_KIND_DAY:
		return "day";
	case QUERY_KIND_AGE:
		return "age";
	case QUERY_KIND_PAIR:
		return "key=value";
	}
	return "";
}

/* True when an earlier report of the same command has the column. */
static bool is_shown(const struct report *report, const char *name)
{
	for (size_t i = 0; report_list(i) != report; i++) {
		const struct report *other = report_list(i);
		const struct column *column = other->columns;
		if (!slice_is(slice_from(other->name), report->name))
			continue;
		for (; column->name; column++) {
			if (slice_is(slice_from(column->name), name))
				return true;
		}
	}
	return false;
}

static void add_columns(struct text *text, const struct report *report)
{
	const struct column *column = report->columns;
	for (; column->name; column++)
		if (!is_shown(report, column->name))
			text_add_format(text, "column\t%s\t%s\t%s\t%s\n",
					report->name, column->name,
					column_type_name(column->type),
					column->help);
}

void help_dump(struct text *text, struct arena *arena)
{
	struct option_list presets = share_list(arena, "presets", ".yaml");
	add_commands(text);
	for (unsigned i = 0; i < DIAGNOSTIC_COUNT; i++) {
		const struct diagnostic_kind *kind =
			diagnostic_kind((enum diagnostic_id)i);
		text_add_format(text, "diagnostic\t%s\t%s\t%s\n", kind->name,
				diagnostic_severity_name(kind->severity),
				kind->summary);
	}
	for (size_t i = 0; report_list(i); i++)
		add_columns(text, report_list(i));
	for (unsigned i = 0; i < QUERY_FIELD_COUNT; i++) {
		const struct query_field_info *info =
			query_field_info((enum query_field)i);
		text_add_format(text, "field\t%s\t%s\t%s\n", info->name,
				kind_name(info->kind), info->help);
	}
	for (size_t i = 0; metrics_list(i); i++)
		text_add_format(text, "metric\t%s\t%s\t%s\t%s\n",
				metrics_list(i)->name, metrics_list(i)->meaning,
				metrics_list(i)->formula,
				metrics_list(i)->source);
	for (size_t i = 0; i < presets.count; i++)
		text_add_format(text, "preset\t%s\n", presets.values[i]);
}
