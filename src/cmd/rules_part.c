/*
 * Reading rules for commands that are about the rules alone.
 */
#include "cmd/rules_part.h"

#include "base/file.h"
#include "base/text.h"
#include "cmd/session.h"
#include "report/segments.h"
#include "rules/program.h"

enum {
	SHOWN_MAX = 20
};

static enum exit_status load_file(struct session *session, const char *path)
{
	struct file file;
	enum file_status status = file_read(session->arena, path, false, &file);
	if (status != FILE_OK) {
		message_error(&session->terminal, "cannot read '%s': %s", path,
			      file_reason(status, &file));
		return STATUS_ENVIRONMENT;
	}
	session->programs =
		arena_take(session->arena, sizeof(*session->programs));
	programs_init(session->programs, session->arena);
	(void)programs_add(session->programs,
			   source_new(session->arena, path, file.text),
			   DAY_NONE, &session->diagnostics);
	if (!diagnostics_are_broken(&session->diagnostics))
		session->segments =
			segments_new(session->arena, session->programs,
				     &session->diagnostics);
	return STATUS_FINE;
}

enum exit_status rules_part_load(struct session *session)
{
	if (session->operand_count > 0)
		return load_file(session, session->operands[0]);
	return session_load(session, NEEDS_RULES | ACCEPTS_BROKEN);
}

void rules_part_add_findings(struct session *session, struct text *text)
{
	struct diagnostics *all = &session->diagnostics;
	int64_t limit = session->global.max_errors;
	size_t most = limit < 0 ? SHOWN_MAX : (size_t)limit;
	size_t shown = 0;
	size_t count = 0;
	diagnostics_sort(all);
	for (const struct diagnostic *one = all->first; one; one = one->next) {
		count++;
		if (most > 0 && shown == most)
			continue;
		diagnostic_print(text, one, session->terminal.output_colour);
		shown++;
	}
	if (shown < count)
		text_add_format(text,
				"%zu more: --max-errors 0 shows all of them\n",
				count - shown);
}
