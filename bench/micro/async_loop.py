"""Coroutines awaited in a loop, and tasks of asyncio."""

import asyncio


async def leaf(i):
    return i & 3


async def branch(n):
    total = 0
    for i in range(n):
        total += await leaf(i)
    return total


async def tree():
    totals = await asyncio.gather(*(branch(300) for _ in range(60)))
    for _ in range(300):
        await asyncio.sleep(0)
    return sum(totals)


def run():
    return asyncio.run(tree())
