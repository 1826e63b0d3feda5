/*
 * Planning letters. The book is read as of the period's end for a statement,
 * as of today for all others; consent and what was sent are as of today.
 */
#include "cmd/letter_plan.h"

#include "base/arena.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/look.h"
#include "cmd/session.h"
#include "engine/book.h"
#include "journal/journal.h"
#include "query/period.h"
#include "report/letter.h"
#include "report/letter_kind.h"
#include "report/letter_names.h"
#include "report/letter_text.h"
#include "report/report_letter.h"
#include "report/table.h"
#include "report/template.h"
#include "rules/program.h"

bool letter_plan_is_ready(const struct letter_item *item)
{
	return item->state == CONTACT_READY && !item->was_sent;
}

size_t letter_plan_ready(const struct letter_plan *plan)
{
	size_t count = 0;

	for (size_t i = 0; i < plan->count; i++)
		count += letter_plan_is_ready(&plan->items[i]);
	return count;
}

struct slice letter_plan_line(const struct letter_plan *plan,
			      const struct letter_item *item)
{
	char today[DAY_TEXT_MAX];

	day_print(plan->session->today, today);
	return slice_from(arena_print(plan->session->arena,
				      "%s sent %.*s %s channel:%s ^%.*s", today,
				      SLICE_ARGS(item->id), plan->name,
				      contact_channel_name(plan->channel),
				      SLICE_ARGS(item->reference)));
}

/* --- the period -------------------------------------------------------------*/

/* The period the letters are about where none was given. */
static void choose_period(struct letter_plan *plan)
{
	struct session *session = plan->session;
	struct day start = day_month_start(session->today);

	if (!period_is_always(session->period)) {
		if (!day_is_real(session->period.from))
			session->period.from = session->period.to;
		if (!day_is_real(session->period.to))
			session->period.to = session->today;
		return;
	}
	if (plan->kind->once == ONCE_LAST_MONTH) {
		session->period.from = day_add_months(start, -1);
		session->period.to = day_add(start, -1);
		if (!day_is_real(session->dates.as_of))
			session->as_of = session->period.to;
		return;
	}
	session->period = (struct period){ start, day_month_end(start) };
}

static struct slice period_text(struct letter_plan *plan)
{
	struct text text;

	text_init(&text, plan->session->arena);
	period_add_text(&text, plan->session->period);
	return text_slice(&text);
}

/* --- items ------------------------------------------------------------------*/

/* What one letter is made from. */
struct making {
	struct letter_plan *plan;
	struct report_scope scope;
	struct letters *letters;
	struct contacts *contacts;
	struct slice period;
};

/* sent-TEMPLATE-PERIOD-MEMBER (journal.md). */
static struct slice reference_of(struct making *making, struct slice id,
				 struct day occasion)
{
	const struct letter_plan *plan = making->plan;
	struct arena *arena = making->scope.arena;

	if (plan->kind->once == ONCE_OCCASION)
		return slice_from(
			arena_print(arena, "sent-%s-%04d-%.*s", plan->name,
				    day_civil(occasion).year, SLICE_ARGS(id)));
	return slice_from(arena_print(arena, "sent-%s-%.*s-%.*s", plan->name,
				      SLICE_ARGS(making->period),
				      SLICE_ARGS(id)));
}

static struct slice fill(struct making *making, const struct template *template,
			 const struct letter_item *item,
			 enum template_target target)
{
	struct text text;

	text_init(&text, making->scope.arena);
	if (template != NULL)
		template_print(template, item->values, target, &text);
	return text_slice(&text);
}

