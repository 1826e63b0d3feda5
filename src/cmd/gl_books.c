/*
 * Each program is a row: by which ends of names its files are known, the words
 * that make it print all postings as CSV (assertions left aside: whether they
 * hold is what is asked), and the headings of programs that print none.
 */
#include "cmd/gl_books.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"
#include "cmd/helper.h"
#include "cmd/session.h"
#include "exchange/csv_text.h"

enum {
	WORDS_MAX = 10,
	ENDS_MAX = 4
};

struct books_program {
	const char *name;
	const char *ends[ENDS_MAX];
	const char *words[WORDS_MAX]; /* "" stands for the file */
	const char *headings;
};

const char *const gl_books_programs[] = { "csv", "hledger", "ledger",
					  "beancount", NULL };

static const struct books_program programs[] = {
	{ .name = "csv" },
	{ .name = "hledger",
	  .ends = { ".journal", ".hledger", ".j" },
	  .words = { "hledger", "-f", "", "register", "-I", "-O", "csv" } },
	{ .name = "ledger",
	  .ends = { ".ledger", ".dat", ".ldg" },
	  .words = { "ledger", "--args-only", "--permissive", "-f", "", "csv" },
	  .headings = "date,ref,text,account,currency,amount,state,note\n" },
	{ .name = "beancount",
	  .ends = { ".beancount", ".bean" },
	  .words = { "bean-query", "-q", "-f", "csv", "",
		     ("SELECT date, links AS ref, narration AS text, account, "
		      "number AS amount") } },
};

static const struct books_program *program_of(const char *path, int program)
{
	if (program >= 0)
		return &programs[program];
	for (size_t i = 0; i < sizeof(programs) / sizeof(*programs); i++) {
		for (int e = 0; e < ENDS_MAX && programs[i].ends[e] != NULL;
		     e++) {
			if (slice_ends(slice_from(path), programs[i].ends[e]))
				return &programs[i];
		}
	}
	return &programs[0];
}

/* The file's text. */
static enum exit_status read_file(struct session *session, const char *path,
				  struct slice *bytes, struct slice *text)
{
	struct file file;
	struct csv_text read;
	enum file_status status = file_read(session->arena, path, true, &file);

	if (status != FILE_OK) {
		message_error(&session->terminal, "cannot read '%s': %s", path,
			      file_reason(status, &file));
		return STATUS_ENVIRONMENT;
	}
	const char *missing = csv_text_missing(file.text);
	if (missing) {
		message_error(&session->terminal,
			      "cannot read '%s': %s is not installed", path,
			      missing);
		return STATUS_ENVIRONMENT;
	}
	if (!csv_text_read(session->arena, file.text, CSV_ENCODING_FIND,
			   &read)) {
		message_error(&session->terminal, "'%s': %s", path,
			      read.problem);
		return STATUS_NO;
	}
	*bytes = file.text;
	*text = read.text;
	return STATUS_FINE;
}

/* What the program prints of it. */
static enum exit_status run(struct session *session, const char *path,
			    const struct books_program *program,
			    struct text *text)
{
	const char *words[WORDS_MAX + 1] = { NULL };

	for (int i = 0; i < WORDS_MAX && program->words[i] != NULL; i++)
		words[i] =
			*program->words[i] == '\0' ? path : program->words[i];
	if (program->headings != NULL)
		text_add(text, program->headings);
	if (helper_find(session->arena, words[0]) == NULL) {
		message_error(&session->terminal,
			      "'%s' is read through %s, which is not "
			      "installed: export the account as CSV",
			      path, words[0]);
		return STATUS_ENVIRONMENT;
	}
	if (helper_capture(session->arena, words, text) == 0)
		return STATUS_FINE;
	message_error(&session->terminal, "%s cannot read '%s'", words[0],
		      path);
	return STATUS_ENVIRONMENT;
}

enum exit_status gl_books_read(struct session *session, const char *path,
			       int program,
			       const struct gl_file_request *request,
			       struct gl_file *file)
{
	const struct books_program *reader = program_of(path, program);
	struct slice bytes = { NULL, 0 };
	struct slice text = { NULL, 0 };
	struct text printed;
	enum exit_status status = read_file(session, path, &bytes, &text);

	if (status == STATUS_FINE && reader->words[0] != NULL) {
		text_init(&printed, session->arena);
		status = run(session, path, reader, &printed);
		text = text_slice(&printed);
	}
	if (status != STATUS_FINE)
		return status;
	if (!gl_file_read(session->arena, text, request, file)) {
		if (file->problem_line > 0)
			message_error(&session->terminal, "%s:%zu: %s", path,
				      file->problem_line, file->problem);
		else
			message_error(&session->terminal, "'%s': %s", path,
				      file->problem);
		return STATUS_NO;
	}
	file->bytes = bytes;
	for (size_t i = 0; reader->words[0] != NULL && i < file->count; i++)
		file->list[i].line = 0; /* of the program's output */
	if (file->count == 0 && file->rows > 0 && file->names_accounts) {
		message_error(&session->terminal,
			      "'%s' has no row of the account '%.*s': name it "
			      "with --account",
			      path, SLICE_ARGS(request->account));
		return STATUS_NO;
	}
	return STATUS_FINE;
}
