/*
 * The parts of `doctor` that look at what is around the book: git and the
 * machine. What git should know is written into its files only by --fix.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/inflate.h"
#include "base/slice.h"
#include "cmd/checkup.h"
#include "cmd/git.h"
#include "cmd/git_setup.h"
#include "cmd/helper.h"
#include "cmd/new_files.h"
#include "cmd/pdf.h"
#include "cmd/sandbox.h"
#include "cmd/session.h"
#include "cmd/share.h"
#include "cmd/terminal.h"
#include "exchange/csv_reader.h"
#include "exchange/json_reader.h"
#include "journal/journal.h"
#include "report/table_library.h"
#include "store/io.h"

/* ---- git ---- */

/* A line that is wanted in a file of the folder. */
struct wanted {
	const char *subject, *file, *line, *found;
};

static void want_line(struct checkup *checkup, const char *folder,
		      const struct wanted *wanted)
{
	struct arena *arena = checkup->session->arena;
	const char *path =
		new_files_join(checkup->session, folder, wanted->file);
	const char *fix =
		arena_print(arena, "echo '%s' >>%s", wanted->line, path);

	if (checkup->mends &&
	    new_files_append(checkup->session, path, wanted->line))
		checkup_add(checkup, wanted->subject, DOCTOR_MENDED,
			    wanted->found, fix);
	else
		checkup_add(checkup, wanted->subject, DOCTOR_WRONG,
			    wanted->found, fix);
}

/* True when some line of .gitattributes says how *.points merges. */
static bool has_merge(struct checkup *checkup, const char *folder)
{
	struct file file;

	if (file_read(
		    checkup->session->arena,
		    new_files_join(checkup->session, folder, ".gitattributes"),
		    true, &file) != FILE_OK)
		return false;
	while (file.text.length > 0) {
		struct slice line = slice_cut(file.text, '\n', &file.text);
		if (!slice_starts(line, "*.points"))
			continue;
		for (size_t i = 0; i < line.length; i++) {
			if (slice_starts(slice_from_offset(line, i), "merge="))
				return true;
		}
	}
	return false;
}

static bool git_says(struct checkup *checkup, const char *folder,
		     const char *command, const char *option, const char *name)
{
	const char *words[] = { command, option, "--", name, NULL };

	return git_run(checkup->session->arena, folder, words) == 0;
}

static void look_at_ignored(struct checkup *checkup, const char *folder)
{
	static const char name[] = "members.points";

	if (!new_files_exist(checkup->session, folder, name))
		return;
	if (git_says(checkup, folder, "ls-files", "--error-unmatch", name))
		checkup_add(checkup, "git: members", DOCTOR_NOTE,
			    "git has members.points, for all who can clone the "
			    "book",
			    NULL);
	else if (git_says(checkup, folder, "check-ignore", "-q", name))
		checkup_add(checkup, "git: members", DOCTOR_FINE,
			    "members.points stays out of it", NULL);
	else
		want_line(checkup, folder,
			  &(struct wanted){
				  "git: members", ".gitignore", name,
				  "the next commit may take members.points" });
}

/* Locks are of one machine. */
static void look_at_locks(struct checkup *checkup, const char *folder)
{
	if (!git_says(checkup, folder, "check-ignore", "--no-index",
		      ".book.points.lock"))
		want_line(checkup, folder,
			  &(struct wanted){ "git: locks", ".gitignore",
					    ".*.lock",
					    "the next commit may take lock "
					    "files" });
}

static void look_at_hook(struct checkup *checkup, const char *folder)
{
	if (git_setup_has_hook(checkup->session, folder))
		checkup_add(checkup, "git: hook", DOCTOR_FINE,
			    "the book is checked before each commit", NULL);
	else
		checkup_add(checkup, "git: hook", DOCTOR_NOTE,
			    "nothing checks the book before a commit",
			    arena_print(checkup->session->arena,
					"pointbook init --git-hook %s",
					folder));
}

void checkup_look_at_git(struct checkup *checkup)
{
	const char *folder = git_folder(checkup->session->arena,
					checkup->session->journal_path);

	if (helper_find(checkup->session->arena, "git") == NULL)
		return;
	if (!git_has(checkup->session->arena, folder)) {
		checkup_add(checkup, "git", DOCTOR_NOTE,
			    "the book is not in it", NULL);
		return;
	}
	if (has_merge(checkup, folder))
		checkup_add(checkup, "git: merging", DOCTOR_FINE,
			    ".gitattributes says how books merge", NULL);
	else
		want_line(checkup, folder,
			  &(struct wanted){ "git: merging", ".gitattributes",
					    "*.points merge=union",
					    "two branches of the book would "
					    "not merge by themselves" });
	look_at_ignored(checkup, folder);
	look_at_locks(checkup, folder);
	look_at_hook(checkup, folder);
}

