#!/bin/sh
# format.sh - every C file is as clang-format would write it.
set -eu
# shellcheck source=test/check/list.sh
. test/check/list.sh
files=$(tree_files '*.c' '*.h')
# shellcheck disable=SC2086
clang-format --dry-run -Werror --style=file $files
# shellcheck disable=SC2086
set -- $files
total $# 0
