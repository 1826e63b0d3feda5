# shellcheck shell=sh
# dump.sh - sourced by the checks that compare the program's tables with the
# rest of the tree. Leaves `pointbook help --dump` in the file $dump: tab
# separated lines, a row of a table each,
#     command     NAME    GROUP     SUMMARY
#     option      COMMAND --long    -s or -   VALUE or -   HELP
#     diagnostic  ID      SEVERITY  TEXT
#     column      COMMAND NAME      TYPE      HELP
#     field       NAME    TYPE      HELP
#     metric      NAME    MEANING   FORMULA   SOURCE
#     preset      NAME
#     example     COMMAND ARGUMENTS
# The COMMAND of the options that every command takes is `pointbook`.
dump=$(mktemp)
trap 'rm -f "$dump" "$dump".*' EXIT
if ! "$PROGRAM" help --dump >"$dump" </dev/null ||
	! grep -q '^command	' "$dump"; then
	echo "$PROGRAM: help --dump fails or lists no command"
	exit 1
fi

# Ends the check: one failure a line of $dump.found, one success for each row.
report_found() {
	cat "$dump.found"
	failed=$(wc -l <"$dump.found" | tr -d ' ')
	echo "$(wc -l <"$dump" | tr -d ' ') passed, $failed failed"
	[ "$failed" = 0 ]
}
