/*
 * SQL as text. Rows are gathered in INSERTs of some hundreds: single ones are
 * slow, and one for all is more than the programs take. Texts are in single
 * quotes, doubled within; PostgreSQL is told that a backslash is one.
 */
#include "exchange/sql_script.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "exchange/export_points.h"

enum {
	CHUNK = 64 * 1024,
	ROWS_MAX = 500, /* of an INSERT */
	REPLACEMENT = 0xfffd
};

static void hand_on(struct sql_script *script, size_t least)
{
	if (script->text.length < least)
		return;
	script->output->write(script->output->context,
			      text_slice(&script->text));
	text_clear(&script->text);
}

static void end_insert(struct sql_script *script)
{
	if (script->rows > 0)
		text_add(&script->text, ";\n");
	script->rows = 0;
	hand_on(script, CHUNK);
}

void sql_script_begin(struct sql_script *script, struct arena *arena,
		      enum sql_target target,
		      const struct export_output *output)
{
	*script = (struct sql_script){ .target = target, .output = output };
	text_init(&script->text, arena);
	if (target == SQL_POSTGRESQL)
		text_add(&script->text,
			 "SET client_encoding = 'UTF8';\n"
			 "SET standard_conforming_strings = on;\n"
			 "SET client_min_messages = warning;\n"
			 "BEGIN;\n"
			 "DROP SCHEMA IF EXISTS pointbook CASCADE;\n"
			 "CREATE SCHEMA pointbook;\n"
			 "SET LOCAL search_path TO pointbook;\n");
	else
		text_add(&script->text, "PRAGMA foreign_keys = OFF;\n"
					"BEGIN;\n");
}

void sql_script_drop(struct sql_script *script, const char *kind,
		     const char *name)
{
	if (script->target == SQL_SQLITE)
		text_add_format(&script->text, "DROP %s IF EXISTS %s;\n", kind,
				name);
}

void sql_script_table(struct sql_script *script, const struct sql_table *table)
{
	static const char *const types[][2] = {
		[SQL_INTEGER] = { "INTEGER", "bigint" },
		[SQL_TEXT] = { "TEXT", "text" },
		[SQL_DATE] = { "TEXT", "date" },
		[SQL_DECIMAL] = { "NUMERIC", "numeric" },
	};

	end_insert(script);
	script->table = table;
	text_add_format(&script->text, "CREATE TABLE %s (", table->name);
	for (const struct sql_column *c = table->columns; c->name != NULL; c++)
		text_add_format(
			&script->text, "%s\n  %s %s%s%s",
			c == table->columns ? "" : ",", c->name,
			types[c->type][script->target == SQL_POSTGRESQL],
			*c->rest == '\0' ? "" : " ", c->rest);
	if (table->constraint != NULL)
		text_add_format(&script->text, ",\n  %s", table->constraint);
	text_add(&script->text, "\n);\n");
}

/* ---- rows ---- */

void sql_script_row(struct sql_script *script)
{
	if (script->rows == ROWS_MAX)
		end_insert(script);
	if (script->rows == 0)
		text_add_format(&script->text, "INSERT INTO %s VALUES\n(",
				script->table->name);
	else
		text_add(&script->text, ",\n(");
	script->rows++;
	script->is_first = true;
}

static void separate(struct sql_script *script)
{
	if (!script->is_first)
		text_add_char(&script->text, ',');
	script->is_first = false;
}

void sql_script_null(struct sql_script *script)
{
	separate(script);
	text_add(&script->text, "NULL");
}

/* Neither program keeps a NUL, and PostgreSQL no broken UTF-8. */
void sql_script_text(struct sql_script *script, struct slice text)
{
	struct text *to = &script->text;
	uint32_t code_point;

	if (text.length == 0) {
		sql_script_null(script);
		return;
	}
	separate(script);
	text_add_char(to, '\'');
	while (text.length > 0) {
		size_t length = utf8_decode(text, &code_point);
		if (length == 0 || code_point == 0)
			utf8_add(to, REPLACEMENT);
		else
			text_add_bytes(to, text.text, length);
		if (*text.text == '\'')
			text_add_char(to, '\'');
		text = slice_from_offset(text, length == 0 ? 1 : length);
	}
	text_add_char(to, '\'');
}

void sql_script_integer(struct sql_script *script, int64_t value)
{
	separate(script);
	text_add_integer(&script->text, value);
}

void sql_script_number(struct sql_script *script, int64_t value, int64_t none)
{
	if (value == none)
		sql_script_null(script);
	else
		sql_script_integer(script, value);
}

void sql_script_decimal(struct sql_script *script, struct decimal value)
{
	separate(script);
	decimal_add_text(&script->text, value.mantissa, value.scale, false);
}

void sql_script_day(struct sql_script *script, struct day day)
{
	char date[DAY_TEXT_MAX];

	if (!day_is_real(day)) {
		sql_script_null(script);
		return;
	}
	day_print(day, date);
	separate(script);
	text_add_format(&script->text, "'%s'", date);
}

void sql_script_end_row(struct sql_script *script)
{
	text_add_char(&script->text, ')');
	hand_on(script, CHUNK);
}

void sql_script_index(struct sql_script *script, const char *table,
		      const char *columns)
{
	end_insert(script);
	text_add_format(&script->text, "CREATE INDEX %s_index ON %s (%s);\n",
			table, table, columns);
}

/* ---- views ---- */

/* Points as a decimal. SQLite has no exact one: with digits behind the point
 * it is a text. */
static void add_exact(struct sql_script *script, const char *expression,
		      size_t length)
{
	struct text *text = &script->text;

	if (script->target == SQL_POSTGRESQL) {
		text_add_format(text,
				"round((%.*s)::numeric / u.parts, "
				"u.decimals::integer)",
				(int)length, expression);
		return;
	}
	text_add_format(text, "CASE WHEN (%.*s) IS NULL THEN NULL ",
			(int)length, expression);
	text_add_format(text, "WHEN u.decimals = 0 THEN (%.*s) ", (int)length,
			expression);
	text_add_format(text,
			"ELSE printf('%%s%%d.%%0*d', CASE WHEN (%.*s) < 0 THEN "
			"'-' ELSE '' END, abs(%.*s) / u.parts, u.decimals, "
			"abs(%.*s) %% u.parts) END",
			(int)length, expression, (int)length, expression,
			(int)length, expression);
}

void sql_script_view(struct sql_script *script, const char *name,
		     const char *text)
{
	end_insert(script);
	text_add_format(&script->text, "CREATE VIEW %s AS\n", name);
	while (*text != '\0') {
		size_t plain = strcspn(text, "[");
		text_add_bytes(&script->text, text, plain);
		text += plain;
		if (*text == '\0')
			break;
		size_t inner = strcspn(text + 1, "]");
		add_exact(script, text + 1, inner);
		text += inner + 2;
	}
	text_add(&script->text, ";\n");
}

void sql_script_end(struct sql_script *script)
{
	end_insert(script);
	text_add(&script->text, "COMMIT;\n");
	hand_on(script, 0);
}
