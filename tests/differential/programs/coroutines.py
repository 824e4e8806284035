"""Coroutines, async with, async for, asyncio tasks, cancellation, driven from hot functions."""
import asyncio
import types

from transcript import repeat


class Resource:
    async def __aenter__(self):
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, kind, error, traceback):
        return kind is KeyError

    async def items(self, n):
        for i in range(n):
            await asyncio.sleep(0)
            yield i


async def leaf(x):
    if x == 13:
        raise ValueError(x)
    return x + 1


async def branch(n):
    total = 0
    for i in range(n):
        total += await leaf(i)
    async with Resource() as r:
        total += sum([x async for x in r.items(3)])
        raise KeyError
    return total


async def gathered():
    results = await asyncio.gather(*(branch(n) for n in (3, 5, 20)), return_exceptions=True)
    return [str(result) for result in results]


async def cancelled():
    task = asyncio.create_task(asyncio.sleep(100))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        return "cancelled", task.done()


async def timed():
    try:
        async with asyncio.timeout(0.001):
            await asyncio.sleep(10)
    except TimeoutError:
        return "timeout"


@types.coroutine
def suspend(value):
    got = yield value
    return got


async def two_steps():
    return [await suspend(1), await suspend(2)]


def by_hand():
    c = two_steps()
    out = [c.send(None), c.send("a")]
    try:
        c.send("b")
    except StopIteration as stop:
        out.append(stop.value)
    try:
        c.send(None)
    except RuntimeError as error:
        out.append(str(error))
    return out


def closed():
    c = two_steps()
    c.send(None)
    c.close()
    d = leaf(1)
    d.close()
    return c.cr_frame, d.cr_await


async def bad_await():
    await 5


repeat(lambda: asyncio.run(gathered()), times=30, label="gathered")
repeat(lambda: asyncio.run(cancelled()), times=30, label="cancelled")
repeat(lambda: asyncio.run(timed()), times=10, label="timed")
repeat(lambda: asyncio.run(bad_await()), times=20, label="bad await")
repeat(by_hand)
repeat(closed)
