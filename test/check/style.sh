#!/bin/sh
# style.sh [FILE]... - the style budget of doc/style, on src/ and the C of test/
# when no file is named. Universal Ctags says where functions begin and end; the
# rest is read from the text without its comments, strings and characters.
#
#   function <= 70 lines, <= 15 branches (1 + if for while case && || ?), <= 3
#   levels of braces in it, <= 5 parameters; file <= 500 lines
#   every file opens with a purpose comment; every prototype in a header follows
#   a comment; no typedef'd structs; no floating point outside insight/; none of
#   the libc functions that trust their input or keep a state of their own
set -eu
# shellcheck source=test/check/list.sh
. test/check/list.sh
[ $# -gt 0 ] || {
	# shellcheck disable=SC2046
	set -- $(tree_files 'src/*.[ch]' 'src/*.def' 'test/*.[ch]')
}
found=$(mktemp)
trap 'rm -f "$found" "$found.tags"' EXIT

ctags --languages=C --langmap=C:.c.h.def --kinds-C=f -x \
	--_xformat='%F	%n	%e	%N	%S' "$@" >"$found.tags"
awk -F'\t' -f test/check/style.awk "$found.tags" "$@" |
	LC_ALL=C sort -t: -k1,1 -k2,2n >"$found"
cat "$found"
bad=$(wc -l <"$found" | tr -d ' ')
echo "$# passed, $bad failed"
[ "$bad" = 0 ]
