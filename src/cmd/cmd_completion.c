/*
 * pointbook completion: the few lines a shell needs to ask the program itself
 * (complete.h). They are files of share/completions, where installers of
 * packages find them, too.
 */
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/session.h"
#include "cmd/share.h"
#include "report/sink.h"

static const char *const completion_examples[] = { "completion bash", NULL };

static enum exit_status print_script(struct session *session, const char *shell)
{
	const char *name =
		arena_print(session->arena, "completions/pointbook.%s", shell);
	const char *path = share_find(session->arena, name);
	struct file file;
	if (!path || file_read(session->arena, path, false, &file) != FILE_OK) {
		message_error(&session->terminal,
			      "cannot read '%s', a part of the installation",
			      name);
		return STATUS_ENVIRONMENT;
	}
	struct sink *sink = session_sink(session);
	if (!sink)
		return STATUS_ENVIRONMENT;
	sink_add_slice(sink, file.text);
	return STATUS_FINE;
}

static enum exit_status completion_run(struct session *session,
				       const void *options)
{
	static const char *const shells[] = { "bash", "zsh", "fish" };
	(void)options;
	for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
		if (slice_is(slice_from(session->operands[0]), shells[i]))
			return print_script(session, shells[i]);
	}
	message_error(&session->terminal,
		      "there is no completion for '%s'; there is one for "
		      "bash, zsh and fish",
		      session->operands[0]);
	return STATUS_USAGE;
}

const struct command cmd_completion = {
	.name = "completion",
	.group = GROUP_START,
	.summary = "the script that lets a shell complete pointbook's words",
	.operands = "bash|zsh|fish",
	.operand_min = 1,
	.operand_max = 1,
	.examples = completion_examples,
	.notes = "In bash: source <(pointbook completion bash).",
	.run = completion_run,
};
