/*
 * profile: lines of one member are joined; one key with two values is a
 * finding that names both places.
 */
#include "journal/profile.h"

#include <criterion/criterion.h>

#include "journal/parser.h"
#include "journal/reference.h"
#include "sample.h"

struct lines {
	const char *text;
	const char *complaints;
};

static const struct lines lines[] = {
	{ "profile M \"A\" email:a\nprofile M \"A\" phone:1\n", "" },
	{ "profile M \"A\" email:a\nprofile M \"A\" email:\"a\"\n", "" },
	{ "profile M \"A\" email:a\nprofile N \"A\" email:b\n", "" },
	{ "profile M \"A\" alias:a\nprofile M \"A\" alias:b #x #y\n", "" },
	{ "profile M \"A\" email:a\nprofile M \"A\" email:b\n",
	  "profile_conflict" },
	{ "profile M \"A\" email:a email:b\n", "profile_conflict" },
	{ "profile M \"A\" dog:x\nprofile M \"B\" dog:y\n",
	  "profile_conflict profile_conflict" },
	{ "profile M \"A\" email:a\nprofile M \"A\" email:b\n"
	  "profile M \"A\" email:b\n",
	  "profile_conflict" },
};

Test(journal_profile, finds_two_values)
{
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		struct sample sample;

		sample_read(&sample, slice_from(lines[i].text));
		cr_expect_str_eq(sample_complaints(&sample),
				 lines[i].complaints, "%s", lines[i].text);
		for (const struct diagnostic *one = sample.diagnostics.first;
		     one; one = one->next)
			cr_expect_not_null(one->notes->at.source);
		sample_release(&sample);
	}
}

Test(journal_profile, compares_added_lines_with_those_known)
{
	struct sample sample;

	sample_read(&sample, SLICE("profile M \"A\" email:a\n"
				   "profile M \"A\" email:b\n"));
	parser_parse(&sample.journal,
		     source_new(&sample.arena, "more",
				SLICE("profile M \"A\" phone:1 email:c\n")),
		     &sample.diagnostics);
	journal_index(&sample.journal, &sample.diagnostics);
	cr_expect_str_eq(sample_complaints(&sample),
			 "profile_conflict profile_conflict");
	sample_release(&sample);
}