/* The texts: of a mail subject and bodies, of a short message one line. */
static void fill_texts(struct making *making, struct letter_item *item)
{
	const struct letter_template *from = &making->plan->templates;

	if (making->plan->channel == CONTACT_SMS) {
		item->subject = slice_trim(
			fill(making, from->sms, item, TEMPLATE_TEXT));
		while (slice_ends(item->subject, "\n"))
			item->subject.length--;
		return;
	}
	item->subject = fill(making, from->subject, item, TEMPLATE_HEADER);
	item->plain = fill(making, from->plain, item, TEMPLATE_TEXT);
	item->html = fill(making, from->html, item, TEMPLATE_HTML);
}

static void add_item(struct making *making, uint32_t member,
		     struct day occasion)
{
	struct letter_plan *plan = making->plan;
	const struct journal *journal = plan->session->journal;
	struct letter_item *item;

	plan->items =
		arena_grow(making->scope.arena, plan->items, plan->count + 1,
			   sizeof(*plan->items), &plan->capacity);
	item = &plan->items[plan->count++];
	*item = (struct letter_item){ .member = member };
	item->values = letter_values(making->letters, member);
	item->id = item->values[LETTER_MEMBER].text;
	item->name = item->values[LETTER_NAME].text;
	item->reference = reference_of(making, item->id, occasion);
	item->was_sent = journal_find(journal, item->reference) != EVENT_NONE;
	item->state = contacts_find(making->contacts, member, plan->channel,
				    &item->address);
	fill_texts(making, item);
}

static void add_items(struct making *making)
{
	const struct letter_plan *plan = making->plan;
	size_t count;
	const uint32_t *members = scope_members(&making->scope, &count);
	int unit = scope_program(&making->scope)->first_unit;

	for (size_t i = 0; i < count; i++) {
		const struct member *m =
			&making->scope.book->members[members[i]];
		struct day occasion = DAY_NONE;
		if (m->status != MEMBER_ACTIVE ||
		    !scope_takes_member(&making->scope, members[i], unit))
			continue;
		if (plan->kind->is_due(
			    &(struct letter_question){
				    .scope = &making->scope,
				    .letters = making->letters,
				    .member = members[i],
				    .days = plan->days,
			    },
			    &occasion))
			add_item(making, members[i], occasion);
	}
}

static void find_sender(struct letter_plan *plan)
{
	const struct program *program =
		programs_on(plan->session->programs, plan->session->today);

	plan->from = (struct mailbox){ .name = { NULL, 0 } };
	if (program->messages_from.length > 0 &&
	    !mailbox_parse(program->messages_from, &plan->from))
		plan->from.address.length = 0;
}

static enum exit_status check_sms(const struct letter_plan *plan)
{
	if (plan->channel != CONTACT_SMS || plan->templates.sms != NULL)
		return STATUS_FINE;
	message_error(&plan->session->terminal,
		      "'%s' has no text for short messages: write one into a "
		      "file beside it that ends in .sms",
		      plan->name);
	return STATUS_USAGE;
}

enum exit_status letter_plan_make(struct letter_plan *plan)
{
	struct session *session = plan->session;
	enum exit_status status;

	plan->kind = letter_kind_find(slice_from(plan->name));
	if (plan->days < 0)
		plan->days = plan->kind->days;
	choose_period(plan);
	status = session_load(session, NEEDS_POSTINGS);
	if (status == STATUS_FINE)
		status = session_query(session,
				       plan->is_merge ? &report_letter_merge
						      : &report_letter,
				       1);
	if (status == STATUS_FINE)
		status = letter_template_load(session, plan->name,
					      &plan->templates);
	if (status == STATUS_FINE)
		status = check_sms(plan);
	if (status != STATUS_FINE)
		return status;
	find_sender(plan);
	struct letter_frame frame = { .today = session->today,
				      .period = session->period,
				      .period_text = period_text(plan) };
	struct making making = {
		.plan = plan,
		.scope = look_scope(session),
		.period = frame.period_text,
	};
	making.letters = letters_new(&making.scope, &frame);
	making.contacts =
		contacts_new(session->arena, session->book, session->today);
	add_items(&making);
	return STATUS_FINE;
}
