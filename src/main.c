/*
 * The program's entry. It hands the command line on and holds nothing else.
 */
#include "cmd/dispatch.h"

int main(int argc, char **argv)
{
	return dispatch_run(argc, argv);
}
