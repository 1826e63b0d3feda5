/*
 * From the command line to a command and back to an exit status.
 */
#ifndef CMD_DISPATCH_H
#define CMD_DISPATCH_H

/* Runs what the words say; the result is the program's exit status. */
int dispatch_run(int argc, char **argv);

#endif
