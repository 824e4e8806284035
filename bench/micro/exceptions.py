"""Exceptions raised, caught and passed on in a loop."""


class Refused(ValueError):
    pass


def check(number):
    if number % 3 == 0:
        raise Refused(number)
    return number


def run():
    total = refused = cleaned = 0
    table = {}
    for i in range(120_000):
        try:
            total += check(i)
        except Refused as error:
            refused += error.args[0] & 7
        finally:
            cleaned += 1
        try:
            table[i & 1023]
        except KeyError:
            table[i & 1023] = i
    return total, refused, cleaned
