/*
 * Which class of its day a step belongs to, from its directive alone, but for
 * those that take something back: they look at what they name.
 */
#include "journal/journal.h"
#include "journal/order.h"

static bool has_reason(const struct journal *journal, const struct event *event)
{
	return event_attribute(journal, event, KEY_WHY) != NULL;
}

/* The class of each kind, where nothing else matters. */
static const unsigned char classes_of_kinds[EVENT_KIND_COUNT] = {
	[EVENT_RULES] = ORDER_STATE,
	[EVENT_INCLUDE] = ORDER_TALK,
	[EVENT_INCLUDE_OPTIONAL] = ORDER_TALK,
	[EVENT_PROFILE] = ORDER_TALK,
	[EVENT_JOIN] = ORDER_STATE,
	[EVENT_STATUS] = ORDER_STATE,
	[EVENT_MERGE] = ORDER_STATE,
	[EVENT_OPENING] = ORDER_IN,
	[EVENT_PURCHASE] = ORDER_IN,
	[EVENT_BONUS] = ORDER_IN,
	[EVENT_REFUND] = ORDER_IN, /* and ORDER_BACK */
	[EVENT_REDEEM] = ORDER_OUT,
	[EVENT_REQUEST] = ORDER_OUT,
	[EVENT_APPROVE] = ORDER_OUT,
	[EVENT_FULFIL] = ORDER_OUT,
	[EVENT_REJECT] = ORDER_OUT,
	[EVENT_CANCEL] = ORDER_OUT,
	[EVENT_VOID] = ORDER_BACK,
	[EVENT_MOVE] = ORDER_IN, /* and ORDER_BACK */
	[EVENT_ADJUST] = ORDER_IN,
	[EVENT_EXPIRE] = ORDER_EXPIRY,
	[EVENT_TRANSFER] = ORDER_TRANSFER,
	[EVENT_TIER] = ORDER_STATE,
	[EVENT_STOCK] = ORDER_STATE,
	[EVENT_BALANCE] = ORDER_TALK,
	[EVENT_ESTIMATE] = ORDER_STATE,
	[EVENT_ACCEPT] = ORDER_TALK,
	[EVENT_RECONCILED] = ORDER_TALK,
	[EVENT_CLOSE] = ORDER_TALK,
	[EVENT_REOPEN] = ORDER_TALK,
	[EVENT_NOTE] = ORDER_TALK,
	[EVENT_SENT] = ORDER_TALK,
	[EVENT_CONSENT] = ORDER_TALK,
};

/* The class of a step by what its line says. */
static enum order_class class_of_event(const struct journal *journal,
				       const struct event *event, unsigned part)
{
	if (part == 1 || (event->kind == EVENT_ADJUST && event->points < 0) ||
	    (event->kind == EVENT_EXPIRE && has_reason(journal, event)))
		return ORDER_BACK;
	return (enum order_class)classes_of_kinds[event->kind];
}

/* True when the event took points from somebody. */
static bool is_debit(const struct journal *journal, const struct event *event)
{
	switch ((int)event->kind) {
	case EVENT_REQUEST:
	case EVENT_REDEEM:
	case EVENT_TRANSFER:
	case EVENT_REFUND:
		return true;
	case EVENT_ADJUST:
		return event->points < 0;
	case EVENT_EXPIRE:
		return has_reason(journal, event);
	default:
		return false;
	}
}

/* The class of void, cancel, reject and move, which look at their target. */
static enum order_class class_of_reversal(const struct journal *journal,
					  const struct event *event,
					  unsigned part)
{
	uint32_t found = journal_find(journal, event_operand(journal, event));
	const struct event *target;
	enum order_class class;

	if (found == EVENT_NONE)
		return ORDER_TALK;
	target = &journal->events[found];
	if (event->kind == EVENT_MOVE)
		return class_of_event(journal, event, part);
	if (is_debit(journal, target) &&
	    day_compare(target->day, event->day) < 0)
		return ORDER_IN;
	if (event->kind != EVENT_VOID)
		return ORDER_OUT;
	if (target->kind == EVENT_CANCEL || target->kind == EVENT_REJECT)
		return ORDER_BACK;
	class = class_of_event(journal, target, 0);
	return class == ORDER_IN ? ORDER_BACK : class;
}

enum order_class order_class(const struct journal *journal, order_step step)
{
	const struct event *event = &journal->events[ORDER_EVENT(step)];

	if (event->kind == EVENT_VOID || event->kind == EVENT_CANCEL ||
	    event->kind == EVENT_REJECT || event->kind == EVENT_MOVE)
		return class_of_reversal(journal, event, ORDER_PART(step));
	return class_of_event(journal, event, ORDER_PART(step));
}
