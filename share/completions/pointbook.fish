# fish completion of pointbook: put it into completions/
complete -c pointbook -a '(pointbook __complete (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
