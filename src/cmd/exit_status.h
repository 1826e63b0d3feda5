/*
 * What the program's exit status says (commands.md). Nothing else is ever
 * returned; signals are left to the system.
 */
#ifndef CMD_EXIT_STATUS_H
#define CMD_EXIT_STATUS_H

enum exit_status {
	STATUS_FINE = 0,
	STATUS_NO = 1,    /* refused by the rules, findings, differences */
	STATUS_USAGE = 2, /* wrong usage */
	STATUS_ENVIRONMENT = 3, /* file, permission, disk, lock, helper */
	STATUS_DECLINED = 4,    /* confirmation needed or declined */
	STATUS_UNKNOWN = 5,     /* outcome unknown or not reported */
	STATUS_BROKEN = 6       /* the book or the rules cannot be read */
};

#endif
