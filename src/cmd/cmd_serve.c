/*
 * pointbook serve: the counter for programs. One JSON object a line in, one a
 * line out, on a book that is kept open.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/message.h"
#include "cmd/request.h"
#include "cmd/session.h"
#include "exchange/json_reader.h"
#include "report/json_text.h"
#include "report/sink.h"

enum {
	REQUEST_MAX = 1 << 20, /* bytes of a line */
	WORDS_PER_VALUE = 2    /* --option and what it is given */
};

/* The lines that come in. */
struct input {
	char *bytes;
	size_t length; /* of what was read and not yet taken */
	size_t taken;  /* of it, by lines */
	bool has_ended;
};

/* What a line asks for. */
struct asked {
	const struct json_field *id;
	const char **words; /* of the command line */
	size_t count;
	bool is_json; /* its output is JSON itself */
};

static const char *const serve_examples[] = { "serve </dev/null", NULL };

/* ---- lines in ---------------------------------------------------------------*/

/* Reads on; false at the end of the input. */
static bool read_more(struct input *input)
{
	ssize_t got;

	memmove(input->bytes, input->bytes + input->taken,
		input->length - input->taken);
	input->length -= input->taken;
	input->taken = 0;
	do {
		got = read(STDIN_FILENO, input->bytes + input->length,
			   REQUEST_MAX - input->length);
	} while (got < 0 && errno == EINTR);
	input->has_ended = got <= 0;
	if (got > 0)
		input->length += (size_t)got;
	return got > 0;
}

/* The next line without its end. A line that is too long comes in pieces, each
 * of which is no request. False behind the last. */
static bool next_line(struct input *input, struct slice *line)
{
	for (;;) {
		struct slice rest = { input->bytes + input->taken,
				      input->length - input->taken };
		size_t end = slice_find(rest, '\n');

		if (end < rest.length || rest.length == REQUEST_MAX ||
		    (input->has_ended && rest.length > 0)) {
			*line = (struct slice){ rest.text, end };
			input->taken += end < rest.length ? end + 1 : end;
			return true;
		}
		if (input->has_ended || !read_more(input)) {
			if (input->length == input->taken)
				return false;
		}
	}
}

/* ---- what is asked ----------------------------------------------------------*/

static bool is_named(const struct json_field *field, const char *name)
{
	return strcmp(field->name, name) == 0;
}

static void add_word(struct asked *asked, const char *word)
{
	asked->words[asked->count++] = word;
}

/* `rules show` is two words. */
static void add_command(struct arena *arena, struct asked *asked,
			struct slice name)
{
	struct slice part = slice_cut(name, ' ', &name);

	add_word(asked, arena_copy(arena, part.text, part.length));
	if (name.length > 0)
		add_word(asked, arena_copy(arena, name.text, name.length));
}

/* A field that is an option: `"ref":"R-1"`, `"dry-run":true`, a list for one
 * that may be given again. */
static void add_option(struct arena *arena, struct asked *asked,
		       const struct json_field *field)
{
	const char *option = arena_print(arena, "--%s", field->name);

	if (field->kind == JSON_FIELD_FALSE || field->kind == JSON_FIELD_NULL)
		return;
	if (field->kind == JSON_FIELD_TRUE) {
		add_word(asked, option);
		return;
	}
	for (size_t i = 0; i < field->count; i++)
		add_word(asked,
			 arena_print(arena, "%s=%s", option, field->texts[i]));
}

static bool is_option(const struct json_field *field)
{
	return !is_named(field, "id") && !is_named(field, "do") &&
	       !is_named(field, "operands");
}

static size_t count_words(const struct json_request *request)
{
	size_t count = 3; /* two of the command, and -- */

	for (size_t i = 0; i < request->count; i++)
		count += request->fields[i].count * WORDS_PER_VALUE;
	return count;
}

/* The command line of a request; NULL, or what is wrong with it. */
static const char *read_request(const struct json_reader *reader,
				struct arena *arena, struct slice line,
				struct asked *asked)
{
	struct json_request request;
	const char *error = NULL;
	const struct json_field *field;

