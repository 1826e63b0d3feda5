/*
 * What a letter to a member says: the values behind the names of
 * letter_names.h. Figures are those of the book's day; movements are those of
 * the period. Nothing of the shop's own is in them: no reasons, no notes, no
 * other member.
 */
#ifndef REPORT_LETTER_H
#define REPORT_LETTER_H

#include <stdbool.h>
#include <stdint.h>

struct letters;
struct report_scope;
struct template_value;

struct letter_frame; /* report/letter_text.h */

/* Goes once through the book, which was replayed with postings, and keeps what
 * the letters need. Lives in the scope's arena, as the scope must. */
struct letters *letters_new(const struct report_scope *scope,
			    const struct letter_frame *frame);

/* True when the member has asked for a reward and not got it yet. */
bool letter_has_request(const struct letters *letters, uint32_t member);

/* The values of one member's letter, LETTER_COUNT of them, in the arena. */
struct template_value *letter_values(struct letters *letters, uint32_t member);

#endif
