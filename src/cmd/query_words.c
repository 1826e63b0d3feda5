/*
 * One row of a table a field: what it is called, and which words there are.
 */
#include "cmd/query_words.h"

#include "base/intern.h"
#include "base/suggest.h"
#include "base/text.h"
#include "cmd/message.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "query/query.h"
#include "rules/program.h"

enum {
	LIST_MAX = 8 /* as many can be listed */
};

/* The words there are, offered one by one. */
struct offered {
	struct suggest near;
	struct slice wanted;
	bool is_there;
	size_t count;
	struct text list; /* of the first LIST_MAX */
};

static void offer(struct offered *offered, struct slice word)
{
	if (offered->count++ < LIST_MAX) {
		text_add(&offered->list, offered->count > 1 ? ", " : "");
		text_add_slice(&offered->list, word);
	}
	if (slice_equal(word, offered->wanted))
		offered->is_there = true;
	suggest_add(&offered->near, word);
}

static void offer_members(const struct query_words *words,
			  struct offered *offered)
{
	if (!words->journal)
		return;
	const struct intern *members = &words->journal->members;
	for (uint32_t i = 0; i < members->count; i++)
		offer(offered, intern_text(members, i));
}

static void offer_statuses(const struct query_words *words,
			   struct offered *offered)
{
	(void)words;
	for (int i = MEMBER_ACTIVE; i <= MEMBER_MERGED; i++)
		offer(offered,
		      slice_from(member_status_name((enum member_status)i)));
}

static void offer_states(const struct query_words *words,
			 struct offered *offered)
{
	(void)words;
	for (int i = REDEMPTION_REQUESTED; i <= REDEMPTION_EXPIRED; i++)
		offer(offered, slice_from(redemption_state_name(
				       (enum redemption_state)i)));
}

static void offer_units(const struct query_words *words,
			struct offered *offered)
{
	const struct programs *programs = words->programs;

	for (size_t i = 0; programs && i < programs->unit_count; i++)
		offer(offered, programs->units[i].name);
}

static void offer_levels(const struct query_words *words,
			 struct offered *offered)
{
	const struct programs *programs = words->programs;

	for (size_t i = 0; programs && i < programs->count; i++) {
		const struct tiers *tiers = &programs->list[i]->tiers;
		for (size_t j = 0; j < tiers->level_count; j++)
			offer(offered, tiers->levels[j].name);
	}
}

static void offer_rewards(const struct query_words *words,
			  struct offered *offered)
{
	const struct programs *programs = words->programs;

	for (size_t i = 0; programs && i < programs->count; i++) {
		const struct program *program = programs->list[i];
		for (size_t j = 0; j < program->reward_count; j++)
			offer(offered, program->rewards[j].name);
	}
}

static void offer_segments(const struct query_words *words,
			   struct offered *offered)
{
	const struct programs *programs = words->programs;

	for (size_t i = 0; programs && i < programs->count; i++) {
		const struct program *program = programs->list[i];
		for (size_t j = 0; j < program->segment_count; j++)
			offer(offered, program->segments[j].name);
	}
}

static const struct field_words {
	enum query_field field;
	const char *what;
	void (*offer)(const struct query_words *words, struct offered *offered);
} fields[] = {
	{ QUERY_member, "member", offer_members },
	{ QUERY_status, "status", offer_statuses },
	{ QUERY_state, "state", offer_states },
	{ QUERY_unit, "unit", offer_units },
	{ QUERY_tier, "level", offer_levels },
	{ QUERY_reward, "reward", offer_rewards },
	{ QUERY_segment, "segment", offer_segments },
};

static void note_word(const struct terminal *terminal,
		      const struct query_words *words,
		      const struct field_words *field, struct slice word)
{
	struct offered offered = { .wanted = word };

	suggest_init(&offered.near, word);
	text_init(&offered.list, words->arena);
	field->offer(words, &offered);
	if (offered.count == 0 || offered.is_there)
		return;
	struct slice near = suggest_take(&offered.near);
	if (near.length > 0)
		message_note(terminal,
			     "there is no %s '%.*s'; did you mean '%.*s'?",
			     field->what, SLICE_ARGS(word), SLICE_ARGS(near));
	else if (offered.count <= LIST_MAX && field->field != QUERY_member)
		message_note(terminal, "there is no %s '%.*s'; it is one of %s",
			     field->what, SLICE_ARGS(word), offered.list.bytes);
	else
		message_note(terminal, "there is no %s '%.*s'", field->what,
			     SLICE_ARGS(word));
}

void query_words_note(const struct terminal *terminal,
		      const struct query_words *words)
{
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		for (size_t nth = 0;; nth++) {
			struct slice word = query_required(
				words->query, fields[i].field, nth);
			if (word.length == 0)
				break;
			note_word(terminal, words, &fields[i], word);
		}
	}
}
