/*
 * Arms of experiments by a stable hash of the experiment's name and the
 * member's id: FNV-1a, 64 bit (Fowler, Noll, Vo), so that anybody can
 * compute it again.
 */
#include "engine/experiment.h"

#include <stddef.h>
#include <stdint.h>

static uint64_t hash_add(uint64_t hash, struct slice bytes)
{
	for (size_t i = 0; i < bytes.length; i++) {
		hash ^= (unsigned char)bytes.text[i];
		hash *= UINT64_C(0x100000001b3);
	}
	return hash;
}

int experiment_arm(const struct experiment *experiment, struct slice member)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	hash = hash_add(hash, experiment->name);
	hash = hash_add(hash, SLICE("\n"));
	hash = hash_add(hash, member);
	uint64_t sum = 0;
	for (size_t i = 0; i < experiment->arm_count; i++)
		sum += (uint64_t)experiment->arms[i].weight;
	if (sum == 0)
		return -1;
	uint64_t place = hash % sum;
	for (size_t i = 0; i < experiment->arm_count; i++) {
		uint64_t weight = (uint64_t)experiment->arms[i].weight;
		if (place < weight)
			return (int)i;
		place -= weight;
	}
	return -1;
}
