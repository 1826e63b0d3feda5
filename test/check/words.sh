#!/bin/sh
# words.sh - what must not stand in the tree: unfinished work, paths of the
# machine it was written on, blanks at line ends, files that do not end a line.
set -eu
# shellcheck source=test/check/list.sh
. test/check/list.sh
found=$(mktemp)
trap 'rm -f "$found"' EXIT

all=$(tree_files '*')
# Inputs of tests are whatever they have to be.
text=$(echo "$all" | grep -vE '\.case$|^test/fuzz/corpus/|^test/.*\.(csv|xlsx|gz|zst)$|^LICENSE$')

parent=$(dirname "$PWD")
[ "$parent" = / ] || paths="-e $parent/"
# shellcheck disable=SC2086
{
	grep -nIE '\b(TOD[O]|FIXM[E])\b|\bXX[X][ :]' $text || true
	grep -nIF ${paths-} -e '/roo''t/' $all || true
	grep -nIE '[ 	]$' $text || true
	for file in $text; do
		if [ -s "$file" ] && grep -qI . "$file" &&
			[ -n "$(tail -c 1 "$file")" ]; then
			echo "$file: the last line does not end"
		fi
	done
} >"$found"
cat "$found"
# shellcheck disable=SC2086
set -- $all
total $# "$(wc -l <"$found" | tr -d ' ')"
