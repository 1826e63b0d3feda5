/*
 * Figures, tables and the style of the dashboard. See dashboard_page.h.
 */
#include "report/dashboard_page.h"

#include "base/arena.h"
#include "report/chart.h"
#include "report/chart_svg.h"
#include "report/html_text.h"
#include "report/sink.h"

/* Text has a contrast of at least 7 to its ground, what is quieter of 5. */
const char dashboard_page_style[] =
	":root{color-scheme:light dark;--ground:#f3f4f6;--card:#fff;"
	"--ink:#16191d;--quiet:#4b5563;--link:#0b5c82;--line:#d4d8dd}"
	"@media (prefers-color-scheme:dark){:root{--ground:#101316;"
	"--card:#1a1e23;--ink:#e8eaed;--quiet:#aeb6c0;--link:#7cc7ee;"
	"--line:#3a4149}}"
	"*{box-sizing:border-box}"
	"html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}"
	"@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}"
	"body{font:16px/1.5 system-ui,sans-serif;margin:0;color:var(--ink);"
	"background:var(--ground)}"
	"header,main,footer{max-width:80rem;margin:0 auto;padding:1rem}"
	"h1{font-size:1.75rem;line-height:1.2;margin:.5rem 0}"
	"h2{font-size:1.25rem;line-height:1.3;margin:0 0 .25rem}"
	"h3{font-size:1rem;margin:1rem 0 .25rem}"
	"p{margin:.25rem 0;max-width:45rem}"
	"a{color:var(--link)}"
	".quiet,figure p,footer{color:var(--quiet);font-size:.9rem}"
	".n{white-space:nowrap}"
	".skip{position:absolute;left:-100rem}"
	".skip:focus{position:static}"
	"nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;"
	"margin:.75rem 0 0;padding:0}"
	"nav a{display:inline-block;padding:.25rem 0}"
	"section{background:var(--card);border:1px solid var(--line);"
	"border-radius:.5rem;padding:1.25rem;margin:0 0 1.25rem}"
	".cards{display:grid;gap:1rem;list-style:none;margin:1rem 0 "
	"0;padding:0;"
	"grid-template-columns:repeat(auto-fill,minmax(8.5rem,1fr))}"
	"@media (min-width:45rem){.cards{grid-template-columns:"
	"repeat(auto-fill,minmax(11rem,1fr))}}"
	".cards li{border-top:3px solid var(--s1);padding:.4rem 0 0}"
	".cards strong{display:block;font-size:1.6rem;line-height:1.25;"
	"font-variant-numeric:tabular-nums;overflow-wrap:anywhere}"
	".cards span{display:block}"
	".cards li>span:first-child::first-letter{text-transform:uppercase}"
	".tables{display:flex;flex-wrap:wrap;gap:1rem 4rem}"
	".tables>div{min-width:0;max-width:100%}"
	".charts{display:grid;gap:1.5rem 2rem;margin:1rem 0 0;"
	"grid-template-columns:repeat(auto-fill,minmax(min(20rem,100%),1fr))}"
	".pairs{grid-template-columns:"
	"repeat(auto-fill,minmax(min(26rem,100%),1fr))}"
	".pairs svg{max-width:32rem}"
	"figure{margin:0;min-width:0}"
	"figure.wide{grid-column:1/-1}"
	".wide svg{min-width:36rem;max-width:46rem}"
	"figcaption{font-weight:600;margin:0 0 .5rem}"
	"details{margin:.5rem 0 0;font-size:.9rem}"
	"summary{cursor:pointer;color:var(--link);padding:.25rem 0}"
	".scroll{overflow-x:auto}"
	"table{border-collapse:collapse;margin:.5rem 0}"
	"caption{text-align:left;font-weight:600;padding:0 0 .25rem}"
	"th,td{padding:.25rem .75rem .25rem 0;text-align:right;"
	"border-bottom:1px solid var(--line);white-space:nowrap;"
	"font-variant-numeric:tabular-nums}"
	"th{font-weight:600}th:first-child{text-align:left}"
	"tbody th{font-weight:400}"
	".sum th,.sum td{font-weight:600}"
	".tables tbody th{white-space:normal}"
	"code{font:.9em ui-monospace,monospace;overflow-wrap:anywhere}"
	"ol{padding-left:1.5rem;margin:.5rem 0}li{margin:.25rem 0}"
	"@media print{:root{--ground:#fff}body{font-size:10pt}"
	"header,main,footer{max-width:none;padding:0}"
	"nav,.skip,details{display:none}"
	"section{border:0;padding:0;margin:0 0 1rem}"
	"figure,.cards li,tr,ol li{break-inside:avoid}"
	"h2,h2+p{break-after:avoid}h2+p{break-inside:avoid}.scroll{overflow:"
	"visible}"
	".charts{display:block}"
	"figure{display:inline-block;width:48%;vertical-align:top;"
	"margin:0 1% 1rem 0}"
	"figure.wide{display:block;width:auto}"
	".wide svg{min-width:0;max-width:34rem}}";

