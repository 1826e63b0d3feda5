/*
 * pointbook export: the book for other programs. `export points` gives the
 * points themselves to hledger, ledger or beancount, `export sql` the book to a
 * database, `export gl` what the points are worth to the general ledger.
 */
#include "cmd/export_part.h"
#include "cmd/find_member.h"
#include "cmd/message.h"
#include "cmd/session.h"
#include "exchange/export_points.h"
#include "exchange/export_sql.h"
#include "report/person_json.h"
#include "report/sink.h"

struct export_options {
	int to; /* enum export_target, -1 */
};

static const struct option export_points_table[] = {
	{ "to", 0, OPTION_CHOICE, "PROGRAM", export_targets,
	  offsetof(struct export_options, to),
	  "the program that shall read it" },
	{ .name = NULL },
};

static const char *const export_points_examples[] = {
	"export points --to hledger -o points.journal",
	"export points --to beancount --as-of 2025-12-31 -o points.beancount",
	NULL
};

void export_part_write(void *sink, struct slice piece)
{
	sink_add_slice(sink, piece);
}

static enum exit_status export_points_run(struct session *session,
					  const void *given)
{
	const struct export_options *options = given;

	if (options->to < 0) {
		message_error(&session->terminal,
			      "for which program? add --to hledger, ledger or "
			      "beancount");
		return STATUS_USAGE;
	}
	struct sink *sink = session_sink(session);
	if (sink == NULL)
		return STATUS_ENVIRONMENT;
	export_points_write(session->arena, session->book,
			    (enum export_target)options->to,
			    &(struct export_output){
				    .context = sink,
				    .write = export_part_write,
			    });
	return STATUS_FINE;
}

static const struct command export_points = {
	.name = "export points",
	.group = GROUP_LOOK,
	.summary = "the points as a journal of hledger, ledger or beancount",
	.takes = TAKES_FILE | TAKES_AS_OF,
	.needs = NEEDS_BOOK | NEEDS_POSTINGS | READS_ONLY,
	.options = export_points_table,
	.options_size = sizeof(struct export_options),
	.examples = export_points_examples,
	.run = export_points_run,
};

/* ---- export sql ---- */

static const struct option export_sql_table[] = {
	{ "to", 0, OPTION_CHOICE, "PROGRAM", export_sql_targets,
	  offsetof(struct export_options, to),
	  "the database that shall read it" },
	{ .name = NULL },
};

static const char *const export_sql_examples[] = {
	"export sql --to sqlite -o club.sql",
	"export sql --to postgresql --as-of 2025-12-31 -o club.sql", NULL
};

static enum exit_status export_sql_run(struct session *session,
				       const void *given)
{
	const struct export_options *options = given;

	if (options->to < 0) {
		message_error(&session->terminal,
			      "for which database? add --to sqlite or "
			      "postgresql");
		return STATUS_USAGE;
	}
	struct sink *sink = session_sink(session);
	if (sink == NULL)
		return STATUS_ENVIRONMENT;
	export_sql_write(session->arena, session->book, options->to,
			 &(struct export_output){
				 .context = sink,
				 .write = export_part_write,
			 });
	return STATUS_FINE;
}

static const struct command export_sql = {
	.name = "export sql",
	.group = GROUP_LOOK,
	.summary = "the book as a script that builds a database",
	.takes = TAKES_FILE | TAKES_AS_OF,
	.needs = NEEDS_BOOK | NEEDS_POSTINGS | READS_ONLY,
	.options = export_sql_table,
	.options_size = sizeof(struct export_options),
	.examples = export_sql_examples,
	.run = export_sql_run,
};

/* ---- export member ---- */

static const char *const export_member_examples[] = {
	"export member M0120 -o M0120.json", NULL
};

static enum exit_status export_member_run(struct session *session,
					  const void *given)
{
	uint32_t member;
	enum exit_status status = find_member_one(
		session, slice_from(session->operands[0]), &member);

	(void)given;
	if (status != STATUS_FINE)
		return status;
	struct sink *sink = session_sink(session);
	if (sink == NULL)
		return STATUS_ENVIRONMENT;
	person_json_add(session->arena, sink, session->book, member);
	return STATUS_FINE;
}

static const struct command export_member = {
	.name = "export member",
	.group = GROUP_LOOK,
	.summary = "all the book has about one person, as JSON",
	.operands = "MEMBER",
	.operand_min = 1,
	.operand_max = 1,
	.takes = TAKES_FILE | TAKES_AS_OF,
	.needs = NEEDS_BOOK | READS_ONLY,
	.examples = export_member_examples,
	.run = export_member_run,
};

static const struct command *const export_parts[] = {
	&export_points, &export_sql, &cmd_export_gl, &export_member, NULL
};

const struct command cmd_export = {
	.name = "export",
	.group = GROUP_LOOK,
	.summary = "give the book to other programs",
	.parts = export_parts,
};
