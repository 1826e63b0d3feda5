/*
 * A 128-bit signed integer for intermediate products, so that the product
 * of two 64-bit amounts never overflows before it is divided again.
 */
#ifndef BASE_INT128_H
#define BASE_INT128_H

__extension__ typedef __int128 int128_t;

#endif
