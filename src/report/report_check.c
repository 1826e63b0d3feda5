/*
 * What `check` found, as rows. The message is the same as people get; the
 * first note, which mostly says what to do, stands beside it.
 */
#include "report/report_check.h"

#include "base/diagnostic.h"
#include "base/source.h"
#include "report/table.h"

static const struct column columns[] = {
	{ "severity", COLUMN_ID, "error, finding, warning or note" },
	{ "id", COLUMN_ID, "what sort of diagnostic, as in the manual" },
	{ "file", COLUMN_TEXT, "the file it is about" },
	{ "line", COLUMN_INTEGER, "the line in the file" },
	{ "column", COLUMN_INTEGER, "the character in the line" },
	{ "message", COLUMN_TEXT, "what is wrong" },
	{ "note", COLUMN_TEXT, "what to do about it, or more about it" },
	{ "subject", COLUMN_ID, "the key by which accept names it" },
	{ NULL, COLUMN_TEXT, NULL },
};

const struct report report_check = {
	.name = "check",
	.title = "Findings",
	.columns = columns,
};

void report_check_add(struct table *table, const struct diagnostic *one)
{
	const struct diagnostic_kind *kind = diagnostic_kind(one->id);
	size_t line = 0;
	size_t column = 0;
	table_add_string(table, diagnostic_severity_name(kind->severity));
	table_add_string(table, kind->name);
	if (one->at.source) {
		source_locate(one->at.source, one->at.offset, &line, &column);
		table_add_string(table, one->at.source->name);
		table_add_integer(table, (int64_t)line);
		table_add_integer(table, (int64_t)column);
	} else {
		table_add_none(table);
		table_add_none(table);
		table_add_none(table);
	}
	table_add_string(table, one->message);
	table_add_string(table, one->notes ? one->notes->message : NULL);
	table_add_string(table, one->subject);
	table_end_row(table);
}
