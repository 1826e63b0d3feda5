#!/bin/sh
# docs.sh - the manual and the program's tables agree, both ways:
#   command     pointbook-NAME.1 with the summary as its .Nd line; pointbook.1 has
#               `.It Xr pointbook-NAME 1`
#   option      `.It Fl -long` (with `Fl s` where it has a letter) in the command's
#               page; those of every command in pointbook.1
#   column      `.It Li NAME` in .Sh COLUMNS of the command's page
#   diagnostic  `.It Ic ID Pq SEVERITY` in pointbook-diagnostics.7
#   field       `.It Li NAME` in .Sh QUERY FIELDS of pointbook-query.7
#   metric      `.It Li NAME` in .Sh FIGURES of pointbook-report.1, and below it
#               `.Dl FORMULA`
#   preset      `.It Li NAME` in .Sh PRESETS of pointbook-import.1
set -eu
# shellcheck source=test/check/dump.sh
. test/check/dump.sh
pages=$(find doc -maxdepth 1 -name 'pointbook*.[157]' | LC_ALL=C sort)
# shellcheck disable=SC2086
awk -F'\t' '
function say(what) { print what }
function page(command) {
	return command == "pointbook" ? "doc/pointbook.1" : "doc/pointbook-" command ".1"
}
# want: the table has it; have: the manual has it, at FILE:LINE.
function want(key, where, what) {
	wanted[key] = 1
	if (!(key in said)) order[++n] = key
	said[key] = where ": " what
}
function have(key) { there[key] = FILENAME ":" FNR }

FILENAME == ARGV[1] {
	if ($1 == "command") {
		want("page " page($2), page($2), "there is no page for the command " $2)
		want("summary " page($2) " " $4, page($2), "the .Nd line is not \"" $4 "\"")
		want("listed " $2, "doc/pointbook.1", "has no .It Xr pointbook-" $2 " 1")
	} else if ($1 == "option") {
		want("option " page($2) " " $3, page($2), "has no .It Fl " substr($3, 2))
		if ($4 != "-")
			want("letter " page($2) " " $3 " " $4, page($2), "has no Fl " substr($4, 2) " beside Fl " substr($3, 2))
	} else if ($1 == "column")
		want("column " page($2) " " $3, page($2), "has no .It Li " $3 " in COLUMNS")
	else if ($1 == "diagnostic")
		want("diagnostic " $2 " " $3, "doc/pointbook-diagnostics.7", "has no .It Ic " $2 " Pq " $3)
	else if ($1 == "field")
		want("field " $2, "doc/pointbook-query.7", "has no .It Li " $2 " in QUERY FIELDS")
	else if ($1 == "metric")
		want("metric " $2 " = " $4, "doc/pointbook-report.1", "has no .It Li " $2 " in FIGURES with .Dl " $4)
	else if ($1 == "preset")
		want("preset " $2, "doc/pointbook-import.1", "has no .It Li " $2 " in PRESETS")
	next
}
FNR == 1 {
	section = ""
	if (FILENAME ~ /^doc\/pointbook-.*\.1$/) have("page " FILENAME)
}
{ split($0, w, " ") }
w[1] == ".Sh" { section = substr($0, 5) }
w[1] == ".Nd" { if (FILENAME ~ /^doc\/pointbook-.*\.1$/) have("summary " FILENAME " " substr($0, 5)) }
w[1] == ".Dl" && section == "FIGURES" { have("metric " figure " = " substr($0, 5)) }
w[1] != ".It" { next }
section == "FIGURES" { figure = w[3] }
w[2] == "Xr" && FILENAME == "doc/pointbook.1" && w[3] ~ /^pointbook-/ && w[4] ~ /^1/ {
	have("listed " substr(w[3], 11))
}
w[2] == "Fl" && FILENAME ~ /\.1$/ {
	m = split($0, part, " ")
	long = letter = ""
	for (i = 2; i < m; i++)
		if (part[i] == "Fl" && part[i + 1] ~ /^-./) long = "-" part[i + 1]
		else if (part[i] == "Fl") letter = "-" part[i + 1]
	if (long == "") say(FILENAME ":" FNR ": " $0 ": names no long option")
	else have("option " FILENAME " " long)
	if (letter != "") have("letter " FILENAME " " long " " letter)
}
w[2] == "Li" && section == "COLUMNS" { have("column " FILENAME " " w[3]) }
w[2] == "Li" && section == "QUERY FIELDS" && FILENAME ~ /query/ { have("field " w[3]) }
w[2] == "Li" && section == "PRESETS" && FILENAME ~ /import/ { have("preset " w[3]) }
w[2] == "Ic" && FILENAME ~ /diagnostics/ { have("diagnostic " w[3] " " (w[4] == "Pq" ? w[5] : "")) }
END {
	for (i = 1; i <= n; i++)
		if (!(order[i] in there)) say(said[order[i]])
	for (key in there)
		if (!(key in wanted)) say(there[key] ": the program has no " key)
}' "$dump" $pages /dev/null | LC_ALL=C sort >"$dump.found"
report_found
