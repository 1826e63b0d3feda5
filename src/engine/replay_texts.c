/*
 * What stands in the journal's texts and should not: the journal goes to git,
 * to auditors and to other programs; people's addresses and numbers belong in
 * the members' file.
 */
#include "engine/replay_state.h"
#include "journal/private_data.h"

/* Reasons, and values of the shop's own attributes. */
static bool is_text(uint32_t key)
{
	return key == KEY_WHY || key == KEY_OVERRIDE || key >= KEY_COUNT;
}

static void check_event(struct replay *r, uint32_t number)
{
	const struct event *event = replay_event(r, number);
	struct slice part;

	for (uint32_t i = 0; i < event->attribute_count; i++) {
		const struct attribute *one =
			&r->journal->attributes[event->attributes + i];
		if (!is_text(one->key))
			continue;
		enum private_data_kind kind = private_data_find(
			attribute_raw(r->journal, event, one), &part);
		if (kind == PRIVATE_DATA_NONE)
			continue;
		struct diagnostic *found = replay_finding(
			r, DIAGNOSTIC_private_data, number, "the text holds %s",
			private_data_name(kind));
		if (found != NULL)
			found->at = event_part(r->journal, event, part);
	}
}

void replay_check_texts(struct replay *r)
{
	for (uint32_t i = 0; i < r->journal->event_count; i++) {
		const struct event *event = replay_event(r, i);
		if (event->attribute_count > 0 &&
		    !directive_of((enum event_kind)event->kind)->private)
			check_event(r, i);
	}
}
