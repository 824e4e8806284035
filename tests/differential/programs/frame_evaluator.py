"""Somebody runs frames himself (PEP 523), as torch.compile does: he is asked about each, compiled or not."""
import _testinternalcapi

from transcript import repeat, show


def leaf(n):
    return n + 1


def middle(n):
    return leaf(n) * 2 + sum(leaf(i) for i in range(2))


class Point:
    def __init__(self, x):
        self.x = x

    def move(self, by):
        self.x = leaf(self.x) + by
        return self


def outer(n):
    total = 0
    for i in range(n):
        total += middle(i) + Point(i).move(1).x
    return total


def watched(function, *arguments):
    seen = []
    _testinternalcapi.set_eval_frame_record(seen)
    try:
        result = function(*arguments)
    finally:
        _testinternalcapi.set_eval_frame_default()
    return result, seen


def switched_on_inside(n):
    # From the next call on; the frames that run already go on as they are.
    seen = []
    for i in range(n):
        if i == n // 2:
            _testinternalcapi.set_eval_frame_record(seen)
        leaf(i)
    _testinternalcapi.set_eval_frame_default()
    return seen


repeat(outer, 20, times=200)
show("watched", watched, leaf, 1)
show("watched", watched, outer, 2)
show("watched", watched, lambda: sorted([3, 1, 2], key=leaf))
repeat(switched_on_inside, 6, times=50)
show("after", outer, 20)
