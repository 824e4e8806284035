"""del of names, items, attributes, slices; unbound names in loops."""
from transcript import repeat


def loop(n):
    out = []
    for i in range(n):
        x = i
        if i % 3 == 2:
            del x
        try:
            out.append(x)
        except UnboundLocalError as error:
            out.append(str(error)[:40])
    return out


def after(flag):
    x = 5
    if flag:
        del x
    return x


def twice():
    x = 1
    del x
    del x


def loop_variable():
    for i in range(0):
        pass
    return i


def with_item():
    items, table = [1, 2, 3, 4], {"a": 1}
    del items[0], items[1:], table["a"]
    return items, table


def missing_item():
    del {}["a"]


def missing_attribute():
    del with_item.nothing


def no_global():
    return not_defined_anywhere


def delete_global():
    global made
    made = 1
    del made
    return made


for call in ((loop, 9), (after, 0), (after, 1), (twice,), (loop_variable,), (with_item,), (missing_item,),
             (missing_attribute,), (no_global,), (delete_global,)):
    repeat(*call, times=1500)
