# shellcheck shell=sh
# list.sh - sourced by the checks: which files the tree holds, and counting.

# The tracked files (outside git: all but what is built) whose names match one
# of the shell patterns given.
tree_files() {
	{
		# A release unpacked below some repository is not in it.
		{ [ -e .git ] && git ls-files -co --exclude-standard 2>/dev/null; } ||
			find . -type f ! -path './build/*' ! -path './.git/*' |
			sed 's|^\./||'
	} | LC_ALL=C sort | while IFS= read -r name; do
		[ -f "$name" ] || continue
		for pattern; do
			# shellcheck disable=SC2254 # a pattern is what is wanted
			case $name in $pattern) echo "$name" && break ;; esac
		done
	done
}

# Ends a check: PASSED FAILED.
total() {
	echo "$1 passed, $2 failed"
	[ "$2" = 0 ] && [ "$1" != 0 ]
}
