"""Integer arithmetic in a while loop: Collatz lengths, with //, %, and comparison."""


def collatz(n):
    length = 1
    while n != 1:
        if n % 2 == 0:
            n //= 2
        else:
            n = 3 * n + 1
        length += 1
    return length


def run():
    return max(collatz(n) for n in range(1, 8000))
