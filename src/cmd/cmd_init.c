/*
 * pointbook init: a new book. Options and answers make a plan (struct
 * founding), the plan makes the files.
 */
#include <string.h>

#include "base/arena.h"
#include "base/currency.h"
#include "base/decimal.h"
#include "base/file.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cmd/ask.h"
#include "cmd/command.h"
#include "cmd/git.h"
#include "cmd/git_setup.h"
#include "cmd/new_files.h"
#include "cmd/session.h"
#include "cmd/share.h"
#include "cmd/starter.h"
#include "report/sink.h"

enum {
	NAME_MAX_LENGTH = 200,
	FILES_MAX = 6
};

static const char *const starters[] = { "points", "stamps", "cashback", "tiers",
					NULL };

struct init_options {
	int starter; /* index into starters, -1 */
	bool track_members;
	bool git_hook;
	bool git_drivers;
};

static const struct option init_table[] = {
	{ "starter", 0, OPTION_CHOICE, "KIND", starters,
	  offsetof(struct init_options, starter),
	  "begin with the rules of this kind: points, stamps, cashback or "
	  "tiers" },
	{ "track-members", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct init_options, track_members),
	  "let git have the members' file, too" },
	{ "git-hook", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct init_options, git_hook),
	  "have the book checked before each commit, in this clone" },
	{ "git-drivers", 0, OPTION_FLAG, NULL, NULL,
	  offsetof(struct init_options, git_drivers),
	  "have git merge and show the book's files by pointbook, in this "
	  "clone" },
	{ 0 },
};

static const char *const init_examples[] = {
	"init club --starter points --yes",
	"init club --starter stamps --yes --dry-run",
	NULL,
};

/* The new book. */
struct founding {
	struct session *session;
	const struct init_options *options;
	const char *folder;
	struct starter starter;
	struct slice rules;
	struct new_file files[FILES_MAX];
	size_t count;
};

/* ---- asking ---- */

static bool is_name(struct slice text)
{
	for (size_t i = 0; i < text.length;) {
		uint32_t code_point;
		size_t length =
			utf8_decode(slice_from_offset(text, i), &code_point);
		if (length == 0 || utf8_is_control(code_point))
			return false;
		i += length;
	}
	return text.length > 0 && text.length <= NAME_MAX_LENGTH;
}

static bool is_currency(struct slice text)
{
	return currency_find(text) != CURRENCY_NONE;
}

static bool is_kind(struct slice text)
{
	return slice_is(text, "points") || slice_is(text, "stamps");
}

/* A decimal above zero with at most six digits behind the point, as units
 * have them. */
static bool is_rate(struct slice text)
{
	struct decimal value;

	return decimal_parse(text, &value) == DECIMAL_OK &&
	       value.mantissa > 0 && value.scale <= 6 &&
	       value.mantissa < decimal_power(9);
}

static bool is_count(struct slice text)
{
	uint64_t value;

	return slice_parse_unsigned(text, &value) && value > 0 &&
	       value < 1000000000;
}

/* `A coffee, 100`: the last comma stands before the cost. */
static void split_reward(struct slice text, struct slice *title,
			 struct slice *cost)
{
	size_t comma = text.length;

	while (comma > 0 && text.text[comma - 1] != ',')
		comma--;
	*title = slice_trim(
		(struct slice){ text.text, comma > 0 ? comma - 1 : 0 });
	*cost = slice_trim(slice_from_offset(text, comma));
}

static bool is_reward(struct slice text)
{
	struct slice title;
	struct slice cost;

	split_reward(text, &title, &cost);
	return is_name(title) && is_count(cost);
}

static bool is_months(struct slice text)
{
	uint64_t value;

	return slice_is(text, "0") ||
	       (slice_parse_unsigned(text, &value) && value > 0 &&
		value <= 1200 && text.text[0] != '0');
}

/* Asks until the answer will do. */
static bool ask(struct founding *founding, const char *question,
		const char *otherwise, bool (*is_fine)(struct slice),
		struct slice *answer)
{
	while (ask_line(founding->session, question, otherwise, answer)) {
		if (is_fine(*answer))
			return true;
		message_note(&founding->session->terminal,
			     "'%.*s' will not do; %s for example",
			     SLICE_ARGS(*answer), otherwise);
	}
	message_note(&founding->session->terminal, "nothing was made");
	return false;
}

