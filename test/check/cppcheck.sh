#!/bin/sh
# cppcheck.sh - cppcheck has nothing to say on src/. Of the Makefile's DEFINES it
# gets the -D switches, so that what is compiled is what is checked.
set -eu
eval "set -- $DEFINES"
for word; do
	shift
	case $word in -D*) set -- "$@" "$word" ;; esac
done
mkdir -p build/cppcheck
# It reads no system headers, so <stdnoreturn.h> is spelt out.
set -- "$@" '-Dnoreturn=__attribute__((noreturn))'
cppcheck --quiet --enable=warning,performance,portability --error-exitcode=1 \
	--std=c11 --platform=unix64 -j 2 -Isrc "$@" \
	--cppcheck-build-dir=build/cppcheck \
	--template='{file}:{line}:{column}: {severity}: {message} [{id}]' src
echo "$(find src -name '*.c' | wc -l | tr -d ' ') passed, 0 failed"
