/*
 * Journals for tests. Random ones come from a table of shapes, in which a
 * letter behind % stands for something drawn: %m a member, %p points …
 */
#include "sample.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "base/day.h"
#include "journal/order.h"
#include "journal/parser.h"
#include "journal/printer.h"
#include "journal/reference.h"

void sample_read(struct sample *sample, struct slice text)
{
	arena_init(&sample->arena);
	journal_init(&sample->journal, &sample->arena, 7);
	diagnostics_init(&sample->diagnostics, &sample->arena);
	parser_parse(&sample->journal, source_new(&sample->arena, "t", text),
		     &sample->diagnostics);
	journal_index(&sample->journal, &sample->diagnostics);
}

void sample_release(struct sample *sample)
{
	arena_release(&sample->arena);
}

const char *sample_line(struct sample *sample, size_t event)
{
	struct text text;

	text_init(&text, &sample->arena);
	printer_add_event(&text, &sample->journal,
			  &sample->journal.events[event]);
	return text.bytes;
}

const char *sample_print(struct sample *sample)
{
	struct text text;

	text_init(&text, &sample->arena);
	for (size_t i = 0; i < sample->journal.event_count; i++) {
		printer_add_event(&text, &sample->journal,
				  &sample->journal.events[i]);
		text_add_char(&text, '\n');
	}
	return text.length ? text.bytes : "";
}

const char *sample_print_order(struct sample *sample)
{
	struct text text;
	size_t count;
	order_step *steps =
		order_steps(&sample->arena, &sample->journal, &count);

	text_init(&text, &sample->arena);
	text_add(&text, "");
	for (size_t i = 0; i < count; i++) {
		if (ORDER_PART(steps[i]) != 0)
			continue;
		printer_add_event(
			&text, &sample->journal,
			&sample->journal.events[ORDER_EVENT(steps[i])]);
		text_add_char(&text, '\n');
	}
	return text.length ? text.bytes : "";
}

const char *sample_complaints(struct sample *sample)
{
	struct text text;

	text_init(&text, &sample->arena);
	for (const struct diagnostic *one = sample->diagnostics.first; one;
	     one = one->next) {
		if (text.length > 0)
			text_add_char(&text, ' ');
		text_add(&text, diagnostic_kind(one->id)->name);
	}
	return text.length ? text.bytes : "";
}

uint32_t sample_draw(uint64_t *seed, uint32_t limit)
{
	*seed = *seed * UINT64_C(6364136223846793005) +
		UINT64_C(1442695040888963407);
	return (uint32_t)(*seed >> 33) % limit;
}

static void add_day(struct text *text, uint64_t *seed)
{
	char printed[DAY_TEXT_MAX];
	struct day day = { 20000 + (int32_t)sample_draw(seed, 20) };

	day_print(day, printed);
	text_add(text, printed);
}

/* One of these stands for a letter. */
struct choice {
	char letter;
	const char *texts[8];
};

static const struct choice choices[] = {
	{ 'T', { "", "", "", "T00:00", "T09:05", "T23:59" } },
	{ 'm', { "M1", "M2", "M10", "müller", "12", "a:b", "日本" } },
	{ 'w', { "pay", "free-coffee", "signup", "gold" } },
	{ 'h', { "", "", ".50" } },
	{ 'u', { "", "", " +1 stamp", " +0 stamp +2 star" } },
	{ 'y',
	  { "\"why\"", "\"a \\\"b\\\" \\\\\"", "\"; no comment\"", "\"größer\"",
	    "\"a\302\240b\"" } },
	{ 'a',
	  { "", "", " store:north", " till:2 staff:rosa",
	    " campaign:\303\274 entered:2026-01-01", " override:\"no ;\"" } },
	{ 'z',
	  { "", "", " zeta:\"a b\"", " x:\"\" x:y", " k:a\\b #tag #vip",
	    " #only", " b:\"\\\\ \" b:\"] \" k:1" } },
	{ 't', { "", "", " tax:1.00", " discount:0.5" } },
	{ 'i',
	  { "", "", " item:A:1 item:a/b:2.5:3.00",
	    " item:\"Flat white:1:2.80\"" } },
};

static bool add_choice(struct text *text, uint64_t *seed, char letter)
{
	for (size_t i = 0; i < sizeof(choices) / sizeof(*choices); i++) {
		uint32_t count = 0;

		if (choices[i].letter != letter)
			continue;
		while (count < 8 && choices[i].texts[count])
			count++;
		text_add(text, choices[i].texts[sample_draw(seed, count)]);
		return true;
	}
	return false;
}

