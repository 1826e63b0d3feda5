/*
 * pointbook rules edit: a copy of the rules in force is edited, checked, its
 * examples run, its effect on the last 90 days shown, and, once the owner
 * agrees, put in force by a dated line. Until then the copy is a draft beside
 * the rules, which a second run goes on with; the lock is taken only for
 * writing.
 */
#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "cmd/ask.h"
#include "cmd/editor.h"
#include "cmd/new_files.h"
#include "cmd/record.h"
#include "cmd/rules_effect.h"
#include "cmd/rules_examples.h"
#include "cmd/rules_part.h"
#include "cmd/session.h"
#include "journal/journal.h"
#include "report/sink.h"
#include "rules/program.h"
#include "store/io.h"
#include "value/seals.h"

enum {
	EFFECT_DAYS = 90
};

struct edit_options {
	struct day from;
};

static const struct option edit_table[] = {
	{ "from", 0, OPTION_DAY, "DAY", NULL,
	  offsetof(struct edit_options, from),
	  "the first day of the new rules (tomorrow)" },
	{ 0 },
};

/* What is being done. Paths are as the program opens them; `written` is as
 * the journal names the file. */
struct edit {
	struct session *session;
	struct day from;
	char date[DAY_TEXT_MAX];
	const char *draft;
	const char *path;
	const char *written;
	struct slice text; /* of the draft */
	size_t failed;     /* examples */
};

/* The folder of the rules in force, as the root journal would write it, with
 * its slash; "" for the journal's own. */
static const char *written_folder(struct session *session,
				  const struct program *program)
{
	struct arena *arena = session->arena;
	const char *root = file_beside(arena, session->journal_path, SLICE(""));
	struct slice name = slice_from(program->source->name);
	if (root[0] != '\0' && !slice_starts(name, root))
		return "";
	name = slice_from_offset(name, strlen(root));
	while (name.length > 0 && name.text[name.length - 1] != '/')
		name.length--;
	return name.length > 0 && name.text[0] != '/'
		       ? arena_copy(arena, name.text, name.length)
		       : "";
}

static void choose_paths(struct edit *edit, const struct program *program)
{
	struct session *session = edit->session;
	struct arena *arena = session->arena;
	const char *folder = written_folder(session, program);
	day_print(edit->from, edit->date);
	edit->written =
		arena_print(arena, "%srules-%s.yaml", folder, edit->date);
	edit->path = file_beside(arena, session->journal_path,
				 slice_from(edit->written));
	edit->draft = file_beside(
		arena, session->journal_path,
		slice_from(arena_print(arena, "%srules-%s.draft.yaml", folder,
				       edit->date)));
}

/* Whether rules can begin on that day at all. */
static bool check_day(struct edit *edit)
{
	struct session *session = edit->session;
	const struct journal *journal = session->journal;
	if (day_compare(edit->from, seals_closed_to(journal)) <= 0) {
		message_error(&session->terminal,
			      "%s is in a closed period; choose a later day "
			      "with --from",
			      edit->date);
		return false;
	}
	for (size_t i = 0; i < journal->event_count; i++) {
		const struct event *event = &journal->events[i];
		if (event->kind != EVENT_RULES ||
		    day_compare(event->day, edit->from) != 0)
			continue;
		message_error(&session->terminal,
			      "other rules begin on %s already; choose another "
			      "day with --from",
			      edit->date);
		return false;
	}
	if (!new_files_exist(session, ".", edit->path))
		return true;
	message_error(&session->terminal, "'%s' is there already", edit->path);
	return false;
}

static bool make_draft(struct edit *edit, struct slice text)
{
	struct session *session = edit->session;
	struct new_file file = { .path = edit->draft, .text = text };
	if (new_files_exist(session, ".", edit->draft)) {
		message_note(&session->terminal, "going on with the draft %s",
			     edit->draft);
		return true;
	}
	return new_files_save(session, ".", &file, 1);
}

static bool read_draft(struct edit *edit)
{
	struct session *session = edit->session;
	struct file file;
	enum file_status status =
		file_read(session->arena, edit->draft, true, &file);
	if (status == FILE_OK) {
		edit->text = file.text;
		return true;
	}
	message_error(&session->terminal, "cannot read '%s': %s", edit->draft,
		      file_reason(status, &file));
	return false;
}

/* The draft among the other rules of the book; NULL when it is BROKEN. */
static const struct program *read_rules(struct edit *edit)
{
	struct session *session = edit->session;
	const struct programs *others = session->programs;
	struct programs *programs =
		arena_take(session->arena, sizeof(*programs));
	programs_init(programs, session->arena);
	diagnostics_init(&session->diagnostics, session->arena);
	for (size_t i = 0; i < others->count; i++)
		(void)programs_add(programs, others->list[i]->source,
				   others->list[i]->from,
				   &session->diagnostics);
	struct source *source =
		source_new(session->arena, edit->draft, edit->text);
	const struct program *draft = programs_add(programs, source, edit->from,
						   &session->diagnostics);
	if (draft && !diagnostics_are_broken(&session->diagnostics)) {
		(void)rules_examples_check(session->arena, programs, draft,
					   &session->diagnostics);
		edit->failed = session->diagnostics.counts[SEVERITY_FINDING];
	}
	return diagnostics_are_broken(&session->diagnostics) ? NULL : draft;
}