void dashboard_page_add(struct dashboard_page *page, const char *element,
			struct slice text)
{
	sink_add_char(page->sink, '<');
	sink_add(page->sink, element);
	sink_add_char(page->sink, '>');
	html_text_add(page->sink, text);
	sink_add(page->sink, "</");
	sink_add(page->sink, element);
	sink_add(page->sink, ">\n");
}

/* ---- tables ---- */

/* A region that scrolls must be reached by keys, and so have a name. */
static void begin_scroll(struct dashboard_page *page, struct slice name)
{
	sink_add(page->sink, "<div class=\"scroll\" tabindex=\"0\" "
			     "role=\"region\" aria-label=\"");
	html_text_add(page->sink, name);
	sink_add(page->sink, "\">\n");
}

void dashboard_page_begin_table(struct dashboard_page *page,
				struct slice caption)
{
	begin_scroll(page, caption);
	sink_add(page->sink, "<table>\n");
	dashboard_page_add(page, "caption", caption);
	sink_add(page->sink, "<thead>\n<tr>");
}

void dashboard_page_add_head(struct dashboard_page *page, const char *scope,
			     struct slice text)
{
	sink_add(page->sink, "<th scope=\"");
	sink_add(page->sink, scope);
	sink_add(page->sink, "\">");
	html_text_add(page->sink, text);
	sink_add(page->sink, "</th>");
}

void dashboard_page_add_number(struct dashboard_page *page, struct slice text)
{
	sink_add(page->sink, "<td>");
	html_text_add(page->sink, text);
	sink_add(page->sink, "</td>");
}

void dashboard_page_end_table(struct dashboard_page *page)
{
	sink_add(page->sink, "</tbody>\n</table>\n</div>\n");
}

/* ---- charts ---- */

static void add_data_row(struct dashboard_page *page, const struct chart *chart,
			 size_t label)
{
	sink_add(page->sink, "<tr>");
	dashboard_page_add_head(page, "row", chart->labels[label]);
	for (size_t i = 0; i < chart->series_count; i++) {
		int64_t number = chart->series[i].values[label];
		text_clear(&page->text);
		/* The cells of months to come are empty, not unknown. */
		if (chart->kind != CHART_HEAT || number != CHART_GAP)
			chart_add_number(&page->text, chart, number);
		dashboard_page_add_number(page, text_slice(&page->text));
	}
	sink_add(page->sink, "</tr>\n");
}

static void add_data(struct dashboard_page *page, const struct chart *chart,
		     struct slice title)
{
	sink_add(page->sink, "<details><summary>Numbers of: ");
	html_text_add(page->sink, title);
	sink_add(page->sink, "</summary>\n");
	dashboard_page_begin_table(page, title);
	dashboard_page_add_head(page, "col", chart->label_name);
	for (size_t i = 0; i < chart->series_count; i++)
		dashboard_page_add_head(page, "col", chart->series[i].name);
	sink_add(page->sink, "</tr>\n</thead>\n<tbody>\n");
	for (size_t k = 0; k < chart->count; k++)
		add_data_row(page, chart, k);
	dashboard_page_end_table(page);
	sink_add(page->sink, "</details>\n");
}

static void add_chart(struct dashboard_page *page, const struct chart *chart)
{
	bool is_wide = chart->kind == CHART_HEAT;
	struct text title;

	text_init(&title, page->arena);
	chart_add_title(&title, chart);
	sink_add(page->sink, is_wide ? "<figure class=\"wide\">" : "<figure>");
	dashboard_page_add(page, "figcaption", text_slice(&title));
	if (is_wide)
		begin_scroll(page, text_slice(&title));
	chart_svg_print(page->arena, chart,
			arena_print(page->arena, "c%zu", ++page->charts),
			page->sink);
	sink_add(page->sink, is_wide ? "</div>\n" : "");
	if (chart->note.length > 0)
		dashboard_page_add(page, "p", chart->note);
	add_data(page, chart, text_slice(&title));
	sink_add(page->sink, "</figure>\n");
}

void dashboard_page_add_charts(struct dashboard_page *page,
			       const struct chart *charts, size_t count)
{
	sink_add(page->sink, count % 3 != 0 && count % 2 == 0
				     ? "<div class=\"charts pairs\">\n"
				     : "<div class=\"charts\">\n");
	for (size_t i = 0; i < count; i++)
		add_chart(page, &charts[i]);
	sink_add(page->sink, "</div>\n");
}
