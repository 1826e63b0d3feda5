#!/bin/sh
# examples.sh - every example of the manual, of `-h` and of the tutorial runs.
# Each becomes a case below the program's folder, run by test/run:
#   - `.Dl $ COMMAND` and literal displays with lines `$ COMMAND` in doc/*.[157],
#     each display on a fresh copy of the demo book;
#   - the indented lines `$ COMMAND` of doc/tutorial, all of them in one folder
#     that is empty at the start, in the order they are read; and those of
#     doc/cookbook, in one copy of the demo book;
#   - `-h` examples, each on a fresh copy of the demo book.
# A line `> TEXT` continues the command above it. What stands below a command is
# what it prints, stdout and stderr together; with nothing below, it need only
# succeed. A comment `# exit N` behind the command says how it ends instead.
set -eu
# shellcheck source=test/check/dump.sh
. test/check/dump.sh
cases=$(dirname "$PROGRAM")/examples
rm -rf "$cases"
mkdir -p "$cases"
pages=$(find doc -maxdepth 1 \( -name '*.[157]' -o -name tutorial -o -name cookbook \) | LC_ALL=C sort)
# shellcheck disable=SC2086
LC_ALL=C awk -F'\t' -v cases="$cases" -f test/check/examples.awk "$dump" $pages
[ -n "$(ls "$cases")" ] || {
	echo "the manual has no examples"
	exit 1
}
UPDATE='' sh test/run "$cases"
