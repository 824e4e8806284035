"""The interpreter ends while daemon threads sleep inside all kinds of operations of compiled code: such a thread is ended where
it next wants the interpreter's lock, with whatever is on its native stack."""
import sys
import threading
import time

blocking = False
A_MOMENT = 0.0005


class Sleeping:
    """Operations that are C functions, so that no compiled code is between the compiled code and where the thread ends."""

    __add__ = __getitem__ = __eq__ = __contains__ = __lt__ = __neg__ = __call__ = time.sleep
    __hash__ = object.__hash__

    def __iter__(self):
        return map(time.sleep, [A_MOMENT, A_MOMENT])

    @property
    def computed(self):
        return max(map(time.sleep, [A_MOMENT]), key=id)

    def nap(self, *unused):
        time.sleep(A_MOMENT)

    __enter__ = __exit__ = __setitem__ = __delitem__ = nap

    def __repr__(self):
        time.sleep(A_MOMENT)
        return "sleeping"

    def __format__(self, specification):
        time.sleep(A_MOMENT)
        return specification

    def __bool__(self):
        time.sleep(A_MOMENT)
        return True

    def __len__(self):
        time.sleep(A_MOMENT)
        return 1

    def keys(self):
        return map(time.sleep, [A_MOMENT])

    def __getattr__(self, name):
        time.sleep(A_MOMENT)
        return name

    def __setattr__(self, name, value):
        time.sleep(A_MOMENT)

    def __delattr__(self, name):
        time.sleep(A_MOMENT)


class SleepingClass(type):
    def __instancecheck__(cls, instance):
        time.sleep(A_MOMENT)
        return False


class Pattern(metaclass=SleepingClass):
    pass


class SleepingError(Exception):
    def __init__(self, *arguments):
        time.sleep(A_MOMENT)


class SleepingKey:
    def __hash__(self):
        time.sleep(A_MOMENT)
        return 1

    def __eq__(self, other):
        return True


class SleepsAtItsEnd:
    def __del__(self):
        time.sleep(A_MOMENT)


class Child(Sleeping):
    def parents(self):
        return super().nap(), super().computed


def add(sleeping):
    return sleeping + A_MOMENT


def item(sleeping):
    return sleeping[A_MOMENT]


def equal(sleeping):
    return sleeping == A_MOMENT


def less(sleeping):
    return sleeping < A_MOMENT


def inside(sleeping):
    return A_MOMENT in sleeping


def call(sleeping):
    return sleeping(A_MOMENT), time.sleep(A_MOMENT)


def call_star(sleeping):
    arguments = (A_MOMENT,)
    return sleeping(*arguments), time.sleep(*arguments)


def unpack(sleeping):
    first, second = sleeping
    return first, second


def unpack_rest(sleeping):
    first, *rest = sleeping
    return first, rest


def loop(sleeping):
    return [item for item in sleeping]


def build(sleeping):
    return [*sleeping], {*sleeping}


def attribute(sleeping):
    return sleeping.computed


def extend(sleeping):
    found = []
    found.extend(sleeping)
    found += sleeping
    return found


def order(sleeping):
    return sorted([A_MOMENT], key=time.sleep)


def generators(sleeping):
    return [time.sleep(moment) for moment in (A_MOMENT for _ in range(2))], sum(1 for _ in map(time.sleep, [A_MOMENT]))


def handle(sleeping):
    try:
        raise ValueError
    except ValueError:
        return time.sleep(A_MOMENT)


def never_ran_before(sleeping):
    while blocking:
        time.sleep(A_MOMENT)


def other_types(value):
    count = 0
    for _ in range(10):
        count += value if not blocking else 0.5
        if blocking:
            time.sleep(A_MOMENT)
    return count


def mixed(sleeping):
    return other_types(1)


def count(sleeping):
    number = 0
    for _ in range(100_000 if blocking else 10):
        number += 1
    return number


def opens(sleeping):
    with open(__file__, "rb") as file:
        file.read(100)


lock = threading.Lock()


def with_lock(sleeping):
    with lock:
        time.sleep(A_MOMENT)


def with_manager(sleeping):
    with sleeping:
        pass


def with_manager_raising(sleeping):
    try:
        with sleeping:
            raise ValueError
    except ValueError:
        pass


def formats(sleeping):
    return f"{sleeping} {sleeping!r:>10} {sleeping:x}"


def attributes(sleeping):
    sleeping.other = sleeping.nothing
    del sleeping.other
    return sleeping.nothing


def items(sleeping):
    sleeping[1] = 2
    del sleeping[1]
    sleeping[1:2] = 3
    return not sleeping


def matches(sleeping):
    match sleeping:
        case Pattern():
            return 1
        case [_, _]:
            return 2
    return isinstance(sleeping, Pattern)


def raises(sleeping):
    try:
        raise SleepingError from SleepingError
    except SleepingError:
        pass
    try:
        raise SleepingError
    except* SleepingError:
        pass


def keys(sleeping):
    found = {SleepingKey(): 1, **{"a": 2}}
    found[SleepingKey()] = 3
    numbers = {SleepingKey()}
    return found[SleepingKey()], SleepingKey() in numbers, {key: 1 for key in (SleepingKey(), 1)}


def keywords(sleeping):
    def inner(**keywords):
        return keywords

    try:
        return inner(**sleeping)
    except TypeError:
        return {}


def ends(sleeping):
    value = SleepsAtItsEnd()
    value = SleepsAtItsEnd()
    del value
    return [SleepsAtItsEnd()] and None


def parents(sleeping):
    return Child().parents()


def imports(sleeping):
    try:
        import there_is_no_such_module
    except ImportError:
        return None
    return there_is_no_such_module


def defaults(first=None, *, second=None):
    return first, second


def binds(sleeping):
    return defaults(second=SleepsAtItsEnd()), defaults(**{"first": SleepsAtItsEnd()})


OPERATIONS = [with_lock, with_manager, with_manager_raising, formats, attributes, items, matches, raises, keys, keywords, ends,
              parents, imports, binds, add, item, equal, less, inside, call, call_star, unpack, unpack_rest, loop, build, attribute, extend, order,
              generators, handle, never_ran_before, mixed, count, opens]
running = set()


def for_ever(operation, sleeping):
    while blocking:
        operation(sleeping)
        running.add(operation)


for operation in OPERATIONS:
    for _ in range(12):
        operation(Sleeping())
blocking = True
for operation in OPERATIONS * 2:
    threading.Thread(target=for_ever, args=(operation, Sleeping()), daemon=True).start()
# One of them never gets to the end of its operation.
started = time.monotonic()
while len(running) < len(OPERATIONS) - 1 and time.monotonic() < started + 20:
    time.sleep(0.001)
print("all running", flush=True)
# What takes the interpreter a while to free, so that many threads wake up meanwhile.
sys.ballast = [[number] for number in range(400_000)]
sys.exit(7)
