"""Iterators from hot code: next with default, iter with sentinel, exhausted, async generators, nested yield from."""
import asyncio

from transcript import repeat


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


async def numbers(n):
    for i in range(n):
        got = yield i
        if got:
            yield ("got", got)


async def use_async():
    out = [x async for x in numbers(4) if x % 2]
    g = numbers(3)
    out.append(await g.__anext__())
    out.append(await g.asend("hello"))
    await g.aclose()
    try:
        await g.__anext__()
    except StopAsyncIteration:
        out.append("over")
    return out


def sync():
    it = iter([1, 2])
    return next(it), next(it), next(it, "default"), list(iter(iter([3, 4, 0, 5]).__next__, 0)), list(tree(3))


def exhausted():
    it = iter([])
    next(it)


def pipeline(n):
    squares = (x * x for x in range(n))
    odd = (x for x in squares if x & 1)
    pairs = ((x, y) for x in odd for y in "ab")
    return list(pairs)


repeat(sync)
repeat(exhausted)
repeat(pipeline, 7)
repeat(lambda: asyncio.run(use_async()), times=20, label="asynchronous")