/* ---- the machine ---- */

static void look_at_locale(struct checkup *checkup)
{
	struct arena *arena = checkup->session->arena;
	const char *name = terminal_codeset(arena);

	if (slice_is(slice_from(name), "UTF-8"))
		checkup_add(checkup, "locale", DOCTOR_FINE, "UTF-8", NULL);
	else
		checkup_add(checkup, "locale", DOCTOR_NOTE,
			    arena_print(arena,
					"%s: names may look wrong on this "
					"terminal",
					name),
			    "export LC_ALL=C.UTF-8");
}

static void look_at_helpers(struct checkup *checkup)
{
	static const struct {
		const char *name, *use;
	} helpers[] = {
		{ "git", "to keep versions and to work from two places" },
		{ "less", "to page through long tables" },
		{ "sendmail", "to send letters to members" },
	};

	for (size_t i = 0; i < sizeof(helpers) / sizeof(*helpers); i++) {
		struct arena *arena = checkup->session->arena;
		const char *path = helper_find(arena, helpers[i].name);
		if (path != NULL)
			checkup_add(checkup, "helper", DOCTOR_FINE,
				    arena_print(arena, "%s: %s",
						helpers[i].name, path),
				    NULL);
		else
			checkup_add(checkup, "helper", DOCTOR_NOTE,
				    arena_print(arena,
						"%s is not installed; it would "
						"be of use %s",
						helpers[i].name,
						helpers[i].use),
				    NULL);
	}
}

static void look_at_pdf(struct checkup *checkup)
{
	struct arena *arena = checkup->session->arena;
	const char *name = pdf_find(arena);

	if (name != NULL)
		checkup_add(checkup, "helper", DOCTOR_FINE,
			    arena_print(arena, "%s: %s", name,
					helper_find(arena, name)),
			    NULL);
	else
		checkup_add(checkup, "helper", DOCTOR_NOTE,
			    "no weasyprint, wkhtmltopdf or chromium is "
			    "installed; one would be of use for letters as PDF",
			    NULL);
}

/* Those that only some commands load. */
static void look_at_libraries(struct checkup *checkup)
{
	const struct {
		const char *missing, *use;
	} libraries[] = {
		{ inflate_missing(INFLATE_GZIP),
		  "a backup or a .gz file needs it" },
		{ inflate_missing(INFLATE_ZSTD), "a .zst file needs it" },
		{ csv_reader_missing(), "import and reconcile need it" },
		{ json_reader_missing(), "serve needs it" },
		{ table_library_missing(),
		  "without it no table is wrapped or coloured" },
	};
	size_t missing = 0;

	for (size_t i = 0; i < sizeof(libraries) / sizeof(*libraries); i++) {
		if (!libraries[i].missing)
			continue;
		missing++;
		checkup_add(checkup, "libraries", DOCTOR_WRONG,
			    arena_print(checkup->session->arena,
					"%s is not installed: %s",
					libraries[i].missing, libraries[i].use),
			    NULL);
	}
	if (missing == 0)
		checkup_add(checkup, "libraries", DOCTOR_FINE,
			    "all are installed", NULL);
}

static void look_at_sandbox(struct checkup *checkup)
{
	int version = sandbox_version();

	if (version > 0)
		checkup_add(checkup, "sandbox", DOCTOR_FINE,
			    arena_print(checkup->session->arena,
					"Landlock %d: commands that only read "
					"can write nothing",
					version),
			    NULL);
	else
		checkup_add(checkup, "sandbox", DOCTOR_NOTE,
			    "this system has no Landlock: commands that only "
			    "read keep the right to write",
			    NULL);
}

void checkup_look_at_machine(struct checkup *checkup)
{
	look_at_sandbox(checkup);
	look_at_locale(checkup);
	look_at_libraries(checkup);
	look_at_helpers(checkup);
	look_at_pdf(checkup);
	if (share_find(checkup->session->arena, "rules") == NULL)
		checkup_add(checkup, "shared files", DOCTOR_WRONG,
			    "demo book and starters are not installed",
			    "make install");
	else
		checkup_add(checkup, "shared files", DOCTOR_FINE,
			    "demo book and starters are there", NULL);
}
