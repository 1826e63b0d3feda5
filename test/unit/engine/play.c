/*
 * A book out of texts; see play.h.
 */
#include "engine/play.h"

#include "base/text.h"
#include "engine/replay.h"
#include "journal/parser.h"
#include "journal/reference.h"

static const char head[] = "program: {name: Test, currency: EUR}\n"
			   "units:\n"
			   "  - {name: point, plural: points, decimals: 0}\n"
			   "  - {name: stamp, plural: stamps, decimals: 0}\n";

void play_open(struct play *play, const char *rules, const char *lines,
	       const char *as_of)
{
	play_open_files(play, rules, &lines, 1, as_of);
}

void play_open_files(struct play *play, const char *rules,
		     const char *const *files, size_t count, const char *as_of)
{
	arena_init(&play->arena);
	diagnostics_init(&play->diagnostics, &play->arena);
	journal_init(&play->journal, &play->arena, 7);
	programs_init(&play->programs, &play->arena);
	const char *yaml = arena_print(&play->arena, "%s%s", head, rules);
	programs_add(&play->programs,
		     source_new(&play->arena, "rules.yaml", slice_from(yaml)),
		     DAY_NONE, &play->diagnostics);
	for (size_t i = 0; i < count; i++)
		parser_parse(&play->journal,
			     source_new(&play->arena, "book.points",
					slice_from(files[i])),
			     &play->diagnostics);
	journal_index(&play->journal, &play->diagnostics);
	struct replay_options *options =
		arena_take(&play->arena, sizeof(*options));
	options->postings = true;
	options->reperform = true;
	options->findings = true;
	day_parse(slice_from(as_of), &options->as_of);
	play->book = replay_run(&play->arena, &play->journal, &play->programs,
				options, &play->diagnostics);
}

int64_t play_balance(const struct play *play, const char *member,
		     const char *unit)
{
	uint32_t number =
		intern_find(&play->journal.members, slice_from(member));
	int of = programs_find_unit(&play->programs, slice_from(unit));

	if (number == INTERN_NONE || of < 0)
		return 0;
	const struct account *account = book_account(play->book, number, of);
	return account == NULL ? 0 : account->balance;
}

size_t play_count(const struct play *play, const char *id)
{
	size_t count = 0;

	for (const struct diagnostic *one = play->diagnostics.first;
	     one != NULL; one = one->next) {
		if (!one->accepted &&
		    slice_is(slice_from(diagnostic_kind(one->id)->name), id))
			count++;
	}
	return count;
}

const char *play_complaints(struct play *play)
{
	struct text text;

	text_init(&text, &play->arena);
	text_add(&text, "");
	diagnostics_sort(&play->diagnostics);
	for (const struct diagnostic *one = play->diagnostics.first;
	     one != NULL; one = one->next)
		diagnostic_print(&text, one, false);
	return text.bytes == NULL ? "" : text.bytes;
}

void play_close(struct play *play)
{
	arena_release(&play->arena);
}
