/*
 * The known programs, one row each, with the words they want.
 */
#include "cmd/pdf.h"

#include <unistd.h>

#include "base/arena.h"
#include "cmd/helper.h"
#include "cmd/session.h"

enum {
	WORDS_MAX = 16
};

/* IN and OUT stand for the files; OUT+ is put behind the word before it. A
 * word behind ROOT is for root alone: Chromium refuses its sandbox there. */
static const struct program_words {
	const char *name;
	const char *words[WORDS_MAX];
} programs[] = {
	{ "weasyprint", { "weasyprint", "-q", "IN", "OUT" } },
	{ "wkhtmltopdf",
	  { "wkhtmltopdf", "-q", "--disable-javascript",
	    "--disable-local-file-access", "IN", "OUT" } },
	{ "chromium",
	  { "chromium", "--headless", "ROOT", "--no-sandbox", "--disable-gpu",
	    "--no-first-run", "--disable-background-networking",
	    "--disable-sync", "--no-pdf-header-footer",
	    "--print-to-pdf=", "OUT+", "IN" } },
	{ "google-chrome",
	  { "google-chrome", "--headless", "ROOT", "--no-sandbox",
	    "--disable-gpu", "--no-first-run",
	    "--disable-background-networking", "--disable-sync",
	    "--no-pdf-header-footer", "--print-to-pdf=", "OUT+", "IN" } },
};

enum {
	PROGRAMS = sizeof(programs) / sizeof(*programs)
};

const char *pdf_list(size_t nth)
{
	return nth < PROGRAMS ? programs[nth].name : NULL;
}

const char *pdf_find(struct arena *arena)
{
	for (size_t i = 0; i < PROGRAMS; i++)
		if (helper_find(arena, programs[i].name) != NULL)
			return programs[i].name;
	return NULL;
}

static const struct program_words *find_words(struct arena *arena)
{
	const char *name = pdf_find(arena);

	for (size_t i = 0; name != NULL && i < PROGRAMS; i++)
		if (programs[i].name == name)
			return &programs[i];
	return NULL;
}

bool pdf_print(struct session *session, const char *html, const char *pdf)
{
	const struct program_words *found = find_words(session->arena);
	const char *words[WORDS_MAX + 2] = { NULL };
	size_t count = 0;

	if (found == NULL) {
		message_error(
			&session->terminal,
			"no program makes a PDF here: install weasyprint, "
			"wkhtmltopdf or chromium");
		return false;
	}
	for (size_t i = 0; i < WORDS_MAX && found->words[i] != NULL; i++) {
		struct slice word = slice_from(found->words[i]);
		if (slice_is(word, "ROOT"))
			i += geteuid() == 0 ? 0 : 1;
		else if (slice_is(word, "OUT+"))
			words[count - 1] = arena_print(session->arena, "%s%s",
						       words[count - 1], pdf);
		else if (slice_is(word, "OUT"))
			words[count++] = pdf;
		else if (slice_is(word, "IN"))
			words[count++] = html;
		else
			words[count++] = found->words[i];
	}
	if (helper_run(session->arena, words) == 0 && access(pdf, R_OK) == 0)
		return true;
	message_error(&session->terminal, "'%s' made no PDF of '%s'",
		      found->name, html);
	return false;
}
