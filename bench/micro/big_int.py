"""Integers beyond 64 bits: modular products and powers of two."""


def run():
    value, modulus = 3, 2**127 - 1
    for i in range(200_000):
        value = (value * value + i) % modulus
        value ^= 1 << (i & 63)
    return value
