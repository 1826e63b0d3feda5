/*
 * The program's entry. It hands the command line on and holds nothing else.
 */
#include <stdio.h>

int main(void)
{
	return puts("pointbook " POINTBOOK_VERSION) < 0 ? 3 : 0;
}
