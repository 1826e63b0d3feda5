#!/bin/sh
# headers.sh - every header compiles alone, and twice in a row.
# CC and DEFINES come from the Makefile, quoted for the shell.
set -eu
failed=0
passed=0
for header in $(find src test -name '*.h' | LC_ALL=C sort); do
	name=${header#src/}
	if printf '#include "%s"\n#include "%s"\n' "$name" "$name" |
		eval "$CC $DEFINES -Itest/unit -I. -Wall -Wextra -Wpedantic \
			-Werror -fsyntax-only -xc -"; then
		passed=$((passed + 1))
	else
		echo "$header:1: does not compile alone"
		failed=$((failed + 1))
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
