/*
 * The rows of the options that many commands share.
 */
#include "cmd/global.h"

static const char *const when[] = { "auto", "always", "never", NULL };

static const char *const styles[] = { "plain", "excel", NULL };

static const char *const formats[] = {
#define RENDERER(name, extension, summary) #name,
#include "report/renderers.def"
#undef RENDERER
	NULL
};

const struct option global_table[] = {
	{ "file", 'f', OPTION_LIST, "FILE", NULL,
	  offsetof(struct global_options, files),
	  "read this journal; may be given again, - is stdin" },
	{ "rules", 0, OPTION_FILE, "FILE", NULL,
	  offsetof(struct global_options, rules),
	  "these rules instead of those the journal names" },
	{ "directory", 'C', OPTION_FILE, "DIR", NULL,
	  offsetof(struct global_options, directory),
	  "work as if started in this folder" },
	{ "today", 0, OPTION_DAY, "DAY", NULL,
	  offsetof(struct global_options, today), "take this day for today" },
	{ "quiet", 'q', OPTION_FLAG, NULL, NULL,
	  offsetof(struct global_options, quiet),
	  "say nothing when all is well" },
	{ "verbose", 'v', OPTION_COUNT, NULL, NULL,
	  offsetof(struct global_options, verbose),
	  "say what is read and understood; twice says more" },
	{ "yes", 'y', OPTION_FLAG, NULL, NULL,
	  offsetof(struct global_options, yes),
	  "take every question as answered with yes" },
	{ "no-input", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct global_options, no_input),
	  "never ask; stop with exit 4 where an answer is needed" },
	{ "color", 0, OPTION_CHOICE, "WHEN", when,
	  offsetof(struct global_options, color),
	  "colour the output: auto, always, never" },
	{ "no-pager", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct global_options, no_pager),
	  "do not page what is longer than the screen" },
	{ "no-progress", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct global_options, no_progress),
	  "do not show that something takes long" },
	{ "max-errors", 0, OPTION_NUMBER, "N", NULL,
	  offsetof(struct global_options, max_errors),
	  "show so many diagnostics, 0 for all (20)" },
	{ "lock-timeout", 0, OPTION_NUMBER, "SECONDS", NULL,
	  offsetof(struct global_options, lock_timeout),
	  "wait so long for others who write (10)" },
	{ "allow-outside", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct global_options, allow_outside),
	  "let the book name files outside its folder" },
	{ "pseudonyms", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct global_options, pseudonyms),
	  "hide names, contacts and remarks about people" },
	{ "help", 'h', OPTION_FLAG, NULL, NULL,
	  offsetof(struct global_options, help), "say how a command works" },
	{ "version", 'V', OPTION_FLAG, NULL, NULL,
	  offsetof(struct global_options, version), "say which version it is" },
	{ .name = NULL },
};

const struct option global_dates[] = {
	{ "from", 0, OPTION_DAY, "DAY", NULL,
	  offsetof(struct date_options, from), "begin with this day" },
	{ "to", 0, OPTION_DAY, "DAY", NULL, offsetof(struct date_options, to),
	  "end with this day" },
	{ "period", 'p', OPTION_PERIOD, "PERIOD", NULL,
	  offsetof(struct date_options, period),
	  "this month, quarter, year or range: 2026-10, last-month" },
	{ "as-of", 0, OPTION_DAY, "DAY", NULL,
	  offsetof(struct date_options, as_of),
	  "how things stood at the close of this day (today)" },
	{ .name = NULL },
};

const struct option global_as_of[] = {
	{ "as-of", 0, OPTION_DAY, "DAY", NULL,
	  offsetof(struct date_options, as_of),
	  "how things stood at the close of this day (today)" },
	{ .name = NULL },
};

/* Those of commands that record begin behind the first. */
const struct option global_output[] = {
	{ "header", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct output_options, header),
	  "say in csv and tsv what it rests on, in # lines" },
	{ "format", 'O', OPTION_CHOICE, "FORMAT", formats,
	  offsetof(struct output_options, format),
	  "print as table, csv, tsv, json, jsonl, md, html, xlsx" },
	{ "output", 'o', OPTION_FILE, "FILE", NULL,
	  offsetof(struct output_options, output),
	  "write to this file, in the format its name says" },
	{ "csv", 0, OPTION_CHOICE, "STYLE", styles,
	  offsetof(struct output_options, csv),
	  "csv as in RFC 4180 (plain) or as spreadsheets want it (excel)" },
	{ .name = NULL },
};

const struct option *const global_rows = global_output + 1;

const struct option global_file[] = {
	{ "output", 'o', OPTION_FILE, "FILE", NULL,
	  offsetof(struct output_options, output), "write to this file" },
	{ .name = NULL },
};

const struct option global_filter[] = {
	{ "tag", 0, OPTION_LIST, "TAG", NULL,
	  offsetof(struct filter_options, tags),
	  "only what has this tag; may be given again" },
	{ .name = NULL },
};

const struct option global_write[] = {
	{ "dry-run", 'n', OPTION_FLAG, NULL, NULL,
	  offsetof(struct write_options, dry_run),
	  "print the lines it would write, and write nothing" },
	{ .name = NULL },
};

const struct option global_record[] = {
	{ "ref", 0, OPTION_TEXT, "REF", NULL,
	  offsetof(struct record_options, ref),
	  "the event's reference, a receipt's number; a short random one" },
	{ "date", 0, OPTION_TEXT, "DAY[THH:MM]", NULL,
	  offsetof(struct record_options, date), "the event's day (today)" },
	{ "store", 0, OPTION_TEXT, "STORE", NULL,
	  offsetof(struct record_options, store), "where it happened" },
	{ "staff", 0, OPTION_TEXT, "NAME", NULL,
	  offsetof(struct record_options, staff),
	  "who recorded it (the login name)" },
	{ "with", 0, OPTION_LIST, "KEY:VALUE", NULL,
	  offsetof(struct record_options, with),
	  "a further attribute of the event; may be given again" },
	{ "into", 0, OPTION_FILE, "FILE", NULL,
	  offsetof(struct record_options, into),
	  "the file of the book that the line goes to" },
	{ .name = NULL },
};
