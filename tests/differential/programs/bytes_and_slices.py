"""bytes, bytearray, memoryview and slices with odd bounds; item and slice assignment."""
from transcript import each


def read(b, i):
    return b[i], b[:i], b[i:], b[::2], b[-3:-1], len(b)


def write(b, i):
    b = bytearray(b)
    b[0] = i
    b[1:2] = b"xyz"
    b += bytes([i])
    del b[0]
    return b


def checksum(b, i):
    total = 0
    for x in b:
        total = (total * 31 + x) & 0xFFFFFFFF
    return total, b == bytes(b), 97 in b


def slices(b, i):
    items = list(b)
    items[i:i + 2] = [0]
    items[::2] = [1] * len(items[::2])
    del items[-1:]
    return items, items[None:None], items[slice(i)], [*range(10)][i:-i:i]


CASES = [(b"abcdef", 1), (b"", 0), (bytearray(b"hello"), 2), (memoryview(b"view"), 3), (b"ab", 300), (b"abc", -1),
         ([1, 2, 3], 1), ("text", 1), (b"abc", "x"), (b"abc", None), (b"abc", 2**70)]
for function in (read, write, checksum, slices):
    each(function, CASES, times=250)