/* The questions of a shop that chose no starter. */
static bool ask_programme(struct founding *founding)
{
	struct starter *starter = &founding->starter;
	struct slice kind;
	struct slice reward;

	if (!ask(founding, "Points for money, or a stamp for each visit?",
		 "points", is_kind, &kind))
		return false;
	starter->stamps = slice_is(kind, "stamps");
	if (!starter->stamps && !ask(founding,
				     arena_print(founding->session->arena,
						 "How many points for 1 %.*s?",
						 SLICE_ARGS(starter->currency)),
				     "1", is_rate, &starter->rate))
		return false;
	if (!ask(founding, "What is the first reward, and what does it cost?",
		 starter->stamps ? "The eleventh coffee, 10"
				 : "A coffee of your choice, 100",
		 is_reward, &reward))
		return false;
	split_reward(reward, &starter->reward, &starter->cost);
	return ask(founding, "After how many months do they expire? (0: never)",
		   starter->stamps ? "0" : "12", is_months, &starter->months);
}

/* What is asked when nobody is: the defaults of the questions. */
static void answer_all(struct starter *starter)
{
	*starter = (struct starter){
		.name = SLICE("Our Club"),
		.currency = SLICE("EUR"),
		.rate = SLICE("1"),
		.reward = SLICE("A coffee of your choice"),
		.cost = SLICE("100"),
		.months = SLICE("12"),
	};
}

static enum exit_status answer(struct founding *founding)
{
	struct session *session = founding->session;
	bool has_starter = founding->options->starter >= 0;

	answer_all(&founding->starter);
	if (session->global.yes ||
	    new_files_exist(session, founding->folder, "rules.yaml"))
		return STATUS_FINE;
	if (!ask_is_possible(session)) {
		message_error(&session->terminal,
			      "nobody is there to be asked; run it again with "
			      "--starter points --yes");
		return STATUS_DECLINED;
	}
	if (!ask(founding, "What is the programme called?", "Our Club", is_name,
		 &founding->starter.name) ||
	    !ask(founding, "In which currency do you sell?", "EUR", is_currency,
		 &founding->starter.currency) ||
	    (!has_starter && !ask_programme(founding)))
		return STATUS_DECLINED;
	return STATUS_FINE;
}

/* ---- the files ---- */

/* The rules: a starter's file, or those of the answers. */
static enum exit_status find_rules(struct founding *founding)
{
	struct session *session = founding->session;
	struct text text;

	text_init(&text, session->arena);
	if (founding->options->starter < 0) {
		starter_add_rules(&text, &founding->starter);
	} else {
		const char *name =
			arena_print(session->arena, "rules/%s.yaml",
				    starters[founding->options->starter]);
		const char *path = share_find(session->arena, name);
		struct file file;
		if (path == NULL ||
		    file_read(session->arena, path, true, &file) != FILE_OK) {
			message_error(&session->terminal,
				      "the starter '%s' is not installed; "
				      "'make install' puts it in place",
				      name);
			return STATUS_ENVIRONMENT;
		}
		bool own = session->global.yes;
		starter_add_file(&text, file.text,
				 own ? (struct slice){ NULL, 0 }
				     : founding->starter.name,
				 own ? (struct slice){ NULL, 0 }
				     : founding->starter.currency);
	}
	founding->rules = text_slice(&text);
	if (starter_check(session, founding->rules))
		return STATUS_FINE;
	message_error(&session->terminal,
		      "these answers make no rules that can be read; try "
		      "another name or number");
	return STATUS_NO;
}

static void add_file(struct founding *founding, const char *path,
		     const char *text, bool is_private)
{
	if (new_files_exist(founding->session, founding->folder, path)) {
		message_note(&founding->session->terminal,
			     "'%s' is there already and stays as it is",
			     new_files_join(founding->session, founding->folder,
					    path));
		return;
	}
	founding->files[founding->count++] = (struct new_file){
		.path = path,
		.text = slice_from(text),
		.is_private = is_private,
	};
}

static const char book_text[] =
	"; What happened, one event a line. The order of lines means nothing.\n"
	"; What can stand here: man pointbook-journal\n"
	"\n"
	"rules \"rules.yaml\"\n"
	"include? \"members.points\"\n";

static const char members_text[] =
	"; Who the members are: names, contacts, notes. Only you can read "
	"this.\n";

static const char ignore_text[] = ".*.lock\n"
				  ".*.backup\n"
				  ".*.restoring\n"
				  "*.torn-*\n";

static const char ignore_members_text[] = "members.points\n"
					  ".*.lock\n"
					  ".*.backup\n"
					  ".*.restoring\n"
					  "*.torn-*\n";

static const char attributes_text[] = "*.points merge=union\n";

