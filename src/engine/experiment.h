/*
 * Which arm of an experiment a member is in.
 */
#ifndef ENGINE_EXPERIMENT_H
#define ENGINE_EXPERIMENT_H

#include "base/slice.h"
#include "rules/program.h"

/*
 * The index of the arm: a stable hash (FNV-1a, 64 bit, of "NAME\nMEMBER")
 * modulo the sum of the arms' weights; -1 when there are none. The same on
 * every machine and on every day, whoever else is in the book.
 */
int experiment_arm(const struct experiment *experiment, struct slice member);

#endif
