# bash completion of pointbook: source it, or install it as
# completions/pointbook of bash-completion
_pointbook() {
	local IFS=$'\n' line i last typed words=()
	# bash splits words at : and =; they belong together.
	for ((i = 1; i <= COMP_CWORD; i++)); do
		last=$((${#words[@]} - 1))
		if ((last >= 0)) && [[ ${COMP_WORDS[i]} == [:=]* ||
			${words[last]} == *[:=] ]]; then
			words[last]+=${COMP_WORDS[i]}
		else
			words+=("${COMP_WORDS[i]}")
		fi
	done
	COMPREPLY=()
	for line in $(pointbook __complete "${words[@]}" 2>/dev/null); do
		COMPREPLY+=("${line%%$'\t'*}")
	done
	if ((${#COMPREPLY[@]} == 1)) && [[ ${COMPREPLY[0]} == *[:=] ]]; then
		compopt -o nospace 2>/dev/null
	fi
	typed=${words[${#words[@]} - 1]}
	if [[ $typed != "${COMP_WORDS[COMP_CWORD]}" ]]; then
		COMPREPLY=("${COMPREPLY[@]#"${typed%"${typed##*[:=]}"}"}")
	fi
}
complete -o default -F _pointbook pointbook
