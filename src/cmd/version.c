/*
 * The text of --version: name and version in the first line, for programs.
 */
#include "cmd/version.h"

#include "base/text.h"

void version_add(struct text *text)
{
	static const struct {
		const char *name;
		int is_there;
	} parts[] = {
		{ "xlsx", HAVE_XLSX },
		{ "gsl", HAVE_GSL },
		{ "readline", HAVE_READLINE },
	};
	text_add(text,
		 "pointbook " POINTBOOK_VERSION "\n"
		 "licence GPL-3.0-or-later: free to use, change and share, "
		 "without warranty\n"
		 "built with libyaml, PCRE2, libcsv, jansson, libsmartcols, "
		 "zlib, zstd, nettle, xxhash;");
	for (unsigned i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		text_add_format(text, "%s %s %s", i > 0 ? "," : "",
				parts[i].name,
				parts[i].is_there ? "yes" : "no");
	text_add_char(text, '\n');
}
