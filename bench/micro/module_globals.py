"""Functions that read and write globals."""

SCALE, total, log = 3, 0, []


def helper(value):
    return value * SCALE + OFFSET


OFFSET = 5


def work(n):
    global total
    for i in range(n):
        total += helper(i) & 0xFF
        if not i & 0xFFFF:
            log.append(total)


def run():
    global total
    total = 0
    log.clear()
    work(250_000)
    return total, log
