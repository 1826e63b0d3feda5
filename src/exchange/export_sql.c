/*
 * The tables in their order, and the views. These rest on movements and lots
 * alone, so that they are a proof of the balances and not a copy of them.
 */
#include "exchange/export_sql.h"

#include "base/arena.h"
#include "engine/book.h"
#include "exchange/export_points.h"
#include "exchange/sql_script.h"
#include "exchange/sql_tables.h"
#include "journal/journal.h"

const char *const export_sql_targets[] = {
	[SQL_SQLITE] = "sqlite",
	[SQL_POSTGRESQL] = "postgresql",
	NULL,
};

/* ---- what the tables share ---- */

struct slice sql_member_id(const struct sql_export *export, uint32_t member)
{
	if (member == NONE)
		return (struct slice){ NULL, 0 };
	return intern_text(&export->book->journal->members, member);
}

struct slice sql_unit_name(const struct sql_export *export, int unit)
{
	return export->book->programs->units[unit].name;
}

void sql_add_event(struct sql_export *export, uint32_t event)
{
	sql_script_number(&export->script,
			  event == NONE ? 0 : (int64_t)event + 1, 0);
}

bool sql_tells(const struct sql_export *export, const struct event *e)
{
	return !(e->flags & EVENT_DUPLICATE) &&
	       (!day_is_real(e->day) ||
		day_compare(e->day, export->book->as_of) <= 0);
}

static const struct sql_table_kind *const tables[] = {
	&sql_book,    &sql_unit,     &sql_currency,   &sql_member,
	&sql_account, &sql_event,    &sql_attribute,  &sql_item,
	&sql_lot,     &sql_movement, &sql_redemption, NULL,
};

/* ---- views ---- */

struct view {
	const char *name;
	const char *text;
};

static const struct view views[] = {
	{ "balance",
	  ("SELECT a.member, m.name, m.tier, a.unit,\n"
	   "  [coalesce(v.points, 0)] AS balance,\n"
	   "  [coalesce(l.free - l.pending, 0)] AS available,\n"
	   "  [coalesce(l.held, 0)] AS reserved,\n"
	   "  [coalesce(l.pending, 0)] AS pending,\n"
	   "  [a.deficit] AS deficit,\n"
	   "  l.next_expiry,\n"
	   "  (SELECT [sum(x.remaining)] FROM lot x\n"
	   "   WHERE x.member = a.member AND x.unit = a.unit\n"
	   "     AND x.expires = l.next_expiry) AS next_expiry_points\n"
	   "FROM account a\n"
	   "JOIN member m ON m.member = a.member\n"
	   "JOIN unit u ON u.unit = a.unit\n"
	   "LEFT JOIN (SELECT member, unit, sum(points) AS points\n"
	   "  FROM movement GROUP BY member, unit) v\n"
	   "  ON v.member = a.member AND v.unit = a.unit\n"
	   "LEFT JOIN (SELECT member, unit, sum(remaining) AS free,\n"
	   "    sum(held) AS held,\n"
	   "    sum(CASE WHEN usable_from > as_of THEN remaining ELSE 0 END)\n"
	   "      AS pending,\n"
	   "    min(CASE WHEN remaining > 0 THEN expires END)\n"
	   "      AS next_expiry\n"
	   "  FROM lot, book GROUP BY member, unit) l\n"
	   "  ON l.member = a.member AND l.unit = a.unit\n"
	   "WHERE m.status <> 'merged' AND m.joined IS NOT NULL") },
	{ "flow",
	  ("SELECT f.month, f.kind, f.unit, [f.points] AS points,\n"
	   "  f.movements\n"
	   "FROM (SELECT substr(cast(date AS text), 1, 7) AS month, kind,\n"
	   "    unit, sum(points) AS points, count(*) AS movements\n"
	   "  FROM movement GROUP BY 1, 2, 3) f\n"
	   "JOIN unit u ON u.unit = f.unit") },
	{ "proof",
	  ("SELECT u.unit, [coalesce(v.points, 0)] AS movements,\n"
	   "  [coalesce(l.points, 0)] AS lots,\n"
	   "  [coalesce(d.points, 0)] AS deficits,\n"
	   "  [coalesce(v.points, 0) - coalesce(l.points, 0) +\n"
	   "   coalesce(d.points, 0)] AS difference\n"
	   "FROM unit u\n"
	   "LEFT JOIN (SELECT unit, sum(points) AS points FROM movement\n"
	   "  GROUP BY unit) v ON v.unit = u.unit\n"
	   "LEFT JOIN (SELECT unit, sum(remaining + held) AS points\n"
	   "  FROM lot GROUP BY unit) l ON l.unit = u.unit\n"
	   "LEFT JOIN (SELECT unit, sum(deficit) AS points FROM account\n"
	   "  GROUP BY unit) d ON d.unit = u.unit") },
	{ "purchase",
	  ("SELECT e.event, e.date, e.time, e.member, e.ref,\n"
	   "  [e.amount] AS amount, e.currency, e.voided,\n"
	   "  (SELECT value FROM attribute a\n"
	   "   WHERE a.event = e.event AND a.key = 'store') AS store\n"
	   "FROM event e LEFT JOIN currency u ON u.currency = e.currency\n"
	   "WHERE e.kind = 'purchase'") },
	{ "profile", ("SELECT e.member, a.key, a.value, e.event\n"
		      "FROM event e JOIN attribute a ON a.event = e.event\n"
		      "WHERE e.kind = 'profile'") },
};

enum {
	VIEWS = sizeof(views) / sizeof(*views)
};

void export_sql_write(struct arena *arena, const struct book *book, int target,
		      const struct export_output *output)
{
	struct sql_export export = { .arena = arena, .book = book };
	struct sql_script *script = &export.script;
	size_t count = 0;

	sql_script_begin(script, arena, (enum sql_target)target, output);
	for (size_t i = VIEWS; i-- > 0;)
		sql_script_drop(script, "VIEW", views[i].name);
	while (tables[count] != NULL)
		count++;
	for (size_t i = count; i-- > 0;)
		sql_script_drop(script, "TABLE", tables[i]->table.name);
	for (size_t i = 0; i < count; i++) {
		sql_script_table(script, &tables[i]->table);
		tables[i]->add(&export);
	}
	sql_script_index(script, "event", "member");
	sql_script_index(script, "lot", "member, unit");
	sql_script_index(script, "movement", "member, unit");
	for (size_t i = 0; i < VIEWS; i++)
		sql_script_view(script, views[i].name, views[i].text);
	sql_script_end(script);
}