static const char editor_text[] = "root = true\n"
				  "\n"
				  "[*]\n"
				  "charset = utf-8\n"
				  "end_of_line = lf\n"
				  "insert_final_newline = true\n"
				  "\n"
				  "[*.yaml]\n"
				  "indent_style = space\n"
				  "indent_size = 2\n";

static void plan_files(struct founding *founding)
{
	add_file(founding, "book.points", book_text, false);
	add_file(founding, "rules.yaml", founding->rules.text, false);
	add_file(founding, "members.points", members_text, true);
	add_file(founding, ".gitignore",
		 founding->options->track_members ? ignore_text
						  : ignore_members_text,
		 false);
	add_file(founding, ".gitattributes", attributes_text, false);
	add_file(founding, ".editorconfig", editor_text, false);
}

static enum exit_status show_files(struct founding *founding)
{
	struct sink *sink = session_sink(founding->session);

	if (sink == NULL)
		return STATUS_ENVIRONMENT;
	for (size_t i = 0; i < founding->count; i++) {
		sink_add(sink, i == 0 ? "== " : "\n== ");
		sink_add(sink,
			 new_files_join(founding->session, founding->folder,
					founding->files[i].path));
		sink_add_char(sink, '\n');
		sink_add_slice(sink, founding->files[i].text);
	}
	return STATUS_FINE;
}

static void say_next(const struct founding *founding)
{
	int starter = founding->options->starter;
	bool is_here = strcmp(founding->folder, ".") == 0;
	bool stamps =
		founding->starter.stamps ||
		(starter >= 0 && strcmp(starters[starter], "stamps") == 0);

	message_note(&founding->session->terminal,
		     "a new book is in %s; next:%s%s\n"
		     "  pointbook join \"Ada Byron\"      a member\n"
		     "  %s     %s\n"
		     "  pointbook why ada               what she has, and why\n"
		     "or bring what your till exports: pointbook import "
		     "sales.csv",
		     is_here ? "this folder" : founding->folder,
		     is_here ? "" : "\n  cd ", is_here ? "" : founding->folder,
		     stamps ? "pointbook stamp ada        "
			    : "pointbook sale ada 12.50   ",
		     stamps ? "a stamp" : "a sale");
}

/* A book that is there already is not touched. */
static bool is_book(struct founding *founding)
{
	if (!new_files_exist(founding->session, founding->folder,
			     "book.points"))
		return false;
	message_error(&founding->session->terminal,
		      "there is a book already: '%s'; choose another folder",
		      new_files_join(founding->session, founding->folder,
				     "book.points"));
	return true;
}

/* What is wanted of the repository around the book: by options, or asked where
 * somebody is there to answer. */
static enum exit_status set_up_git(struct founding *founding, bool is_new)
{
	struct session *session = founding->session;
	struct init_options wanted = *founding->options;
	enum exit_status status = STATUS_FINE;

	if (is_new && !wanted.git_hook && !session->global.yes &&
	    ask_is_possible(session) &&
	    git_has(session->arena, founding->folder))
		wanted.git_hook =
			ask_yes(session,
				"Check the book before each commit of git?") ==
			STATUS_FINE;
	if (wanted.git_hook)
		status = git_setup_hook(session, founding->folder);
	if (status == STATUS_FINE && wanted.git_drivers)
		status = git_setup_drivers(session, founding->folder);
	return status;
}

static enum exit_status init_run(struct session *session, const void *options)
{
	struct founding founding = {
		.session = session,
		.options = options,
		.folder =
			session->operand_count > 0 ? session->operands[0] : ".",
	};

	if ((founding.options->git_hook || founding.options->git_drivers) &&
	    new_files_exist(session, founding.folder, "book.points"))
		return set_up_git(&founding, false);
	if (is_book(&founding))
		return STATUS_NO;
	enum exit_status status = answer(&founding);
	if (status == STATUS_FINE)
		status = find_rules(&founding);
	if (status != STATUS_FINE)
		return status;
	plan_files(&founding);
	if (session->write.dry_run)
		return show_files(&founding);
	if (!new_files_make_folder(session, founding.folder) ||
	    !new_files_save(session, founding.folder, founding.files,
			    founding.count))
		return STATUS_ENVIRONMENT;
	status = set_up_git(&founding, true);
	say_next(&founding);
	return status;
}

const struct command cmd_init = {
	.name = "init",
	.group = GROUP_START,
	.summary = "make a new book",
	.operands = "[FOLDER]",
	.operand_max = 1,
	.takes = TAKES_DRY_RUN,
	.options = init_table,
	.options_size = sizeof(struct init_options),
	.examples = init_examples,
	.run = init_run,
};