/* Edits until the draft can be read, or nobody wants to go on. */
static enum exit_status edit_draft(struct edit *edit,
				   const struct program **draft)
{
	struct session *session = edit->session;
	for (;;) {
		struct text text;
		if (!editor_open(session, edit->draft) || !read_draft(edit))
			return STATUS_ENVIRONMENT;
		*draft = read_rules(edit);
		text_init(&text, session->arena);
		rules_part_add_findings(session, &text);
		message_print(&text);
		if (*draft)
			return STATUS_FINE;
		if (session->global.yes || !ask_is_possible(session) ||
		    ask_yes(session, "edit again?") != STATUS_FINE) {
			message_note(&session->terminal,
				     "the draft stays in %s", edit->draft);
			return STATUS_BROKEN;
		}
	}
}

static const char *line_of(const struct edit *edit)
{
	return arena_print(edit->session->arena, "%s rules \"%s\"", edit->date,
			   edit->written);
}

static enum exit_status agree(struct edit *edit, const struct program *draft)
{
	struct session *session = edit->session;
	struct text text;
	text_init(&text, session->arena);
	rules_effect_add(&text, session, draft, EFFECT_DAYS);
	if (edit->failed > 0)
		text_add_format(&text, "%zu of its examples do not hold\n",
				edit->failed);
	message_print(&text);
	if (edit->failed > 0 && session->global.yes) {
		message_error(&session->terminal,
			      "--yes does not put rules in force whose "
			      "examples do not hold");
		return STATUS_NO;
	}
	if (session->write.dry_run) {
		struct sink *sink = session_sink(session);
		if (!sink)
			return STATUS_ENVIRONMENT;
		sink_add(sink, line_of(edit));
		sink_add_char(sink, '\n');
		return STATUS_DECLINED;
	}
	return ask_yes(session, arena_print(session->arena,
					    "put these rules in force from %s?",
					    edit->date));
}

/* The file first, then the line that makes it count, both under the lock. */
static enum exit_status put_in_force(struct edit *edit)
{
	struct session *session = edit->session;
	struct new_file file = { .path = edit->path, .text = edit->text };
	struct record_line line = { .day = edit->from,
				    .text = slice_from(line_of(edit)) };
	struct record record = { .into = session->journal_path,
				 .lines = &line,
				 .count = 1 };
	const char *paths = "";
	enum exit_status status =
		session_reload(session, NEEDS_JOURNAL | NEEDS_LOCK);
	if (status != STATUS_FINE)
		return status;
	if (!check_day(edit))
		return STATUS_NO;
	if (!new_files_save(session, ".", &file, 1))
		return STATUS_ENVIRONMENT;
	switch (record_save(session, &record, &paths)) {
	case APPEND_RECORDED:
		break;
	case APPEND_CHANGED:
		message_error(&session->terminal,
			      "'%s' was changed meanwhile; run it again",
			      session->journal_path);
		(void)io_system()->unlink(edit->path);
		return STATUS_ENVIRONMENT;
	case APPEND_NOT_RECORDED:
		(void)io_system()->unlink(edit->path);
		return STATUS_ENVIRONMENT;
	case APPEND_UNKNOWN:
		return STATUS_UNKNOWN;
	}
	session_unlock(session);
	(void)io_system()->unlink(edit->draft);
	message_note(&session->terminal, "%s is in force from %s", edit->path,
		     edit->date);
	return STATUS_FINE;
}

static enum exit_status edit_run(struct session *session, const void *options)
{
	const struct edit_options *given = options;
	const struct program *draft = NULL;
	struct edit edit = { .session = session, .from = given->from };
	if (session->global.rules) {
		message_error(&session->terminal,
			      "only rules that the book names are edited; "
			      "leave --rules out");
		return STATUS_USAGE;
	}
	if (!day_is_real(edit.from))
		edit.from = day_add(session->today, 1);
	const struct program *program =
		programs_on(session->programs, edit.from);
	choose_paths(&edit, program);
	if (!check_day(&edit))
		return STATUS_NO;
	if (!make_draft(&edit, program->source->text))
		return STATUS_ENVIRONMENT;
	enum exit_status status = edit_draft(&edit, &draft);
	if (status != STATUS_FINE)
		return status;
	if (slice_equal(edit.text, program->source->text)) {
		message_note(&session->terminal, "nothing was changed");
		(void)io_system()->unlink(edit.draft);
		return STATUS_FINE;
	}
	status = agree(&edit, draft);
	if (status == STATUS_FINE)
		return put_in_force(&edit);
	message_note(&session->terminal, "the draft stays in %s", edit.draft);
	return session->write.dry_run ? STATUS_FINE : status;
}

const struct command cmd_rules_edit = {
	.name = "rules edit",
	.group = GROUP_START,
	.summary = "change the rules from a day on",
	.takes = TAKES_DRY_RUN,
	.needs = NEEDS_BOOK,
	.options = edit_table,
	.options_size = sizeof(struct edit_options),
	.notes = "The rules of earlier days stay as they are: an event is "
		 "judged by what was in force on its own day.",
	.run = edit_run,
};
