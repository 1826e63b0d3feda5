#compdef pointbook
# zsh completion of pointbook: put it as _pointbook into a folder of
# $fpath, or source it after compinit
_pointbook() {
	local -a lines
	local line value words_typed
	words_typed=("${(@)words[2,CURRENT]}")
	for line in "${(@f)$(pointbook __complete "${words_typed[@]}" 2>/dev/null)}"; do
		[[ -n $line ]] || continue
		value=${line%%$'\t'*}
		lines+=("${value//:/\\:}:${line#*$'\t'}")
	done
	if (( $#lines )); then
		_describe pointbook lines
	else
		_files
	fi
}
if [[ $funcstack[1] == _pointbook ]]; then
	_pointbook "$@"
else
	compdef _pointbook pointbook
fi