	*asked = (struct asked){ .id = NULL };
	if (!json_reader_object(reader, arena, line, &request, &error))
		return error;
	asked->id = json_reader_find(&request, "id");
	field = json_reader_find(&request, "do");
	if (!field || field->kind != JSON_FIELD_TEXT)
		return "'do' is missing: the command to run";
	asked->words = arena_take_array(arena, count_words(&request),
					sizeof(*asked->words));
	add_command(arena, asked, slice_from(field->texts[0]));
	for (size_t i = 0; i < request.count; i++)
		if (is_option(&request.fields[i]))
			add_option(arena, asked, &request.fields[i]);
	add_word(asked, "--");
	field = json_reader_find(&request, "operands");
	for (size_t i = 0; field && i < field->count; i++)
		add_word(asked, field->texts[i]);
	field = json_reader_find(&request, "format");
	asked->is_json = field && field->count == 1 &&
			 strcmp(field->texts[0], "json") == 0;
	return NULL;
}

/* ---- lines out --------------------------------------------------------------*/

static void add_id(struct sink *sink, const struct json_field *id)
{
	sink_add(sink, "{\"id\":");
	if (!id || id->count != 1 || id->kind == JSON_FIELD_NULL)
		sink_add(sink, "null");
	else if (id->kind == JSON_FIELD_TEXT)
		json_text_add(sink, slice_from(id->texts[0]));
	else
		sink_add(sink, id->texts[0]);
}

/* JSON whose strings have no line ends as they are. */
static void add_on_one_line(struct sink *sink, struct slice json)
{
	while (json.length > 0)
		sink_add_slice(sink, slice_cut(json, '\n', &json));
}

static void add_answer(struct sink *sink, const struct asked *asked,
		       const struct answer *answer)
{
	char status[32];

	add_id(sink, asked->id);
	(void)snprintf(status, sizeof(status), ",\"status\":%d",
		       (int)answer->status);
	sink_add(sink, status);
	if (asked->is_json && answer->status == STATUS_FINE &&
	    slice_starts(answer->output, "[")) {
		sink_add(sink, ",\"rows\":");
		add_on_one_line(sink, slice_trim(answer->output));
	} else {
		sink_add(sink, ",\"output\":");
		json_text_add(sink, answer->output);
	}
	sink_add(sink, ",\"messages\":");
	json_text_add(sink, answer->messages);
	sink_add(sink, "}\n");
}

static struct answer run(struct requests *requests,
			 const struct json_reader *reader, struct arena *arena,
			 struct slice line, struct asked *asked)
{
	const char *error = read_request(reader, arena, line, asked);
	struct answer answer = { .status = STATUS_USAGE };

	if (!error)
		return request_run(requests, arena, asked->words, asked->count);
	answer.messages =
		slice_from(arena_print(arena, "pointbook: error: %s\n", error));
	return answer;
}

/* Answers one line after the other. */
static enum exit_status serve(struct session *session,
			      struct requests *requests)
{
	struct input input = { .bytes = arena_take(session->arena,
						   REQUEST_MAX) };
	const struct json_reader *reader = json_reader_init(session->arena);
	struct sink *sink = session_sink(session);
	struct slice line;
	enum exit_status status = STATUS_FINE;

	while (sink && status == STATUS_FINE && next_line(&input, &line)) {
		struct arena arena;
		struct asked asked;

		if (slice_trim(line).length == 0)
			continue;
		arena_init(&arena);
		struct answer answer =
			run(requests, reader, &arena, line, &asked);
		add_answer(sink, &asked, &answer);
		arena_release(&arena);
		if (!sink_flush(sink))
			status = STATUS_ENVIRONMENT;
	}
	return sink ? status : STATUS_ENVIRONMENT;
}

static enum exit_status serve_run(struct session *session, const void *options)
{
	struct requests requests;
	const char *missing = json_reader_missing();
	enum exit_status status;

	(void)options;
	if (missing) {
		message_error(&session->terminal,
			      "cannot read requests: %s is not installed",
			      missing);
		return STATUS_ENVIRONMENT;
	}
	status = request_init(&requests, session);
	if (status != STATUS_FINE)
		return status;
	status = serve(session, &requests);
	request_release(&requests);
	return status;
}

const struct command cmd_serve = {
	.name = "serve",
	.group = GROUP_RECORD,
	.summary = "record and look for another program, a JSON line at a time",
	.examples = serve_examples,
	.notes =
		"A line {\"do\":\"sale\",\"operands\":[\"M0012\",\"4.50\"]} is "
		"answered by a line with status, output and messages.",
	.run = serve_run,
};