/* What stands for a letter. */
static void add_drawn(struct text *text, uint64_t *seed, char letter)
{
	if (add_choice(text, seed, letter))
		return;
	switch (letter) {
	case 'd':
		add_day(text, seed);
		add_choice(text, seed, 'T');
		break;
	case 'D':
		add_day(text, seed);
		break;
	case 'p':
		text_add_format(text, "+%u", sample_draw(seed, 100));
		add_choice(text, seed, 'h');
		break;
	case 'n':
		text_add_format(text, "-%u", sample_draw(seed, 100) + 1);
		break;
	case 'c':
		text_add_format(text, "%u.%02u EUR", sample_draw(seed, 300),
				sample_draw(seed, 100));
		break;
	case 'r':
		text_add_format(text, "R-%u", sample_draw(seed, 40));
		break;
	default:
		text_add_format(text, "N-%u", sample_draw(seed, 1000000));
		break;
	}
}

void sample_add_line(struct text *text, uint64_t *seed)
{
	static const char *const shapes[] = {
		"%d purchase %m %c %p%u%t%a%i%z ^%x",
		"%d purchase %m %c%t%a%i%z ^%x",
		"%d purchase %m%a ^%x",
		"%d purchase %m %p%u%a ^%x",
		"%d refund %m %c %n of:%r%a%z ^%x",
		"%d redeem %m %w %n %c on:%r%a%z ^%x",
		"%d redeem %m %w ^%r",
		"%d request %m %w %n ^%r",
		"%d approve %r%a%z",
		"%d fulfil %r",
		"%d reject %r %y",
		"%d cancel %r %y",
		"%d void %r %y",
		"%d move %r %m %y",
		"%d adjust %m %p %y%a ^%x",
		"%d adjust %m %n %y ^%x",
		"%d expire %m %n ^%x",
		"%d expire %m %n %y ^%x",
		"%d transfer %m %m %p ^%x",
		"%d transfer %m %m %p %y ^%x",
		"%d bonus %m %w %p for:%m of:%r ^%x",
		"%d bonus %m %w ^%x",
		"%d opening %m %p expires:%D deferred:\"%c\" ^%x",
		"%d opening * deferred:\"%c\" ^%x",
		"%d join %m referred-by:%m",
		"%d status %m blocked %y",
		"%d merge %m into:%m %y",
		"%d tier %m %w %y until:%D",
		"%d stock %w +4",
		"%d balance %m 12",
		"%d balance * -3 stamp",
		"%d estimate 2026-04 96.4% stamp %y",
		"%d accept points_differ %r %y ^%x",
		"%d reconciled till 2026-10 rows:3",
		"%d close 2026-10 entries:2 points:3 points:4/stamp",
		"%d reopen 2026-Q4 %y",
		"%d note %m %y rating:7 #sad ^%x",
		"%d sent %m %w channel:email",
		"%d consent %m +email -sms %y",
		"%d rules \"b.yaml\"",
		"rules \"rules.yaml\"",
		"include? \"members.points\"",
		"profile %m \"Anna\" email:a@b.c birthday:02-29",
	};
	const char *at =
		shapes[sample_draw(seed, sizeof(shapes) / sizeof(*shapes))];

	for (; *at; at++) {
		if (*at == '%' && at[1] != ' ')
			add_drawn(text, seed, *++at);
		else
			text_add_char(text, *at);
	}
	text_add_char(text, '\n');
}

struct slice sample_shuffle(struct arena *arena, struct slice text,
			    uint64_t *seed)
{
	struct slice *lines = NULL;
	size_t count = 0;
	size_t capacity = 0;
	struct text shuffled;

	while (text.length > 0) {
		lines = arena_grow(arena, lines, count + 1, sizeof(*lines),
				   &capacity);
		lines[count++] = slice_cut(text, '\n', &text);
	}
	text_init(&shuffled, arena);
	for (size_t i = count; i > 0; i--) {
		size_t k = sample_draw(seed, (uint32_t)i);

		text_add_slice(&shuffled, lines[k]);
		text_add_char(&shuffled, '\n');
		lines[k] = lines[i - 1];
	}
	return text_slice(&shuffled);
}

void sample_empty_folder(const char *path)
{
	DIR *opened = opendir(path);
	const struct dirent *entry;

	while (opened && (entry = readdir(opened))) {
		char name[4096];

		snprintf(name, sizeof(name), "%s/%s", path, entry->d_name);
		if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..") &&
		    remove(name) != 0) {
			sample_empty_folder(name);
			remove(name);
		}
	}
	if (opened)
		closedir(opened);
}
