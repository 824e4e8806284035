"""List, set and dict comprehensions, nested and with conditions."""


def run():
    total = 0
    for n in range(300):
        squares = [i * i for i in range(n) if i % 3]
        pairs = {i: square for i, square in enumerate(squares)}
        kinds = {value % 7 for value in squares}
        grid = [[row * column for column in range(8)] for row in range(8)]
        total += len(pairs) + len(kinds) + grid[7][n % 8] + sum(squares)
    return total
