#!/bin/sh
# tidy.sh [FILE]... - clang-tidy with the tree's settings, every finding an error.
# One process a file: the checker of va_list mixes files up. The analyser follows
# paths less far than it could, which takes a quarter of the time. DEFINES comes
# from the Makefile, quoted for the shell.
set -eu
# shellcheck disable=SC2046
[ $# -gt 0 ] || set -- $(find src -name '*.c' | LC_ALL=C sort)
# shellcheck disable=SC2016
if printf '%s\n' "$@" | xargs -P 2 -n 1 sh -c '
	eval "clang-tidy --quiet \"\$@\" -- $DEFINES -Xclang -analyzer-config \
		-Xclang mode=shallow" 2>/dev/null' sh; then
	echo "$# passed, 0 failed"
else
	echo "0 passed, 1 failed"
	exit 1
fi
