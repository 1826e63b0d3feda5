/*
 * pointbook pack: all that a month end gives, in one folder: each report as
 * CSV and HTML, all of them in one XLSX workbook, a sheet each, the rules, the
 * sealed text, what each file was made by, and its SHA-256. The commands are run as anybody would run them, so what is
 * in the folder is what they print; the day they take for today is that of
 * the seal, so the same book gives the same bytes on any day and machine.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/intern.h"
#include "base/text.h"
#include "cmd/capture.h"
#include "cmd/closing.h"
#include "cmd/command.h"
#include "cmd/dispatch.h"
#include "cmd/output.h"
#include "cmd/session.h"
#include "journal/journal.h"
#include "report/render.h"
#include "report/workbook.h"
#include "rules/program.h"
#include "value/seal_check.h"
#include "value/seals.h"

enum {
	WORDS_MAX = 64
};

static const char sums_name[] = "SHA256SUMS";
static const char readme_name[] = "README.txt";
static const char workbook_name[] = "month-end.xlsx";

static const char *const pack_examples[] = { "pack 2026-10 october", NULL };

/* What is made, and by what; %P is the period, %E its last day. */
static const struct part {
	const char *name;
	const char *extension; /* NULL: a table, in each of the formats */
	const char *command;
} parts[] = {
	{ "check", NULL, "check" },
	{ "balance", NULL, "balance --total --as-of %E" },
	{ "liability", NULL, "liability --as-of %E" },
	{ "rollforward", NULL, "rollforward -p %P" },
	{ "rollforward-vintages", NULL, "rollforward -p %P --by vintage" },
	{ "ageing", NULL, "ageing --as-of %E" },
	{ "estimate", NULL, "estimate --as-of %E" },
	{ "cutoff", NULL, "cutoff -p %P" },
	{ "adjustments", NULL, "adjustments -p %P" },
	{ "sample", NULL, "sample --n 25 --seed 7 -p %P" },
	{ "history", NULL, "history -p %P" },
	{ "verify", NULL, "verify" },
	{ "export-gl", "csv", "export gl -p %P --to csv" },
	{ "rules", "yaml", "rules show --canonical --on %E" },
	{ "sealed", "points", "print --sealed %P" },
};

static const char *const formats[] = { "csv", "html" };

struct packing {
	struct session *session;
	struct closing closing;
	const char *folder;
	const char *today;         /* the day all commands take for today */
	struct workbook *workbook; /* NULL: built without */
	struct capture capture;
	struct intern said; /* on stderr so far */
	struct text readme;
	struct text sums;
};

/* ---- one file ---- */

static const char *in_folder(const struct packing *packing, const char *name)
{
	return arena_print(packing->session->arena, "%s/%s", packing->folder,
			   name);
}

/* The command's words, and the same as somebody would type them. */
static size_t add_words(const struct packing *packing, const char *command,
			const char **words, struct text *typed)
{
	struct arena *arena = packing->session->arena;
	struct slice rest = slice_from(command);
	char day[DAY_TEXT_MAX];
	size_t count = 0;

	day_print(packing->closing.period.to, day);
	while (rest.length > 0) {
		struct slice word = slice_cut(rest, ' ', &rest);

		if (slice_is(word, "%P"))
			word = packing->closing.name;
		else if (slice_is(word, "%E"))
			word = slice_from(day);
		words[count] = arena_copy(arena, word.text, word.length);
		text_add_format(typed, " %s", words[count++]);
	}
	return count;
}

/* The options that name the book, which was found already. */
static size_t add_book(const struct packing *packing, const char **words)
{
	const struct global_options *global = &packing->session->global;
	size_t count = 0;

	for (size_t i = 0; i < global->files.count && count < WORDS_MAX / 2;
	     i++) {
		words[count++] = "-f";
		words[count++] = global->files.values[i];
	}
	if (global->rules) {
		words[count++] = "--rules";
		words[count++] = global->rules;
	}
	if (global->allow_outside)
		words[count++] = "--allow-outside";
	return count;
}

/* Says what was not said before: a line, with those below it that are
 * indented. */
static void say_once(struct packing *packing, struct slice said)
{
	struct text block;

	text_init(&block, packing->session->arena);
	while (said.length > 0) {
		uint32_t known = packing->said.count;

		text_clear(&block);
		do {
			text_add_slice(&block, slice_cut(said, '\n', &said));
			text_add_char(&block, '\n');
		} while (said.length > 0 && said.text[0] == ' ');
		struct slice copy = arena_copy_slice(packing->session->arena,
						     text_slice(&block));
		if (intern_add(&packing->said, copy) == known)
			message_print(&block);
	}
}

/* Runs it, into a sheet where there is one. */
static enum exit_status run_words(struct packing *packing,
				  const char *const *words, size_t count,
				  const struct workbook_sheet *sheet)
{
	struct slice texts[2] = { { NULL, 0 }, { NULL, 0 } };

	if (!capture_begin(&packing->capture))
		return STATUS_ENVIRONMENT;
	enum exit_status status = sheet ? dispatch_sheet(words, count, sheet)
					: dispatch_request(words, count, NULL);
	if (!capture_end(&packing->capture, packing->session->arena, texts))
		status = STATUS_ENVIRONMENT;
	say_once(packing, texts[1]);
	return status;
}

