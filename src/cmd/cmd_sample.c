/*
 * pointbook sample: an audit sample that anybody can draw again.
 */
#include "base/currency.h"
#include "base/text.h"
#include "cmd/command.h"
#include "cmd/look.h"
#include "cmd/reconcile_part.h"
#include "cmd/session.h"
#include "report/report_sample.h"
#include "report/table.h"

struct sample_options {
	int64_t n;
	int64_t seed;
	const char *mus;
};

static const struct option sample_table[] = {
	{ "n", 0, OPTION_NUMBER, "N", NULL, offsetof(struct sample_options, n),
	  "how many to draw" },
	{ "seed", 0, OPTION_NUMBER, "SEED", NULL,
	  offsetof(struct sample_options, seed),
	  "a number: the same one draws the same sample" },
	{ "mus", 0, OPTION_TEXT, "AMOUNT", NULL,
	  offsetof(struct sample_options, mus),
	  "by monetary units, one in every AMOUNT" },
	{ .name = NULL },
};

static const char *const sample_examples[] = {
	"sample --n 25 --seed 7 -p 2026-10",
	"sample --seed 7 --mus 500 -p 2026-10 kind:purchase",
	NULL,
};

static struct slice money_text(struct session *session, const char *before,
			       int64_t money, uint8_t currency)
{
	struct text text;

	text_init(&text, session->arena);
	text_add(&text, before);
	decimal_add_text(&text, money, currency_scale(currency), false);
	text_add_format(&text, " %s", currency_code(currency));
	return text_slice(&text);
}

/* Population and method, before anything is drawn. */
static void add_heading(struct session *session,
			const struct sample_population *population,
			const struct sample_request *request)
{
	struct text seed;
	const char *count =
		arena_print(session->arena, "%zu events, ", population->count);

	text_init(&seed, session->arena);
	text_add_integer(&seed, request->seed);
	session_heading(session, "population",
			money_text(session, count, population->money,
				   population->currency));
	session_heading(session, "seed", text_slice(&seed));
	if (request->interval > 0)
		session_heading(session, "interval",
				money_text(session, "",
					   sample_interval(population, request),
					   population->currency));
}

static enum exit_status check(struct session *session,
			      const struct sample_options *given)
{
	if (given->seed < 0) {
		message_error(&session->terminal,
			      "a sample that can be drawn again needs a seed: "
			      "add --seed and any number");
		return STATUS_USAGE;
	}
	if (given->n > 0 || given->mus)
		return STATUS_FINE;
	message_error(&session->terminal,
		      "how many? add --n N, or --mus AMOUNT");
	return STATUS_USAGE;
}

static enum exit_status sample_run(struct session *session, const void *options)
{
	const struct sample_options *given = options;
	struct sample_request request = {
		.n = given->n > 0 ? (size_t)given->n : 0,
		.seed = given->seed,
	};
	struct sample_population population;
	struct report_scope scope;
	struct table *table;
	size_t count;
	enum exit_status status = check(session, given);

	if (status == STATUS_FINE &&
	    !reconcile_part_amount(session, "mus", given->mus, false,
				   &request.interval))
		status = STATUS_USAGE;
	if (status == STATUS_FINE)
		status = session_query(session, &report_sample, 0);
	if (status != STATUS_FINE)
		return status;
	if (given->mus && request.interval == 0) {
		message_error(&session->terminal,
			      "--mus: the amount must be more than 0");
		return STATUS_USAGE;
	}
	scope = look_scope(session);
	population = sample_population(&scope);
	add_heading(session, &population, &request);
	status = look_begin(session, &report_sample, &scope, &table);
	if (status != STATUS_FINE)
		return status;
	count = report_sample_rows(&scope, table, &population, &request);
	message_note(&session->terminal, "drawn %zu of %zu events", count,
		     population.count);
	return STATUS_FINE;
}

const struct command cmd_sample = {
	.name = "sample",
	.group = GROUP_CHECK,
	.summary = "an audit sample that anybody can draw again",
	.operands = "[QUERY]...",
	.operand_max = OPERANDS_ANY,
	.takes = TAKES_QUERY | TAKES_PERIOD | TAKES_OUTPUT,
	.needs = NEEDS_POSTINGS | READS_ONLY,
	.options = sample_table,
	.options_size = sizeof(struct sample_options),
	.examples = sample_examples,
	.run = sample_run,
};
