/*
 * format: what becomes of a file's lines, comments and blank lines; that
 * nothing is lost and that a second time changes nothing.
 */
#include "journal/format.h"

#include <criterion/criterion.h>
#include <string.h>

#include "sample.h"

struct layout {
	const char *name;
	const char *before;
	const char *after;
};

static const struct layout layouts[] = {
	{ "nothing", "", "" },
	{ "columns and order",
	  "2026-01-03 purchase M1 12.5 EUR +12 store:n ^P-2\n"
	  "2026-01-03   join M1\n"
	  "include \"a\"\n"
	  "rules r.yaml\n",
	  "include   \"a\"\n"
	  "rules     \"r.yaml\"\n"
	  "2026-01-03 join      M1\n"
	  "2026-01-03 purchase  M1       12.50 EUR +12 store:n         "
	  "            ^P-2\n" },
	{ "comments go with the event below",
	  "; head\n"
	  "\n"
	  "; of b\n"
	  "2026-01-02 join B\n"
	  "; of a, one\n"
	  "\n"
	  "  ; of a, two  \n"
	  "2026-01-01 join A   ;   trailing  \n"
	  "; behind\n",
	  "; head\n"
	  "\n"
	  "; of a, one\n"
	  "\n"
	  "; of a, two\n"
	  "2026-01-01 join      A  ;   trailing\n"
	  "; of b\n"
	  "2026-01-02 join      B\n"
	  "; behind\n" },
	{ "blank lines: one, none at the ends",
	  "\n\n2026-01-01 join A\n\n\n\n2026-01-02 join B\n\n\n",
	  "2026-01-01 join      A\n\n2026-01-02 join      B\n" },
	{ "only comments", "\n; a\n\n\n; b\n\n", "; a\n\n; b\n" },
	{ "mark and line ends",
	  "\xef\xbb\xbf; head\r\n2026-01-01 join A ; x\r\n\r\n",
	  "; head\n2026-01-01 join      A  ; x\n" },
	{ "a semicolon in a text is no comment",
	  "2026-01-01 note M \"a ; b\" k:\";\" ; c\n",
	  "2026-01-01 note      M        \"a ; b\" k:\";\"  ; c\n" },
	{ "wide and long ids",
	  "2026-01-01 join 日本 ^a\n2026-01-01 join long-member-id ^b\n",
	  "2026-01-01 join      日本                                         "
	  "      ^a\n"
	  "2026-01-01 join      long-member-id                               "
	  "      ^b\n" },
	{ "a long line has its reference behind a blank",
	  "2026-01-01 note M \"0123456789012345678901234567890123456789\" ^a\n",
	  "2026-01-01 note      M        "
	  "\"0123456789012345678901234567890123456789\" ^a\n" },
};

static const char *format(struct sample *sample, struct day frozen,
			  const struct format_filler *filler)
{
	struct text text;

	text_init(&text, &sample->arena);
	format_source(&text, &sample->journal, 0, frozen, filler);
	return text.length ? text.bytes : "";
}

Test(journal_format, lays_out_files)
{
	for (size_t i = 0; i < sizeof(layouts) / sizeof(*layouts); i++) {
		struct sample sample;
		struct sample again;
		const char *formatted;

		sample_read(&sample, slice_from(layouts[i].before));
		formatted = format(&sample, DAY_NONE, NULL);
		cr_expect_str_eq(formatted, layouts[i].after, "%s:\n%s",
				 layouts[i].name, formatted);
		sample_read(&again, slice_from(formatted));
		cr_expect_str_eq(format(&again, DAY_NONE, NULL), formatted,
				 "%s", layouts[i].name);
		sample_release(&again);
		sample_release(&sample);
	}
}

