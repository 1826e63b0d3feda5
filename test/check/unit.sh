#!/bin/sh
# unit.sh BINARY - runs the Criterion tests. No test at all is a failure, and so
# is a sanitizer's report: the workers' reports do not reach Criterion's verdict,
# so they go to files that must not be there at the end.
set -u
binary=$1
logs=$(dirname "$binary")/sanitizer
rm -rf "$logs"
mkdir -p "$logs"
# Criterion's own library leaks when it ends; nothing else is let off.
echo 'leak:libcriterion.so' >"$logs.leaks"
export LSAN_OPTIONS="suppressions=$logs.leaks:print_suppressions=0"
export ASAN_OPTIONS="log_path=$logs/asan:detect_stack_use_after_return=1"
export UBSAN_OPTIONS="log_path=$logs/ubsan:print_stacktrace=1"
export LC_ALL=C.UTF-8 TZ=UTC

"$binary" -j2 >"$logs.out" 2>&1
status=$?
grep -vE '^\[====\] (Running|Synthesis)' "$logs.out"
line=$(grep -a '^\[====\] Synthesis' "$logs.out" | tail -n 1)
tested=$(echo "$line" | sed -n 's/.*Tested: \([0-9]*\).*/\1/p')
passed=$(echo "$line" | sed -n 's/.*Passing: \([0-9]*\).*/\1/p')
failed=$((${tested:-0} - ${passed:-0}))
for report in "$logs"/*; do
	[ -f "$report" ] || continue
	cat "$report"
	failed=$((failed + 1))
done
if [ "${tested:-0}" = 0 ]; then
	echo "no unit test was run"
	failed=1
fi
[ "$status" = 0 ] || [ "$failed" != 0 ] || failed=1
echo "$line"
echo "${passed:-0} passed, $failed failed"
[ "$failed" = 0 ]
