#!/bin/sh
# tested.sh - some case uses every row of the program's tables:
#   command     test/cases/NAME/ has a case that runs it
#   option      a run line of that folder, or of that command anywhere, has it
#   column      a case of the folder shows it among its columns
#   diagnostic  a case shows [ID]; or, where only a fault of the program could
#               bring it about, a unit test is named diagnostic_ID
#   field       a run line asks for NAME:
#   preset      a case of test/cases/import names it
set -eu
# shellcheck source=test/check/dump.sh
. test/check/dump.sh
# FOLDER, tab, line: for every line of every case.
find test/cases -name '*.case' | LC_ALL=C sort | while IFS= read -r file; do
	folder=${file#test/cases/}
	sed "s|^|${folder%%/*}	|" "$file"
done >"$dump.lines"
find test -path 'test/unit/*_test.c' -exec \
	sed -n 's/^Test(.*, diagnostic_\(.*\)).*/\1/p' {} + >"$dump.proved"
awk -F'\t' '
FILENAME == ARGV[1] { row[++rows] = $0; next }
FILENAME == ARGV[2] { shown[$0] = 1; next }
{
	folder = $1
	line = substr($0, length(folder) + 2)
	if (line ~ /^=== (run|shell)( |$)/) {
		sub(/^=== [a-z]+ */, "", line)
		gsub(/["'\''|;&()]/, " ", line)
		gsub(/=/, "= ", line)
		k = split(line, w, " ")
		for (i = 1; i <= k; i++) {
			used[folder, w[i]] = 1
			anywhere[w[i]] = 1
			sub(/:.*/, ":", w[i])
			asked[w[i]] = 1
			for (j = 1; j <= k; j++)
				together[w[j], w[i]] = 1
		}
		next
	}
	rest = line
	while (match(rest, /\[[a-z][a-z0-9_]*\]/)) {
		shown[substr(rest, RSTART + 1, RLENGTH - 2)] = 1
		rest = substr(rest, RSTART + RLENGTH)
	}
	gsub(/[^a-zA-Z0-9_-]+/, " ", line)
	k = split(line, w, " ")
	for (i = 1; i <= k; i++) words[folder, w[i]] = 1
}
END {
	for (r = 1; r <= rows; r++) {
		split(row[r], f, "\t")
		if (f[1] == "command" && !((f[2], f[2]) in used))
			print "test/cases/" f[2] ": no case runs the command " f[2]
		else if (f[1] == "option" && f[2] == "pointbook") {
			if (!(f[3] in anywhere) && !((f[3] "=") in anywhere) && !(f[4] != "-" && f[4] in anywhere))
				print "test/cases: no case uses " f[3]
		} else if (f[1] == "option") {
			found = 0
			split(f[3] " " f[3] "=" (f[4] == "-" ? "" : " " f[4]), name, " ")
			for (i in name)
				if ((f[2], name[i]) in used || (f[2], name[i]) in together) found = 1
			if (!found) print "test/cases/" f[2] ": no case uses " f[3]
		} else if (f[1] == "column" && !((f[2], f[3]) in words))
			print "test/cases/" f[2] ": no case shows the column " f[3]
		else if (f[1] == "diagnostic" && !(f[2] in shown))
			print "test/cases: no case shows [" f[2] "]"
		else if (f[1] == "field" && !((f[2] ":") in asked))
			print "test/cases: no case asks for " f[2] ":"
		else if (f[1] == "preset" && !(("import", f[2]) in words))
			print "test/cases/import: no case uses the preset " f[2]
	}
}' "$dump" "$dump.proved" "$dump.lines" >"$dump.found"
report_found
