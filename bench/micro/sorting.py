"""sort with a key function, bisect, heap and deque."""

import heapq
from bisect import insort
from collections import deque


def run():
    items = [(i * 7919) % 10007 for i in range(20_000)]
    ordered = sorted(items, key=lambda value: (value % 10, -value))
    heap = []
    for value in items[:8000]:
        heapq.heappush(heap, value)
    taken = [heapq.heappop(heap) for _ in range(4000)]
    sorted_list = []
    for value in items[:3000]:
        insort(sorted_list, value)
    queue, total = deque(items), 0
    while queue:
        total += queue.popleft()
        if len(queue) > 10:
            queue.pop()
    return ordered[:5], taken[-3:], sorted_list[:3], total
