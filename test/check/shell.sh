#!/bin/sh
# shell.sh - shellcheck is silent on every script.
set -eu
# shellcheck source=test/check/list.sh
. test/check/list.sh
scripts=$(tree_files '*' | while IFS= read -r name; do
	case $name in
	*.sh) echo "$name" ;;
	*.c | *.h | *.case | *.points | *.yaml | *.csv | doc/* | test/fuzz/corpus/*) ;;
	*) case $(head -n 1 "$name" | tr -d '\0') in
		'#!/bin/sh' | '#!/bin/bash' | '#!/usr/bin/env bash') echo "$name" ;;
		esac ;;
	esac
done)
# shellcheck disable=SC2086
shellcheck -x $scripts
# shellcheck disable=SC2086
set -- $scripts
total $# 0