/* The words that every command begins with. */
static size_t begin_words(const struct packing *packing, const char **words)
{
	words[0] = "-q";
	words[1] = "--today";
	words[2] = packing->today;
	return 3 + add_book(packing, words + 3);
}

/* Runs the command into the file. */
static enum exit_status make_file(struct packing *packing, const char *command,
				  const char *name, struct text *typed)
{
	const char *words[WORDS_MAX + WORDS_MAX / 2];
	const char *path = in_folder(packing, name);
	size_t count = begin_words(packing, words);

	text_add_format(typed, "pointbook --today %s", packing->today);
	count += add_words(packing, command, words + count, typed);
	text_add_format(typed, " -o %s", name);
	words[count++] = "-o";
	words[count++] = path;
	(void)unlink(path);
	return run_words(packing, words, count, NULL);
}

/* Runs the command into a sheet of the workbook. */
static enum exit_status make_sheet(struct packing *packing,
				   const struct part *part)
{
	const char *words[WORDS_MAX + WORDS_MAX / 2];
	struct workbook_sheet sheet = { packing->workbook, part->name };
	size_t count = begin_words(packing, words);
	struct text typed;

	if (!packing->workbook)
		return STATUS_FINE;
	text_init(&typed, packing->session->arena);
	count += add_words(packing, part->command, words + count, &typed);
	words[count++] = "-O";
	words[count++] = "xlsx";
	words[count++] = "-o";
	words[count++] = "/dev/null"; /* the table goes to its sheet */
	enum exit_status status = run_words(packing, words, count, &sheet);
	return status == STATUS_NO ? STATUS_FINE : status;
}

/* Adds a file's digest, as sha256sum prints it. */
static bool add_sum(struct packing *packing, const char *name)
{
	struct file file;
	char digest[DIGEST_TEXT_MAX];

	if (file_read(packing->session->arena, in_folder(packing, name), true,
		      &file) != FILE_OK)
		return false;
	digest_print(file.text, digest);
	text_add_format(&packing->sums, "%s  %s\n", digest, name);
	return true;
}

/* Status 1 without a file: the command had reasons, and said them. */
static enum exit_status pack_part(struct packing *packing,
				  const struct part *part,
				  const char *extension)
{
	struct session *session = packing->session;
	const char *name =
		arena_print(session->arena, "%s.%s", part->name, extension);
	struct text typed;

	text_init(&typed, session->arena);
	enum exit_status status =
		make_file(packing, part->command, name, &typed);
	if (status != STATUS_FINE && status != STATUS_NO) {
		message_error(&session->terminal, "'%s' could not be made",
			      in_folder(packing, name));
		return status;
	}
	bool is_there = add_sum(packing, name);
	text_add_format(&packing->readme, "%s%s\n    %s\n", name,
			is_there ? "" : " (refused, see the command)",
			typed.bytes);
	return STATUS_FINE;
}

/* A table in each of the formats, and as a sheet. */
static enum exit_status pack_table(struct packing *packing,
				   const struct part *part)
{
	enum exit_status status = STATUS_FINE;

	for (size_t i = 0;
	     status == STATUS_FINE && i < sizeof(formats) / sizeof(formats[0]);
	     i++)
		status = pack_part(packing, part, formats[i]);
	return status == STATUS_FINE ? make_sheet(packing, part) : status;
}

static enum exit_status pack_parts(struct packing *packing)
{
	enum exit_status status = STATUS_FINE;

	for (size_t i = 0;
	     status == STATUS_FINE && i < sizeof(parts) / sizeof(parts[0]); i++)
		status = parts[i].extension ? pack_part(packing, &parts[i],
							parts[i].extension)
					    : pack_table(packing, &parts[i]);
	return status;
}

/* ---- the rest of the folder ---- */

static enum exit_status save_text(struct packing *packing, const char *name,
				  const struct text *text)
{
	struct session *session = packing->session;
	struct output *output = output_open(
		session->arena, &session->terminal,
		&(struct output_request){ .path = in_folder(packing, name) });

	if (!output)
		return STATUS_ENVIRONMENT;
	sink_add_slice(&output->sink, text_slice(text));
	return output_close(output, true) ? STATUS_FINE : STATUS_ENVIRONMENT;
}

/* A pack without a workbook is a pack, but that is said. */
static void open_workbook(struct packing *packing)
{
	const struct renderer *xlsx = render_find(SLICE("xlsx"))->renderer;
	const char *missing = xlsx->missing ? xlsx->missing() : NULL;

	if (missing)
		message_note(&packing->session->terminal,
			     "without %s: it needs %s, which is not installed "
			     "here",
			     workbook_name, missing);
	else if (xlsx->begin)
		packing->workbook = workbook_open(packing->session->arena);
}

