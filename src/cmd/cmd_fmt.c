/*
 * pointbook fmt: files of the book in canonical form, in book order, aligned.
 * It prints one file, or with -i rewrites those that differ, or with --check
 * names them. Closed periods are never reordered or filled.
 */
#include <string.h>

#include "base/arena.h"
#include "base/source.h"
#include "base/text.h"
#include "cmd/book_file.h"
#include "cmd/command.h"
#include "cmd/fill_line.h"
#include "cmd/rewrite.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "journal/format.h"
#include "journal/journal.h"
#include "report/sink.h"
#include "store/io.h"
#include "store/replace.h"
#include "value/seals.h"

struct fmt_options {
	bool in_place;
	bool check;
	bool fill;
};

static const struct option fmt_table[] = {
	{ "in-place", 'i', OPTION_FLAG, NULL, NULL,
	  offsetof(struct fmt_options, in_place),
	  "rewrite the files that differ" },
	{ "check", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct fmt_options, check),
	  "name the files that differ, and exit 1 when there are any" },
	{ "fill", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct fmt_options, fill),
	  "write down computed points and give references where they lack" },
	{ .name = NULL },
};

static const char *const fmt_examples[] = { "fmt", "fmt --check",
					    "fmt 2026/10.points", NULL };

/* What a run does to each file. */
struct formatting {
	struct session *session;
	const struct fmt_options *options;
	struct day frozen;
	struct format_filler filler;
	bool differs;              /* some file does */
	struct formatted *changed; /* files to rewrite */
	size_t changed_count;
};

/* A file and what it shall be. */
struct formatted {
	size_t number;
	struct slice text;
};

static enum exit_status save_file(struct session *session,
				  const struct formatted *formatted)
{
	const struct source *source =
		session->journal->sources[formatted->number];
	const char *path = source->name;
	struct replace_file file = { .path = path,
				     .bytes = formatted->text,
				     .was = &source->text };
	struct replace_result result;
	switch (replace_save(session->arena, io_system(), &file, &result)) {
	case REPLACE_DONE:
		message_note(&session->terminal, "rewrote %s", path);
		return STATUS_FINE;
	case REPLACE_CHANGED:
		return rewrite_say_changed(session, path);
	case REPLACE_NOT_DONE:
		message_error(&session->terminal, "'%s' is as it was: %s: %s",
			      path, result.what, strerror(result.error));
		return STATUS_ENVIRONMENT;
	case REPLACE_UNKNOWN:
		message_error(&session->terminal,
			      "'%s' may not be durable: %s: %s%s%s", path,
			      result.what, strerror(result.error),
			      result.copy ? "; a whole copy is " : "",
			      result.copy ? result.copy : "");
		return STATUS_UNKNOWN;
	}
	return STATUS_UNKNOWN;
}

static enum exit_status format_file(struct formatting *formatting,
				    size_t number)
{
	struct session *session = formatting->session;
	const struct source *source = session->journal->sources[number];
	struct text text;
	text_init(&text, session->arena);
	format_source(&text, session->journal, number, formatting->frozen,
		      formatting->filler.fill ? &formatting->filler : NULL);
	bool differs = !slice_equal(text_slice(&text), source->text);
	formatting->differs = formatting->differs || differs;
	if (formatting->options->in_place && differs)
		formatting->changed[formatting->changed_count++] =
			(struct formatted){ number, text_slice(&text) };
	if (formatting->options->in_place ||
	    (formatting->options->check && !differs))
		return STATUS_FINE;
	struct sink *sink = session_sink(session);
	if (!sink)
		return STATUS_ENVIRONMENT;
	if (formatting->options->check) {
		sink_add(sink, source->name);
		sink_add_char(sink, '\n');
	} else {
		sink_add_slice(sink, text_slice(&text));
	}
	return STATUS_FINE;
}

/* Nothing is written before all of it is made: the journal may be read from
 * the very bytes that a file written in place loses. */
static enum exit_status save_files(const struct formatting *formatting)
{
	enum exit_status status = STATUS_FINE;
	for (size_t i = 0;
	     i < formatting->changed_count && status == STATUS_FINE; i++)
		status =
			save_file(formatting->session, &formatting->changed[i]);
	return status;
}

/* The files named, else the root journal to print and all to rewrite. */
static enum exit_status format_files(struct formatting *formatting)
{
	struct session *session = formatting->session;
	bool is_all =
		formatting->options->in_place || formatting->options->check;
	size_t count = session->operand_count;
	if (count == 0)
		count = is_all ? session->journal->source_count : 1;
	formatting->changed = arena_take_array(session->arena, count,
					       sizeof(*formatting->changed));
	for (size_t i = 0; i < count; i++) {
		size_t number =
			session->operand_count > 0
				? book_file_find(session, session->operands[i])
				: i;
		if (number == session->journal->source_count)
			return STATUS_USAGE;
		enum exit_status status = format_file(formatting, number);
		if (status != STATUS_FINE)
			return status;
	}
	return formatting->options->check && formatting->differs ? STATUS_NO
								 : STATUS_FINE;
}

static enum exit_status fmt_run(struct session *session, const void *options)
{
	const struct fmt_options *given = options;
	struct formatting formatting = { .session = session, .options = given };
	struct fill_line fill;
	unsigned needs = NEEDS_JOURNAL;
	if (given->in_place && given->check) {
		message_error(&session->terminal,
			      "--check and --in-place exclude each other");
		return STATUS_USAGE;
	}
	if (session->operand_count > 1 && !given->in_place && !given->check) {
		message_error(&session->terminal,
			      "only one file can be printed; rewrite several "
			      "with --in-place");
		return STATUS_USAGE;
	}
	needs |= given->in_place ? NEEDS_LOCK | NEEDS_COPY : 0u;
	needs |= given->fill ? NEEDS_POSTINGS : 0u;
	enum exit_status status = session_load(session, needs);
	if (status != STATUS_FINE)
		return status;
	formatting.frozen = seals_closed_to(session->journal);
	if (given->fill) {
		fill_line_init(&fill, session->arena, session->book);
		formatting.filler =
			(struct format_filler){ fill_line_add, &fill };
	}
	status = format_files(&formatting);
	return status == STATUS_FINE ? save_files(&formatting) : status;
}

const struct command cmd_fmt = {
	.name = "fmt",
	.group = GROUP_LOOK,
	.summary = "files of the book in canonical form",
	.operands = "[FILE]...",
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_FILE,
	.options = fmt_table,
	.options_size = sizeof(struct fmt_options),
	.examples = fmt_examples,
	.run = fmt_run,
};
