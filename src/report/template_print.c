/*
 * Filling templates: the steps are done one after the other, those of a list
 * once a row. Every value goes through one of the escapes below.
 */
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "report/template.h"
#include "report/template_steps.h"

struct printer {
	const struct template *template;
	enum template_target target;
	struct text *text;
	const struct template_value *rows[TEMPLATE_DEPTH_MAX + 1];
};

/* Controls become blanks: a value cannot begin a line of its own. */
static void add_plain(struct text *text, struct slice value)
{
	while (value.length > 0) {
		uint32_t point;
		size_t length = utf8_decode(value, &point);
		if (length == 0 || utf8_is_control(point))
			text_add_char(text, ' ');
		else
			text_add_bytes(text, value.text, length);
		value = slice_from_offset(value, length == 0 ? 1 : length);
	}
}

void template_add_html(struct text *text, struct slice value)
{
	static const struct {
		char byte;
		const char *entity;
	} entities[] = {
		{ '&', "&amp;" },  { '<', "&lt;" },   { '>', "&gt;" },
		{ '"', "&quot;" }, { '\'', "&#39;" },
	};

	while (value.length > 0) {
		const char *entity = NULL;
		size_t plain = 0;
		for (; plain < value.length && entity == NULL; plain++)
			for (size_t i = 0; i < 5; i++)
				if (value.text[plain] == entities[i].byte)
					entity = entities[i].entity;
		add_plain(text,
			  (struct slice){ value.text,
					  plain - (entity != NULL ? 1 : 0) });
		if (entity != NULL)
			text_add(text, entity);
		value = slice_from_offset(value, plain);
	}
}

static void add_value(const struct printer *printer,
		      const struct template_step *step)
{
	struct slice value = printer->rows[step->scope][step->index].text;

	if (printer->target == TEMPLATE_HTML) {
		template_add_html(printer->text, value);
		return;
	}
	size_t width = utf8_display_width(value);
	if (width < step->width)
		text_add_repeat(printer->text, ' ', step->width - width);
	add_plain(printer->text, value);
}

static bool is_there(const struct printer *printer,
		     const struct template_step *step)
{
	const struct template_value *value =
		&printer->rows[step->scope][step->index];

	return step->name->rows != NULL ? value->count > 0
					: value->text.length > 0;
}

/* Does the steps from `from` to before `end`; `scope` is the innermost row. */
static void print_steps(struct printer *printer, size_t from, size_t end,
			int scope)
{
	for (size_t i = from; i < end; i++) {
		const struct template_step *step = &printer->template->steps[i];
		if (step->act == STEP_TEXT) {
			text_add_slice(printer->text, step->text);
			continue;
		}
		if (step->act == STEP_VALUE) {
			add_value(printer, step);
			continue;
		}
		if (step->act == STEP_END)
			continue;
		const struct template_value *list =
			&printer->rows[step->scope][step->index];
		for (size_t n = 0; step->act == STEP_EACH && n < list->count;
		     n++) {
			printer->rows[scope + 1] = list->rows[n];
			print_steps(printer, i + 1, step->end, scope + 1);
		}
		if (step->act == STEP_EACH ||
		    is_there(printer, step) == (step->act == STEP_UNLESS))
			i = step->end;
	}
}

void template_print(const struct template *template,
		    const struct template_value *values,
		    enum template_target target, struct text *text)
{
	struct printer printer = {
		.template = template,
		.target = target,
		.text = text,
		.rows = { values },
	};

	print_steps(&printer, 0, template->count, 0);
}
