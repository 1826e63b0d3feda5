/*
 * BUG says where and aborts.
 */
#include "base/bug.h"

#include <criterion/criterion.h>
#include <signal.h>

Test(bug, aborts, .signal = SIGABRT)
{
	BUG("a test");
}
