"""Nested lists of floats indexed in three loops: matrix product."""


def product(a, b):
    n = len(a)
    out = [[0.0] * n for _ in range(n)]
    for i in range(n):
        row, into = a[i], out[i]
        for j in range(n):
            total = 0.0
            for k in range(n):
                total += row[k] * b[k][j]
            into[j] = total
    return out


MATRIX = [[(i * 7 + j * 3) % 11 / 3.0 for j in range(90)] for i in range(90)]


def run():
    return product(MATRIX, MATRIX)[17]
