"""Depth of 30,000 and more with a raised limit, in the main thread and in threads with small and big stacks."""
import sys
import threading

sys.setrecursionlimit(10**6)


def down(n):
    return 0 if n == 0 else 1 + down(n - 1)


def with_try(n):
    if n == 0:
        raise ValueError("bottom")
    try:
        return with_try(n - 1)
    finally:
        pass


class Node:
    def depth(self, n):
        if n == 0:
            return 0
        return self.depth(n - 1) + 1


def fails(n):
    try:
        with_try(n)
    except ValueError as error:
        count, step = 0, error.__traceback__
        while step:
            count, step = count + 1, step.tb_next
        return str(error), count


def everything(depth):
    for _ in range(100):
        down(50), Node().depth(50)
    return down(depth), Node().depth(depth), fails(depth)


def in_thread(size, depth):
    result = []
    threading.stack_size(size)
    thread = threading.Thread(target=lambda: result.append(everything(depth)))
    thread.start()
    thread.join()
    threading.stack_size(0)
    return result


print(everything(30000), flush=True)
print(in_thread(0, 30000), flush=True)
print(in_thread(1 << 20, 50000), flush=True)
print(in_thread(256 << 20, 100000), flush=True)
print(everything(100000))
