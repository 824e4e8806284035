"""Lists that change while a loop goes over them, or under a borrowed item."""
from transcript import repeat


def grow_while_iterating():
    items, seen = [1, 2, 3], []
    for x in items:
        seen.append(x)
        if len(items) < 8:
            items.append(x * 10)
    return seen


def shrink_while_iterating():
    items, seen = list(range(10)), []
    for x in items:
        seen.append(x)
        items.remove(x)
    return seen, items


def clear_while_iterating():
    items, seen = [[i] for i in range(5)], []
    for x in items:
        items.clear()
        seen.append(x)
    return seen


def replace_current():
    items = [object() for _ in range(5)]
    count = 0
    for i in range(len(items)):
        current = items[i]
        items[i] = None
        count += current is not None
        del current
    return count, items


def sort_with_key_that_looks(items=(3, 1, 2)):
    items, sizes = list(items), []

    def key(x):
        sizes.append(len(items))
        return x

    items.sort(key=key)
    return items, sizes


def sort_that_changes():
    items = [3, 1, 2]
    items.sort(key=lambda x: items.append(x) or x)
    return items


def exhausted_iterator():
    items = [1]
    iterator = iter(items)
    first = list(iterator)
    items.append(2)
    return first, list(iterator)


for function in (grow_while_iterating, shrink_while_iterating, clear_while_iterating, replace_current,
                 sort_with_key_that_looks, sort_that_changes, exhausted_iterator):
    repeat(function)
