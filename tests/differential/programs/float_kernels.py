"""Numeric kernels with unboxed floats that must agree to the last bit."""
from transcript import repeat


def mandelbrot(cr, ci):
    zr = zi = 0.0
    for n in range(200):
        zr, zi = zr * zr - zi * zi + cr, 2 * zr * zi + ci
        if zr * zr + zi * zi > 4.0:
            return n, zr, zi
    return 200, zr, zi


def newton(x):
    guess = x
    steps = 0
    while abs(guess * guess - x) > 1e-12 and steps < 100:
        guess = (guess + x / guess) / 2
        steps += 1
    return guess, steps


def mixed_sum(n):
    total = 0
    for i in range(n):
        if i == n // 2:
            total += 0.5
        total += i
    return total


def kahan(values):
    total = correction = 0.0
    for value in values:
        y = value - correction
        t = total + y
        correction = (t - total) - y
        total = t
    return total


repeat(mandelbrot, 0.3, 0.5, times=300)
repeat(mandelbrot, -0.5, 0.5, times=100)
repeat(newton, 2.0)
repeat(newton, 2, times=500)
repeat(mixed_sum, 1000, times=100)
repeat(kahan, [0.1 * i for i in range(100)], times=200)
repeat(kahan, [0.1, 1, True, 2**70], times=200)
repeat(kahan, [0.1, "x"], times=200)
