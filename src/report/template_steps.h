/*
 * A template as it is kept: the steps of filling it, one after the other. For
 * template.c, which reads them, and template_print.c, which does them.
 */
#ifndef REPORT_TEMPLATE_STEPS_H
#define REPORT_TEMPLATE_STEPS_H

#include <stddef.h>

#include "base/slice.h"

struct template_name;

enum {
	TEMPLATE_DEPTH_MAX = 8 /* sections within sections */
};

enum template_act {
	STEP_TEXT,   /* as written */
	STEP_VALUE,  /* {{name}} */
	STEP_EACH,   /* {{#list}} */
	STEP_WHEN,   /* {{#value}}, {{?list}} */
	STEP_UNLESS, /* {{^list}}, {{^value}} */
	STEP_END     /* {{/name}} */
};

struct template_step {
	enum template_act act;
	struct slice text; /* as written, or the name */
	const struct template_name *name;
	int scope;    /* whose row the name is of: 0 the whole template's */
	size_t index; /* of the name in its table */
	size_t width; /* columns, 0: as it comes */
	size_t end;   /* of a section: the step of its end */
};

struct template
{
	struct template_step *steps;
	size_t count, capacity;
};

#endif