Test(journal_format, leaves_closed_periods_as_they_stand)
{
	static const char text[] = "2026-01-03  join  C\n"
				   "2026-01-01  join  B ;b\n"
				   "; of a\n"
				   "2026-01-01  join  A\r\n"
				   "2026-01-02  join  D\n"
				   "rules \"r\"\n";
	struct sample sample;
	struct day frozen;

	cr_assert(day_parse(SLICE("2026-01-01"), &frozen));
	sample_read(&sample, slice_from(text));
	cr_expect_str_eq(format(&sample, frozen, NULL),
			 "rules     \"r\"\n"
			 "2026-01-01  join  B ;b\n"
			 "; of a\n"
			 "2026-01-01  join  A\n"
			 "2026-01-02 join      D\n"
			 "2026-01-03 join      C\n");
	sample_release(&sample);
}

struct filling {
	struct sample *sample;
	int number;
};

/* Gives every purchase points and a reference that sorts the other way. */
static bool fill(void *context, const struct event *event, struct text *line)
{
	struct filling *filling = context;
	struct slice member = event_member(&filling->sample->journal, event);

	if (event->kind != EVENT_PURCHASE || event->reference_length > 0)
		return false;
	text_add_format(line, "2026-01-01 purchase %.*s +%d ^R-%d",
			SLICE_ARGS(member), filling->number,
			100 - filling->number);
	filling->number++;
	return true;
}

Test(journal_format, fills_in)
{
	struct sample sample;
	struct sample again;
	struct filling filling = { &sample, 1 };
	struct format_filler filler = { fill, &filling };
	const char *formatted;

	sample_read(&sample, SLICE("; of a\n2026-01-01 purchase A ; one\n"
				   "2026-01-01 join X\n"
				   "2026-01-01 purchase B\n"));
	formatted = format(&sample, DAY_NONE, &filler);
	cr_expect_str_eq(
		formatted,
		"2026-01-01 join      X\n"
		"2026-01-01 purchase  B        +2                            "
		"            ^R-98\n"
		"; of a\n"
		"2026-01-01 purchase  A        +1                            "
		"            ^R-99  ; one\n",
		"%s", formatted);
	sample_read(&again, slice_from(formatted));
	cr_expect_str_eq(format(&again, DAY_NONE, NULL), formatted);
	sample_release(&again);
	sample_release(&sample);
}

/* A random file: lines, comments and blank lines. */
static struct slice random_file(struct text *text, uint64_t *seed)
{
	for (int i = 0; i < 60; i++) {
		uint32_t drawn = sample_draw(seed, 8);

		if (drawn == 0)
			text_add(text, "\n");
		else if (drawn == 1)
			text_add_format(text, " ; comment %d\r\n", i);
		else
			sample_add_line(text, seed);
		if (drawn == 2 && text->bytes[text->length - 2] != '\n') {
			text->length--;
			text_add(text, "   ; trailing\n");
		}
	}
	return text_slice(text);
}

Test(journal_format, changes_nothing_twice_and_loses_nothing)
{
	for (uint64_t round = 1; round <= 100; round++) {
		struct arena arena;
		struct text text;
		struct sample sample;
		struct sample again;
		uint64_t seed = round;
		struct day frozen = { round % 2 ? 20007 : INT32_MIN };
		const char *formatted;

		arena_init(&arena);
		text_init(&text, &arena);
		sample_read(&sample, random_file(&text, &seed));
		formatted = format(&sample, frozen, NULL);
		sample_read(&again, slice_from(formatted));
		cr_assert_eq(journal_count_events(&again.journal),
			     journal_count_events(&sample.journal));
		cr_assert_str_eq(format(&again, frozen, NULL), formatted);
		if (!diagnostics_are_broken(&sample.diagnostics))
			cr_assert_str_eq(sample_print_order(&again),
					 sample_print_order(&sample));
		for (const char *at = text.bytes; (at = strchr(at, ';')); at++)
			if (!strncmp(at, "; comment ", 10)) {
				char *end = strchr(at, '\r');
				struct slice comment = { at,
							 (size_t)(end - at) };
				char *wanted = arena_copy(&arena, comment.text,
							  comment.length);

				cr_assert_not_null(strstr(formatted, wanted));
			}
		sample_release(&again);
		sample_release(&sample);
		arena_release(&arena);
	}
}
