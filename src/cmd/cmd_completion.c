/*
 * pointbook completion: the few lines a shell needs to ask the program itself
 * (complete.h). The same scripts are installed under share/completions.
 */
#include "cmd/command.h"
#include "cmd/session.h"
#include "report/sink.h"

static const char bash[] =
	"# bash completion of pointbook: source it, or install it as\n"
	"# completions/pointbook of bash-completion\n"
	"_pointbook() {\n"
	"\tlocal IFS=$'\\n' line\n"
	"\tlocal words=(\"${COMP_WORDS[@]:1:COMP_CWORD}\")\n"
	"\tCOMPREPLY=()\n"
	"\tfor line in $(pointbook __complete \"${words[@]}\" "
	"2>/dev/null); do\n"
	"\t\tCOMPREPLY+=(\"${line%%$'\\t'*}\")\n"
	"\tdone\n"
	"\tif [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *[:=] ]]; then\n"
	"\t\tcompopt -o nospace\n"
	"\tfi\n"
	"\tif [[ ${COMP_WORDS[COMP_CWORD]} == : ]]; then\n"
	"\t\tCOMPREPLY=(\"${COMPREPLY[@]#*:}\")\n"
	"\tfi\n"
	"}\n"
	"COMP_WORDBREAKS=${COMP_WORDBREAKS//:}\n"
	"complete -o default -F _pointbook pointbook\n";

static const char zsh[] =
	"#compdef pointbook\n"
	"# zsh completion of pointbook: put it as _pointbook into a folder of\n"
	"# $fpath, or source it after compinit\n"
	"_pointbook() {\n"
	"\tlocal -a lines\n"
	"\tlocal line value words_typed\n"
	"\twords_typed=(\"${(@)words[2,CURRENT]}\")\n"
	"\tfor line in \"${(@f)$(pointbook __complete "
	"\"${words_typed[@]}\" 2>/dev/null)}\"; do\n"
	"\t\t[[ -n $line ]] || continue\n"
	"\t\tvalue=${line%%$'\\t'*}\n"
	"\t\tlines+=(\"${value//:/\\\\:}:${line#*$'\\t'}\")\n"
	"\tdone\n"
	"\tif (( $#lines )); then\n"
	"\t\t_describe pointbook lines\n"
	"\telse\n"
	"\t\t_files\n"
	"\tfi\n"
	"}\n"
	"if [[ $funcstack[1] == _pointbook ]]; then\n"
	"\t_pointbook \"$@\"\n"
	"else\n"
	"\tcompdef _pointbook pointbook\n"
	"fi\n";

static const char fish[] =
	"# fish completion of pointbook: put it into completions/\n"
	"complete -c pointbook -a '(pointbook __complete "
	"(commandline -opc)[2..] (commandline -ct) 2>/dev/null)'\n";

enum shell {
	SHELL_BASH,
	SHELL_ZSH,
	SHELL_FISH,
	SHELL_COUNT
};

static const char *const completion_examples[] = { "completion bash", NULL };

static enum exit_status completion_run(struct session *session,
				       const void *options)
{
	static const struct {
		const char *name;
		const char *script;
	} shells[SHELL_COUNT] = {
		[SHELL_BASH] = { "bash", bash },
		[SHELL_ZSH] = { "zsh", zsh },
		[SHELL_FISH] = { "fish", fish },
	};
	(void)options;
	for (int i = 0; i < SHELL_COUNT; i++) {
		if (!slice_is(slice_from(session->operands[0]), shells[i].name))
			continue;
		struct sink *sink = session_sink(session);
		if (!sink)
			return STATUS_ENVIRONMENT;
		sink_add(sink, shells[i].script);
		return STATUS_FINE;
	}
	message_error(&session->terminal,
		      "there is no completion for '%s'; there is one for "
		      "bash, zsh and fish",
		      session->operands[0]);
	return STATUS_USAGE;
}

const struct command cmd_completion = {
	.name = "completion",
	.group = GROUP_START,
	.summary = "the script that lets a shell complete pointbook's words",
	.operands = "bash|zsh|fish",
	.operand_min = 1,
	.operand_max = 1,
	.examples = completion_examples,
	.notes = "In bash: source <(pointbook completion bash).",
	.run = completion_run,
};
