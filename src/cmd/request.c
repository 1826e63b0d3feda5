/*
 * A request is dispatched as the words of a command line, behind those that
 * say which book and which day. Nobody is asked anything, and nothing is paged.
 */
#include "cmd/request.h"

#include "base/arena.h"
#include "base/day.h"
#include "cmd/dispatch.h"
#include "cmd/pseudonyms.h"
#include "cmd/session.h"

static void add_word(struct requests *requests, const char *option,
		     const char *value)
{
	requests->words[requests->count++] = option;
	if (value)
		requests->words[requests->count++] = value;
}

/* The options of the command that stays, as it was given them. */
static void add_words(struct requests *requests)
{
	struct session *session = requests->session;
	const struct global_options *global = &session->global;
	size_t most = 2 * global->files.count + 16;
	char day[DAY_TEXT_MAX];

	requests->words = arena_take_array(session->arena, most,
					   sizeof(*requests->words));
	for (size_t i = 0; i < global->files.count; i++)
		add_word(requests, "-f", global->files.values[i]);
	if (global->rules)
		add_word(requests, "--rules", global->rules);
	if (day_is_real(global->today)) {
		day_print(global->today, day);
		add_word(requests, "--today",
			 arena_print(session->arena, "%s", day));
	}
	if (global->allow_outside)
		add_word(requests, "--allow-outside", NULL);
	if (global->lock_timeout >= 0)
		add_word(requests, "--lock-timeout",
			 arena_print(session->arena, "%lld",
				     (long long)global->lock_timeout));
	add_word(requests, "--no-pager", NULL);
	add_word(requests, "--no-progress", NULL);
	add_word(requests, "--no-input", NULL);
	add_word(requests, "--color", "never");
}

enum exit_status request_init(struct requests *requests,
			      struct session *session)
{
	enum exit_status status = pseudonyms_refuse(
		session, "what stays at the counter also records");

	if (status != STATUS_FINE)
		return status;
	*requests = (struct requests){ .session = session };
	open_book_init(&requests->open);
	add_words(requests);
	if (capture_init(&requests->capture))
		return STATUS_FINE;
	message_error(&session->terminal,
		      "the system gives no temporary file; TMPDIR names the "
		      "folder for them");
	request_release(requests);
	return STATUS_ENVIRONMENT;
}

void request_release(struct requests *requests)
{
	open_book_release(&requests->open);
	capture_release(&requests->capture);
}

struct answer request_run(struct requests *requests, struct arena *arena,
			  const char *const *words, size_t count)
{
	struct answer answer = { .status = STATUS_ENVIRONMENT };
	struct slice texts[2] = { { NULL, 0 }, { NULL, 0 } };
	const char **all = arena_take_array(arena, requests->count + count + 1,
					    sizeof(*all));

	for (size_t i = 0; i < requests->count; i++)
		all[i] = requests->words[i];
	for (size_t i = 0; i < count; i++)
		all[requests->count + i] = words[i];
	if (!capture_begin(&requests->capture)) {
		answer.messages = SLICE("pointbook: error: what the command "
					"says cannot be caught\n");
		return answer;
	}
	answer.status =
		dispatch_request(all, requests->count + count, &requests->open);
	/* what was recorded is recorded, whether it can be told or not */
	if (!capture_end(&requests->capture, arena, texts) &&
	    answer.status == STATUS_FINE)
		answer.status = STATUS_UNKNOWN;
	answer.output = texts[0];
	answer.messages = texts[1];
	return answer;
}
