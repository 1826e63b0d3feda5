/*
 * The session's output and query. Reading the book stands in session_load.c.
 */
#include "cmd/session.h"

#include <locale.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cmd/command.h"
#include "cmd/output.h"
#include "cmd/query_words.h"
#include "journal/journal.h"
#include "query/query.h"
#include "report/render.h"
#include "report/table.h"
#include "rules/program.h"

enum {
	HEADING_MAX = 16
};

/* --- the query --------------------------------------------------------------*/

/* The operands with a blank between; --tag as terms in front. */
static struct slice query_text(struct session *session, size_t first)
{
	const struct option_list *tags = &session->filter.tags;
	bool has_parens = tags->count > 0 && first < session->operand_count;
	struct text text;
	text_init(&text, session->arena);
	for (size_t i = 0; i < tags->count; i++) {
		text_add(&text, "tag:\"");
		for (const char *at = tags->values[i]; *at; at++) {
			if (*at == '"' || *at == '\\')
				text_add_char(&text, '\\');
			text_add_char(&text, *at);
		}
		text_add(&text, "\" ");
	}
	text_add(&text, has_parens ? "(" : "");
	for (size_t i = first; i < session->operand_count; i++) {
		text_add(&text, i > first ? " " : "");
		text_add(&text, session->operands[i]);
	}
	text_add(&text, has_parens ? ")" : "");
	return text_slice(&text);
}

enum exit_status session_query(struct session *session,
			       const struct report *report, size_t first)
{
	struct query_error error;
	struct query_scope scope = { .fields = report->fields,
				     .today = session->today,
				     .as_of = session->as_of };
	struct slice text = query_text(session, first);
	struct text words;
	text_init(&words, session->arena);
	session->query = query_parse(session->arena, text, &scope, &error);
	if (!session->query) {
		query_error_print(&words, text, &error);
		message_error(&session->terminal, "%s", error.message);
		message_print(&words);
		return STATUS_USAGE;
	}
	query_explain(&words, session->query);
	message_detail(&session->terminal, 1, "rows where %s", words.bytes);
	query_words_note(&session->terminal,
			 &(struct query_words){ session->arena, session->query,
						session->journal,
						session->programs });
	return STATUS_FINE;
}

/* --- the heading ------------------------------------------------------------*/

static void init_heading(struct session *session)
{
	if (session->heading)
		return;
	session->heading = arena_take(session->arena, sizeof(struct heading));
	session->heading->lines = arena_take_array(session->arena, HEADING_MAX,
						   sizeof(struct heading_line));
}

void session_heading(struct session *session, const char *label,
		     struct slice value)
{
	init_heading(session);
	struct heading *heading = session->heading;
	if (heading->count == HEADING_MAX)
		return;
	struct heading_line *lines =
		arena_take_array(session->arena, HEADING_MAX, sizeof(*lines));
	for (size_t i = 0; i < heading->count; i++)
		lines[i] = heading->lines[i];
	lines[heading->count].label = label;
	lines[heading->count++].value = arena_copy_slice(session->arena, value);
	heading->lines = lines;
}

/* Of one file its own digest; of several that of a list of theirs, as
 * `sha256sum FILE... | sha256sum` gives it. */
static struct slice digest_of(struct session *session,
			      struct source *const *sources, size_t count)
{
	char digest[DIGEST_TEXT_MAX];
	struct text list;
	if (count == 1) {
		digest_print(sources[0]->text, digest);
		return slice_from(
			arena_print(session->arena, "sha256 %s", digest));
	}
	text_init(&list, session->arena);
	for (size_t i = 0; i < count; i++) {
		digest_print(sources[i]->text, digest);
		text_add_format(&list, "%s  %s\n", digest, sources[i]->name);
	}
	digest_print(text_slice(&list), digest);
	return slice_from(
		arena_print(session->arena, "sha256 %s (of the list)", digest));
}

static void add_entries(struct session *session, struct text *text)
{
	const struct journal *journal =
		session->whole ? session->whole : session->journal;
	text_init(text, session->arena);
	text_add_format(text, "%zu in %zu %s", journal->event_count,
			journal->source_count,
			journal->source_count == 1 ? "file" : "files");
}

static void add_digest_lines(struct session *session,
			     const struct program *program)
{
	const struct journal *journal = session->journal;
	struct text text;
	add_entries(session, &text);
	session_heading(session, "entries", text_slice(&text));
	session_heading(
		session, "journal",
		digest_of(session, journal->sources, journal->source_count));
	if (program)
		session_heading(session, "rules",
				digest_of(session, &program->source, 1));
}

enum {
	BRIEF = 12 /* digits of a digest */
};

/* On a terminal one line is enough to tell two states of a book apart. */
static void add_brief_line(struct session *session,
			   const struct program *program)
{
	const struct journal *journal = session->journal;
	const size_t lead = sizeof("sha256 ") - 1;
	struct text text;
	add_entries(session, &text);
	struct slice digest =
		digest_of(session, journal->sources, journal->source_count);
	text_add_format(&text, ", journal %.*s", BRIEF, digest.text + lead);
	if (program) {
		digest = digest_of(session, &program->source, 1);
		text_add_format(&text, ", rules %.*s", BRIEF,
				digest.text + lead);
	}
	session_heading(session, "entries", text_slice(&text));
}

