/*
 * One of each count, then the figures made of them. See key_figures.h.
 */
#include "insight/key_figures.h"

#include "base/arena.h"
#include "base/currency.h"
#include "engine/book.h"
#include "insight/membership.h"
#include "insight/points_flow.h"
#include "insight/rate.h"
#include "insight/roi.h"
#include "insight/sample.h"
#include "insight/visitors.h"

struct figures {
	struct key_figure *list;
	size_t count;
};

enum {
	FIGURES_MAX = 16
};

static struct key_figure *add(struct figures *figures, const char *name,
			      const char *label, enum key_type type)
{
	struct key_figure *figure = &figures->list[figures->count++];

	*figure = (struct key_figure){ .name = name,
				       .label = label,
				       .type = type };
	return figure;
}

static void add_amount(struct figures *figures, const char *name,
		       const char *label, enum key_type type,
		       struct decimal value)
{
	struct key_figure *figure = add(figures, name, label, type);

	figure->value = value;
	figure->is_defined = true;
}

static void add_number(struct figures *figures, const char *name,
		       const char *label, int64_t number)
{
	add_amount(figures, name, label, KEY_NUMBER,
		   (struct decimal){ number, 0 });
}

static void add_share(struct figures *figures, const char *name,
		      const char *label, int64_t part, int64_t whole)
{
	struct key_figure *figure = add(figures, name, label, KEY_PERCENT);

	figure->is_defined = rate_percent(part, whole, &figure->value);
}

static void add_members(const struct sample *sample, struct figures *figures)
{
	const struct enrolment *e =
		membership_count(sample, &sample->period, 1);

	add_number(figures, "at_end", "members", e->at_end);
	add_number(figures, "joined", "joined", e->joined);
	add_share(figures, "active_rate", "active in 90 days", e->lately,
		  e->at_end);
}

static void add_purchases(const struct sample *sample, struct figures *figures)
{
	struct visitors visitors = visitors_collect(sample);
	int scale = currency_scale(
		programs_on(sample->book->programs, sample->book->as_of)
			->currency);
	int64_t visits = 0;
	int64_t spend = 0;
	int64_t repeating = 0;
	bool is_exact = true;

	for (size_t i = 0; i < visitors.count; i++) {
		const struct visitor *v = &visitors.list[i];
		visits += v->visits;
		repeating += v->days > 1;
		is_exact = is_exact && !v->is_inexact &&
			   amount_add(spend, v->spend, &spend);
	}
	add_number(figures, "active", "members who bought",
		   (int64_t)visitors.count);
	add_share(figures, "repeat_day_rate", "of them again", repeating,
		  (int64_t)visitors.count);
	add_number(figures, "visits", "purchases", visits);
	struct key_figure *money = add(figures, "spend", "spend", KEY_MONEY);
	money->value = (struct decimal){ spend, scale };
	money->is_defined = is_exact;
	money = add(figures, "per_visit", "spend of a purchase", KEY_MONEY);
	money->is_defined =
		is_exact && rate_average((struct decimal){ spend, scale },
					 visits, 0, &money->value);
}

static void add_points(const struct sample *sample, struct figures *figures)
{
	const struct book *book = sample->book;
	int unit = programs_on(book->programs, book->as_of)->first_unit;
	int decimals = book->programs->units[unit].decimals;
	const int *units = sample_units(sample);
	struct points_flow flow = { 0 };

	for (size_t i = 0; i < book->posting_count; i++) {
		const struct posting *p = &book->postings[i];
		if (period_has(sample->period, p->day) &&
		    units[p->account] == unit)
			points_flow_add(&flow, p);
	}
	add_amount(figures, "issued", "points issued", KEY_POINTS,
		   (struct decimal){ flow.issued, decimals });
	add_amount(figures, "expired", "points expired", KEY_POINTS,
		   (struct decimal){ flow.expired, decimals });
	add_share(figures, "redemption_rate", "points redeemed of issued",
		  flow.redeemed, flow.issued);
}

const struct key_figure *key_figures_count(const struct sample *sample,
					   size_t *count)
{
	struct figures figures = { arena_take_array(sample->arena, FIGURES_MAX,
						    sizeof(*figures.list)),
				   0 };
	struct roi_assumptions nothing = { { -1, 0 }, { -1, 0 }, -1 };
	int scale = currency_scale(
		programs_on(sample->book->programs, sample->book->as_of)
			->currency);

	add_members(sample, &figures);
	add_purchases(sample, &figures);
	add_points(sample, &figures);
	struct roi roi = roi_count(sample, &nothing);
	add_number(&figures, "redemptions", "rewards taken", roi.rewards);
	add_amount(&figures, "reward_cost", "cost of rewards", KEY_MONEY,
		   (struct decimal){ roi.reward_cost, scale });
	*count = figures.count;
	return figures.list;
}

struct period key_figures_before(struct period period)
{
	struct day next = day_add(period.to, 1);
	int32_t months = 0;

	if (!day_is_real(period.from) || !day_is_real(period.to))
		return PERIOD_ALWAYS;
	while (day_compare(day_add_months(period.from, months), next) < 0)
		months++;
	if (day_civil(period.from).day == 1 &&
	    day_compare(day_add_months(period.from, months), next) == 0)
		return (struct period){ day_add_months(period.from, -months),
					day_add(period.from, -1) };
	return (struct period){ day_add(period.from,
					-1 - day_difference(period.from,
							    period.to)),
				day_add(period.from, -1) };
}