/* The workbook with all its sheets. */
static enum exit_status save_workbook(struct packing *packing)
{
	struct session *session = packing->session;
	struct output_request request = { .path = in_folder(packing,
							    workbook_name) };
	struct output *output;

	if (!packing->workbook)
		return STATUS_FINE;
	output = output_open(session->arena, &session->terminal, &request);
	if (!output)
		return STATUS_ENVIRONMENT;
	bool is_whole = workbook_save(packing->workbook, &output->sink);
	if (!output_close(output, is_whole) || !is_whole ||
	    !add_sum(packing, workbook_name))
		return STATUS_ENVIRONMENT;
	text_add_format(&packing->readme,
			"%s\n    pointbook pack %.*s DIR: the tables above, a "
			"sheet each\n",
			workbook_name, SLICE_ARGS(packing->closing.name));
	return STATUS_FINE;
}

/* A folder that is new, empty, or a pack already. */
static enum exit_status prepare_folder(struct packing *packing)
{
	struct session *session = packing->session;

	if (mkdir(packing->folder, 0777) == 0 ||
	    access(in_folder(packing, sums_name), F_OK) == 0)
		return STATUS_FINE;
	if (errno == ENOENT && access(packing->folder, F_OK) == 0) {
		if (rmdir(packing->folder) == 0 &&
		    mkdir(packing->folder, 0777) == 0)
			return STATUS_FINE;
		message_error(&session->terminal,
			      "'%s' is there, and is no pack: name another "
			      "folder",
			      packing->folder);
		return STATUS_ENVIRONMENT;
	}
	message_error(&session->terminal, "cannot make the folder '%s': %s",
		      packing->folder, strerror(errno));
	return STATUS_ENVIRONMENT;
}

/* The day for today, and the first lines of the README. */
static void begin_readme(struct packing *packing)
{
	struct session *session = packing->session;
	const struct journal *journal = session->journal;
	const struct program *program =
		programs_on(session->programs, packing->closing.period.to);
	struct text *readme = &packing->readme;
	struct day today = packing->closing.period.to;
	char day[DAY_TEXT_MAX];
	struct seals seals;

	seals_find(session->arena, journal, &seals);
	const struct seal *seal = seals_of(&seals, packing->closing.period);
	text_add_format(readme, "%.*s: month end %.*s\n",
			SLICE_ARGS(program->name),
			SLICE_ARGS(packing->closing.name));
	if (seal) {
		const struct event *event = &journal->events[seal->event];
		struct day entered =
			event_day_value(journal, event, KEY_ENTERED);
		char fingerprint[FINGERPRINT_MAX];

		today = day_is_real(entered) ? entered : event->day;
		day_print(today, day);
		seal_check_fingerprint(event_value(journal, event, KEY_DIGEST),
				       fingerprint);
		text_add_format(readme, "closed on %s, fingerprint %s\n", day,
				fingerprint);
	} else {
		text_add(readme, "not closed\n");
		message_warning(&session->terminal,
				"%.*s is not closed: its figures may change",
				SLICE_ARGS(packing->closing.name));
	}
	day_print(today, day);
	packing->today = arena_copy(session->arena, day, strlen(day));
	text_add_format(readme,
			"\n'sha256sum -c %s' checks the files. Each is what "
			"the command below it\nmakes of the book.\n\n",
			sums_name);
}

/* All files, in a folder that is ready. */
static enum exit_status fill_folder(struct packing *packing)
{
	begin_readme(packing);
	enum exit_status status = pack_parts(packing);

	if (status == STATUS_FINE)
		status = save_workbook(packing);
	if (status == STATUS_FINE)
		status = save_text(packing, readme_name, &packing->readme);
	if (status == STATUS_FINE && !add_sum(packing, readme_name))
		status = STATUS_ENVIRONMENT;
	if (status == STATUS_FINE)
		status = save_text(packing, sums_name, &packing->sums);
	return status;
}

static enum exit_status pack_run(struct session *session, const void *options)
{
	struct packing packing = { .session = session,
				   .folder = session->operands[1] };
	enum exit_status status =
		closing_read(session, session->operands[0], &packing.closing);

	(void)options;
	if (status == STATUS_FINE)
		status = prepare_folder(&packing);
	if (status != STATUS_FINE)
		return status;
	text_init(&packing.readme, session->arena);
	text_init(&packing.sums, session->arena);
	intern_init(&packing.said, session->arena, session->journal->seed);
	open_workbook(&packing);
	if (capture_init(&packing.capture))
		status = fill_folder(&packing);
	else
		status = STATUS_ENVIRONMENT;
	capture_release(&packing.capture);
	if (status == STATUS_FINE)
		message_note(&session->terminal, "the pack is in %s",
			     packing.folder);
	else
		message_error(&session->terminal,
			      "the pack in %s is not complete", packing.folder);
	return status;
}

const struct command cmd_pack = {
	.name = "pack",
	.group = GROUP_CHECK,
	.summary = "all reports of a month end in one folder",
	.operands = "PERIOD DIR",
	.operand_min = 2,
	.operand_max = 2,
	.needs = NEEDS_RULES,
	.examples = pack_examples,
	.run = pack_run,
};
