/*
 * The profile lines of members: who somebody is may be said on several lines,
 * which are joined; one key with two values is a finding.
 */
#ifndef JOURNAL_PROFILE_H
#define JOURNAL_PROFILE_H

#include <stddef.h>

struct journal;
struct diagnostics;

/*
 * Compares the profile lines among the events from `first` on with all of the
 * journal (journal.profiles) and complains where one key of a member has two
 * values. An alias may have several.
 */
void profile_check(const struct journal *journal, size_t first,
		   struct diagnostics *diagnostics);

#endif