static void add_journal_lines(struct session *session, bool is_brief)
{
	const struct program *program =
		session->programs
			? programs_on(session->programs, session->as_of)
			: NULL;
	char day[DAY_TEXT_MAX];
	struct text text;
	if (program)
		session_heading(session, "book", program->name);
	text_init(&text, session->arena);
	if (!period_is_always(session->period)) {
		period_add_text(&text, session->period);
		session_heading(session, "period", text_slice(&text));
	}
	day_print(session->as_of, day);
	session_heading(session, "as of", slice_from(day));
	if (is_brief)
		add_brief_line(session, program);
	else
		add_digest_lines(session, program);
}

/* --- the output -------------------------------------------------------------*/

/* True when the output is a terminal. */
static bool is_shown(const struct session *session)
{
	const char *path = session->output_options.output;
	return session->terminal.output_is_tty &&
	       (!path || slice_is(slice_from(path), "-"));
}

const struct render_format *session_format(struct session *session)
{
	const struct output_options *options = &session->output_options;
	const struct render_format *format = render_list(0);
	if (options->format >= 0) {
		format = render_list((size_t)options->format);
	} else if (options->output &&
		   !slice_is(slice_from(options->output), "-")) {
		format = render_find_file(slice_from(options->output));
		if (!format)
			message_error(&session->terminal,
				      "the name '%s' says no format; choose "
				      "one with -O",
				      options->output);
	}
	if (format && !format->renderer->begin) {
		message_error(&session->terminal,
			      "this program was built without %s; choose "
			      "another format with -O",
			      format->name);
		return NULL;
	}
	const char *missing = format && format->renderer->missing
				      ? format->renderer->missing()
				      : NULL;
	if (missing) {
		message_error(&session->terminal,
			      "%s needs %s, which is not installed here; "
			      "choose another format with -O",
			      format->name, missing);
		return NULL;
	}
	if (format && format->renderer->is_binary && is_shown(session)) {
		message_error(&session->terminal,
			      "%s is no text for a terminal: name a file with "
			      "-o",
			      format->name);
		return NULL;
	}
	return format;
}

static bool open_output(struct session *session)
{
	struct output_request request = {
		.path = session->output_options.output,
		.pages = !session->global.no_pager && !session->lock,
	};
	session->output =
		output_open(session->arena, &session->terminal, &request);
	return session->output != NULL;
}

/* Formats for people say what the report rests on; what was recorded rests on
 * nothing. */
static bool has_heading(const struct session *session,
			const struct render_format *format)
{
	static const char *const formats[] = { "table", "md", "html", "xlsx" };
	if (!(session->command->takes & TAKES_OUTPUT))
		return false;
	if (session->output_options.header)
		return true;
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (slice_is(slice_from(format->name), formats[i]))
			return true;
	}
	return false;
}

struct table *session_table(struct session *session,
			    const struct report *report)
{
	const struct render_format *format = session_format(session);
	if (!format || !open_output(session))
		return NULL;
	if (session->journal && has_heading(session, format))
		add_journal_lines(session,
				  slice_is(slice_from(format->name), "table"));
	init_heading(session);
	session->heading->title = report->title;
	struct render_options options = {
		.csv = session->output_options.csv == CSV_EXCEL ? CSV_EXCEL
								: CSV_PLAIN,
		.header = session->output_options.header,
		.charts = session->charts,
		.chart_count = session->chart_count,
		.sheet = session->sheet,
		.ascii = session->chart_count > 0 &&
			 !slice_is(slice_from(terminal_codeset(session->arena)),
				   "UTF-8"),
	};
	if (session->output->descriptor == STDOUT_FILENO ||
	    session->output->pager > 0) {
		options.colour = session->terminal.output_colour;
		options.width = session->terminal.output_is_tty
					? session->terminal.width
					: 0;
	}
	/* The tables' library takes widths from the locale. Any UTF-8 locale
	 * gives the same. */
	(void)setlocale(LC_CTYPE, "C.UTF-8");
	session->table = table_open(session->arena, report,
				    render_new(session->arena, format->renderer,
					       &session->output->sink,
					       session->heading, &options));
	return session->table;
}

struct table *session_next_table(struct session *session,
				 const struct report *report)
{
	const struct render *before = session->table->render;
	struct heading *heading = arena_take(session->arena, sizeof(*heading));

	table_close(session->table);
	sink_add_char(before->sink, '\n');
	heading->title = report->title;
	session->table =
		table_open(session->arena, report,
			   render_new(session->arena, before->renderer,
				      before->sink, heading, &before->options));
	return session->table;
}

struct sink *session_sink(struct session *session)
{
	if (!session->output && !open_output(session))
		return NULL;
	return &session->output->sink;
}

bool session_finish(struct session *session, bool keep)
{
	if (session->table && keep)
		table_close(session->table);
	session->table = NULL;
	if (!session->output)
		return true;
	struct output *output = session->output;
	session->output = NULL;
	return output_close(output, keep);
}
