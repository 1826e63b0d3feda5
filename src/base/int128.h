/*
 * 128-bit integers for intermediate products, so that the product of two
 * 64-bit amounts never overflows before it is divided again.
 */
#ifndef BASE_INT128_H
#define BASE_INT128_H

__extension__ typedef __int128 int128_t;
__extension__ typedef unsigned __int128 uint128_t;

#endif
