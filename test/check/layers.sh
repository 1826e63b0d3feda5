#!/bin/sh
# layers.sh [LIBRARY] - fails when src/ breaks src/layers.txt. Its lines are
#     folder : folders it may include from       (its own is always allowed)
#     only <header> : the one file that may include it
# A folder may name only folders listed above it, and no folder twice, so the
# folder graph cannot have a ring; tsort looks for one between modules. A module
# is a stem, x.c and x.h. src/calls.txt says in its lines
#     NAME... : the files that may call these functions, or keep these data that
#               can change (* stands for any part of a name; none if nothing
#               follows)
# Calls, and data that can change, are looked up in the library, where comments
# and macros hide nothing.
set -eu
library=${1-}
cd src
files=$(find . -name '*.[ch]' | sed 's|^\./||' | LC_ALL=C sort)
found=$(mktemp)
trap 'rm -f "$found" "$found.order"' EXIT

# --- includes -----------------------------------------------------------------
# shellcheck disable=SC2086
awk '
FNR == NR {
	sub(/#.*/, "")
	if (split($0, part, ":") < 2) next
	if (part[1] ~ /^only /) {
		split(part[1], q, /[<>]/)
		gsub(/[ \t]/, "", part[2])
		only[q[2]] = part[2]
		next
	}
	gsub(/[ \t]/, "", part[1])
	if (part[1] in known)
		print "src/layers.txt:" FNR ": folder " part[1] " is listed twice"
	n = split(part[2], dep, " ")
	for (i = 1; i <= n; i++) {
		if (!(dep[i] in known))
			print "src/layers.txt:" FNR ": " part[1] " uses " dep[i] ", which is not listed above it"
		may[part[1], dep[i]] = 1
	}
	known[part[1]] = 1
	next
}
FNR == 1 {
	me = "."
	if (split(FILENAME, q, "/") > 1) me = q[1]
	if (me != "." && !(me in known)) print "src/" FILENAME ":1: folder " me " is missing from layers.txt"
	first = 1
	stem = FILENAME
	sub(/\.[ch]$/, "", stem)
	own = stem ".h"
	has_own = FILENAME ~ /\.c$/ && (getline line <own) >= 0
	close(own)
	base = stem
	sub(/.*\//, "", base)
	if (base in stems && stems[base] != stem)
		print "src/" FILENAME ":1: stem " base " is also " stems[base]
	stems[base] = stem
}
/^[ \t]*#[ \t]*include[ \t]*</ {
	split($0, s, /[<>]/)
	if (s[2] in only && only[s[2]] != FILENAME)
		print "src/" FILENAME ":" FNR ": <" s[2] "> may be included only by " only[s[2]]
	if (has_own && first) print "src/" FILENAME ":" FNR ": \"" own "\" must be included first"
	first = 0
}
/^[ \t]*#[ \t]*include[ \t]*"/ {
	split($0, s, "\"")
	if (has_own && first && s[2] != own) print "src/" FILENAME ":" FNR ": \"" own "\" must be included first"
	first = 0
	if (s[2] !~ /\//) {
		print "src/" FILENAME ":" FNR ": write \"folder/" s[2] "\", not \"" s[2] "\""
		next
	}
	split(s[2], t, "/")
	if (me != "." && t[1] != me && !((me, t[1]) in may))
		print "src/" FILENAME ":" FNR ": " me " must not include " s[2]
}' layers.txt $files >"$found"

for file in $files; do
	sed -n 's/^[ \t]*#[ \t]*include[ \t]*"\([^"]*\)\.h".*/\1/p' "$file" |
		while read -r used; do
			[ "$used" = "${file%.*}" ] || echo "${file%.*} $used"
		done
done >"$found.order"
tsort <"$found.order" 2>&1 >/dev/null |
	sed 's|^tsort: -: |modules include each other in a ring: |' >>"$found" || true

# --- calls and data -----------------------------------------------------------
cd ..
if [ -n "$library" ]; then
	# Object names alone say the file, for stems are unique.
	nm -A -f sysv "$library" 2>/dev/null | awk -F'|' '
	FILENAME != "-" {
		sub(/#.*/, "")
		if (split($0, part, ":") < 2) next
		n = split(part[1], name, " ")
		for (i = 1; i <= n; i++) homes[name[i]] = part[2] " "
		next
	}
	FNR == 1 {
		while (("cd src && find . -name \"*.c\"" | getline path) > 0) {
			stem = path
			sub(/.*\//, "", stem)
			sub(/\.c$/, "", stem)
			where[stem] = substr(path, 3)
		}
	}
	NF >= 7 {
		split($1, left, ":")
		stem = left[2]
		sub(/\.o$/, "", stem)
		symbol = left[3]
		gsub(/[ \t]/, "", symbol)
		gsub(/[ \t]/, "", $3)
		gsub(/[ \t]/, "", $7)
		if ($3 == "U") {
			gsub(/^(__isoc99_|__)|_chk$|@.*$/, "", symbol)
			if (symbol in homes && !at_home(where[stem], homes[symbol]))
				print "src/" where[stem] ": must not use " symbol
		} else if ($7 ~ /^(\.data|\.bss|\.tdata|\.tbss|\*COM\*|COMMON)/ &&
			   $7 !~ /^\.data\.rel\.ro/ &&
			   !(symbol in homes && at_home(where[stem], homes[symbol])))
			print "src/" where[stem] ": " symbol " is data that can change"
	}
	function at_home(file, list,    n, i, home, pattern) {
		n = split(list, home, " ")
		for (i = 1; i <= n; i++) {
			pattern = home[i]
			gsub(/\./, "\\.", pattern)
			gsub(/\*/, ".*", pattern)
			if (file ~ "^" pattern "$") return 1
		}
		return 0
	}' src/calls.txt - | LC_ALL=C sort -u >>"$found"
fi

cat "$found"
bad=$(wc -l <"$found" | tr -d ' ')
# shellcheck disable=SC2086
set -- $files
echo "$# passed, $bad failed"
[ "$bad" = 0 ]
