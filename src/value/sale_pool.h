/*
 * The money of sales, pooled by the month they earned points in and the set
 * of units they earned (never a sale at a time): what was charged net of VAT
 * and of what points paid, and how much of it is allocated to the points.
 *
 *   TP  charged less what points paid, net of VAT
 *   G   TP + discount, the stand-alone price of the goods
 *   S   sum of N x v x p over the units and rules files: the points'
 *       stand-alone price
 *   A   round(TP x S(unit) / (G + S of all units)), for each unit
 *
 * VAT is what `tax:` of the lines says; lines without it contain `vat` of the
 * rules of their day, or are taken as net where the rules have none. Within a
 * pool the lines with tax: are netted together. All sums are exact; TP, G and
 * A are rounded half up, once each.
 */
#ifndef VALUE_SALE_POOL_H
#define VALUE_SALE_POOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/decimal.h"

struct vintages;
struct program;

/* Minor units of one sort of lines. */
struct sale_sums {
	int64_t charged; /* without what bought gift cards that earn nothing */
	int64_t tax;
	int64_t paid; /* with points */
	int64_t discount;
	int64_t count; /* of sales */
};

/* The sales under one rules file. */
struct sale_part {
	struct sale_sums with_tax, by_rate, net;
	int64_t *granted; /* points by unit */
};

struct sale_pool {
	int32_t month;
	uint32_t units;          /* bit per unit earned */
	struct sale_part *parts; /* by rules file */
	/* worked out by sale_pool_allocate; stale when something was added */
	bool stale;
	bool overflow;
	int64_t price;      /* TP */
	int64_t goods;      /* G */
	int64_t *allocated; /* A by unit */
};

/* The money of the pools of one month for one unit. */
struct sale_allocation {
	int64_t price;     /* TP of the sales that earned the unit */
	int64_t allocated; /* A */
	bool overflow;     /* some product did not fit 128 bits */
};

/* Adds (sign 1) or takes out (-1) a purchase and the points that `earner`
 * (itself, or the line that moved it) opened lots with. */
void sale_pool_count(struct vintages *vintages, uint32_t purchase,
		     uint32_t earner, int sign);

/* What is allocated to the points of a unit issued in a month, before
 * returns; as of the day reached. */
struct sale_allocation sale_pool_allocate(struct vintages *vintages,
					  int32_t month, int unit);

/* Sales taken as net because neither their line nor the rules say what VAT
 * they contain, up to the day reached. */
int64_t sale_pool_net_sales(const struct vintages *vintages);

/* Points x value x rate of a rules file as money: its stand-alone price in
 * minor units; 0 where the rules give no value. False when it does not fit. */
bool sale_pool_price_of(const struct vintages *vintages,
			const struct program *program, int unit, int64_t points,
			struct ratio *price);

#endif
