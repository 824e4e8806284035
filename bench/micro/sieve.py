"""Items of a list of bools set in strides: the sieve of Eratosthenes."""


def sieve(limit):
    flags = [True] * limit
    flags[0] = flags[1] = False
    for number in range(2, limit):
        if flags[number]:
            multiple = number * number
            while multiple < limit:
                flags[multiple] = False
                multiple += number
    return sum(flags)


def run():
    return sieve(600_000)
