"""Programs that would notice that objects became immortal, and do not. Each class of objects is explained in
docs/prefork.md, under "What stays mortal" and "What a program can notice"."""

from __future__ import annotations

import pytest


def test_finalizers_run_when_objects_are_dropped(program):
    assert program(
        """
        import os
        from andiron import prefork
        class Loud:
            def __init__(self, name): self.name = name
            def __del__(self): print("del", self.name)
        class Child(Loud): pass
        things = [Loud("a"), Child("b")]
        holder = {"c": Loud("c")}
        print(prefork.prepare().skipped["objects with a finalizer"])
        things.pop()
        holder.clear()
        things.clear()
        """
    ) == ["3", "del b", "del c", "del a"]


def test_files_and_sockets_close_when_they_are_dropped(program):
    assert program(
        """
        import io, os, socket
        from andiron import prefork
        class Raw(io.RawIOBase):
            def close(self): print("raw closed"); super().close()
        files = [open("out.txt", "w"), Raw()]
        left, right = socket.socketpair()
        files[0].write("text")
        descriptor = left.fileno()
        prefork.prepare()
        files.pop()
        files.clear()
        print(open("out.txt").read())
        del left
        print(right.recv(1))
        """
    ) == ["raw closed", "text", "b''"]


def test_generators_and_coroutines_run_their_ends(program):
    assert program(
        """
        import types
        from andiron import prefork
        def generate():
            try:
                yield 1
            finally:
                print("closed")
        @types.coroutine
        def wait():
            yield
        async def coroutine():
            try:
                await wait()
            finally:
                print("coroutine closed")
        async def generate_async():
            yield 1
        things = [generate(), coroutine(), generate_async()]
        next(things[0])
        things[1].send(None)
        print(prefork.prepare().skipped["generators and coroutines"] >= 3)
        things.pop(0)
        things.clear()
        """
    ) == ["True", "closed", "coroutine closed"]


def test_classes_known_by_name_and_their_subclasses(program):
    assert program(
        """
        import sys
        from andiron import prefork
        Greenlet = type("greenlet.greenlet", (), {})
        class Own(Greenlet): pass
        class Other: pass
        things = [Greenlet(), Own(), Other()]
        prefork.prepare()
        print([sys.getrefcount(thing) > 1000 for thing in things])
        """
    ) == ["[False, False, True]"]


def test_what_running_functions_hold_is_freed_when_they_return(program):
    assert program(
        """
        import sys, weakref
        from andiron import prefork
        class Thing: pass
        def caller():
            thing, inner = Thing(), Thing()
            thing.inner = inner
            del inner
            names = {"thing": weakref.ref(thing), "inner": weakref.ref(thing.inner)}
            rows = [Thing()]
            names["row"] = weakref.ref(rows[0])
            callee(thing)
            return names
        def callee(thing, *arguments):
            prefork.prepare()
        names = caller()
        print([name for name, reference in names.items() if reference() is not None])
        """
    ) == ["[]"]


def test_an_exception_being_handled_is_freed(program):
    assert program(
        """
        import sys, weakref
        from andiron import prefork
        class Problem(Exception): pass
        def handle():
            try:
                raise Problem()
            except Problem as problem:
                reference = weakref.ref(problem)
                prefork.prepare()
            return reference
        print(handle()())
        try:
            raise Problem("kept")
        except Problem as problem:
            kept = problem
        try:
            raise KeyError(1)
        except KeyError:
            import traceback
            print(traceback.format_exc().splitlines()[-1])
        print(repr(kept), kept.__traceback__.tb_lineno)
        """
    ) == ["None", "KeyError: 1", "Problem('kept') 14"]


def test_locks_and_thread_local_data_stay_mortal(program):
    assert program(
        """
        import sys, threading, weakref
        from andiron import prefork
        class Value: pass
        local = threading.local()
        local.value = Value()
        seen = weakref.ref(local.value)
        lock, recursive = threading.Lock(), threading.RLock()
        print(prefork.prepare().skipped["locks and thread-local data"] >= 3)
        print(max(map(sys.getrefcount, (lock, recursive, local))) < 100)
        with lock, recursive: pass
        thread = threading.Thread(target=lambda: setattr(local, "value", Value()))
        thread.start(); thread.join()
        print(isinstance(local.value, Value))
        """
    ) == ["True", "True", "True"]


def test_buffers_are_released(program):
    assert program(
        """
        import array, io, mmap, pickle, re
        from andiron import prefork
        array_, text = array.array("b", [1, 2]), bytearray(b"abc")
        views = [memoryview(array_), pickle.PickleBuffer(text)]
        stream = io.BytesIO(b"xyz")
        views.append(stream.getbuffer())
        scanned = bytearray(b"aaa")
        scanner = re.compile(b"a").scanner(scanned)
        scanner.search()
        mapping = mmap.mmap(-1, 100)
        prefork.prepare()
        views.clear()
        array_.append(3)
        text.append(3)
        stream.write(b"longer than it was")
        scanner = None
        scanned.append(3)
        print(array_, text, stream.getvalue(), scanned, len(mapping))
        """
    ) == ["array('b', [1, 2, 3]) bytearray(b'abc\\x03') b'longer than it was' bytearray(b'aaa\\x03') 100"]


def test_a_weak_reference_that_is_dropped_does_not_call_back(program):
    assert program(
        """
        import sys, weakref
        from andiron import prefork
        class Loud:
            def __del__(self): print("del")
        class Quiet: pass
        loud, quiet = Loud(), Quiet()
        references = [weakref.ref(loud, lambda _: print("loud called back")), weakref.ref(quiet, print)]
        kept = weakref.ref(loud, lambda _: print("kept called back"))
        values = weakref.WeakValueDictionary(loud=loud, quiet=quiet)
        prefork.prepare()
        print(sys.getrefcount(references[1]) > 1000, sys.getrefcount(kept) < 1000)
        references.clear()
        del loud
        print(kept(), list(values), len(weakref.WeakSet([quiet])))
        del quiet
        print(list(values))  # immortal
        """
    ) == ["True True", "del", "kept called back", "None ['quiet'] 1", "['quiet']"]


def test_tuples_and_sets_that_c_is_making(program):
    """`tuple()` resizes, and C code that fills a tuple or frozen set insists on having the only reference."""
    assert program(
        """
        import gc, json, marshal, pickle
        from andiron import prefork
        def items(count, tracked):
            for n in range(count):
                if n == count // 2:
                    prefork.prepare()
                yield [n] if tracked else n
        import warnings
        warnings.simplefilter("ignore")
        for tracked in (False, True):
            for count in (3, 10, 30, 1000):
                print(len(tuple(items(count, tracked))), end=" ")
        print(len(frozenset(map(str, items(100, True)))), len({*items(50, False)}), [*items(4, False)])
        class Reduced:
            def __reduce__(self): return rebuild, (1,)
        def rebuild(n):
            prefork.prepare()
            return n
        data = ((1, Reduced(), [2]), frozenset([Reduced()]), {"k": (Reduced(),)})
        print(pickle.loads(pickle.dumps(data)), json.loads("[1]", parse_int=lambda n: prefork.prepare() and 5))
        print("".join(chr(97 + n) for n in items(20, False)))
        """
    ) == [
        "3 10 30 1000 3 10 30 1000 100 50 [0, 1, 2, 3]",
        "((1, 1, [2]), frozenset({1}), {'k': (1,)}) [5]",
        "abcdefghijklmnopqrst",
    ]


def test_containers_in_the_middle_of_something(program):
    """A list being sorted, a dict and a set being iterated, deques and heaps; argument tuples of the call itself."""
    assert program(
        """
        import collections, functools, heapq, warnings
        from andiron import prefork
        warnings.simplefilter("ignore")
        called = []
        def once(value, *rest, **names):
            if len(called) < 3:
                called.append(1)
                prefork.prepare()
            return value
        data = [5, 3, 9, 1]
        data.sort(key=once)
        called.clear()
        table = {k: [k] for k in "abcd"}
        print(data, [once(k) for k in table], [once(v) for v in table.values()])
        called.clear()
        print(sorted(once(x) for x in {3, 1, 2}), [once(x) for x in collections.deque([1, 2, 3])])
        called.clear()
        print(once(*[1, 2], **{"a": 3}), functools.reduce(lambda a, b: once(a) + b, [1, 2, 3, 4]))
        called.clear()
        print(list(map(once, [1, 2], [3, 4])), max([1, 5, 2], key=once), heapq.nsmallest(2, [3, 1, 2], key=once))
        data.append(7); table["e"] = 1; del table["a"]
        print(data, list(table))
        """
    ) == [
        "[1, 3, 5, 9] ['a', 'b', 'c', 'd'] [['a'], ['b'], ['c'], ['d']]",
        "[1, 2, 3] [1, 2, 3]",
        "1 10",
        "[1, 2] 5 [1, 2]",
        "[1, 3, 5, 9, 7] ['b', 'c', 'd', 'e']",
    ]


def test_iterators_that_reuse_their_tuple(program):
    assert (
        program(
            """
        import itertools, operator
        from andiron import prefork
        table = {n: -n for n in range(6)}
        ordered = __import__("collections").OrderedDict(table)
        makers = [lambda: zip(range(6), range(6)), lambda: enumerate(range(6)), lambda: iter(table.items()),
                  lambda: reversed(table.items()), lambda: iter(ordered.items()), lambda: itertools.product("ab", "cd"),
                  lambda: itertools.combinations(range(4), 2), lambda: itertools.permutations(range(3)),
                  lambda: itertools.zip_longest("abc", "defg"), lambda: itertools.pairwise(range(6)),
                  lambda: itertools.combinations_with_replacement("ab", 3), lambda: itertools.batched("abcdefg", 2)]
        running = [make() for make in makers]
        begun = [[next(iterator), next(iterator)] for iterator in running]
        prefork.prepare()
        for first, iterator, make in zip(begun, running, makers):
            assert first + list(iterator) == list(make()), make
        """
        )
        == []
    )


def test_values_that_grow_in_place(program):
    assert program(
        """
        import array, io
        from andiron import prefork
        text, octets, buffer, stream = "a" * 5, b"b", bytearray(b"c"), io.BytesIO()
        stream.write(b"start")
        before = stream.getvalue()
        numbers = array.array("i", [1])
        prefork.prepare()
        copy, copied = text, octets
        for n in range(3):
            text += "x"; octets += b"y"; buffer += b"z"; numbers.append(n)
        stream.write(b"!")
        print(text, copy, octets, copied, buffer, numbers, stream.getvalue(), before)
        def local():
            text = copy
            for n in range(3): text += str(n)
            return text
        print(local(), copy)
        """
    ) == [
        "aaaaaxxx aaaaa b'byyy' b'b' bytearray(b'czzz') array('i', [1, 0, 1, 2]) b'start!' b'start'",
        "aaaaa012 aaaaa",
    ]


def test_contexts_and_tokens(program):
    assert program(
        """
        import contextvars, decimal
        from andiron import prefork
        variable = contextvars.ContextVar("variable", default=0)
        token = variable.set(1)
        context = contextvars.copy_context()
        prefork.prepare()
        variable.set(2)
        print(context[variable], variable.get(), context.run(variable.get))
        variable.reset(token)
        with decimal.localcontext(prec=3):
            print(variable.get(), decimal.Decimal(1) / 3)
        """
    ) == ["1 2 1", "0 0.333"]


def test_classes_and_functions_change_as_ever(program):
    """What the interpreter has specialised, and the versions it did that for, are those of mutable objects."""
    assert program(
        """
        from andiron import prefork
        class Base:
            __slots__ = ()
            def who(self): return "base"
        class Thing(Base):
            __slots__ = ("x", "__dict__")
        thing, free = Thing(), type("Free", (), {})()
        def call(): return thing.who(), limit, len([1])
        limit = 1
        for n in range(100): call()
        prefork.prepare()
        print(call(), free.__dict__)
        Base.who = lambda self: "changed"
        limit = 2
        print(call())
        thing.who = lambda: "own"
        len = lambda _: "mine"
        call.__code__ = (lambda: (thing.who(), limit, len([1]), "new")).__code__
        print(call())
        class Later(Thing): __slots__ = ()
        print([c.__name__ for c in Thing.__subclasses__()], Later().who(), Later.__mro__[1] is Thing)
        thing.__class__ = Later
        free.a, free.b = 1, 2
        del free.a
        print(free.__dict__, vars(type(free)()), thing.who())
        """
    ) == [
        "('base', 1, 1) {}",
        "('changed', 2, 1)",
        "('own', 2, 'mine', 'new')",
        "['Later'] changed True",
        "{'b': 2} {} own",
    ]


def test_strings_are_interned_and_encoded_as_ever(program):
    assert program(
        """
        import sys
        from andiron import prefork
        plain, wide, bad = "".join(["not ", "interned"]), "h\\u00e4\\u20ac" * 2, "\\udc80" + "x"
        table = {bad: 1, wide: 2}
        print(prefork.prepare().objects > 0)
        print(sys.intern(plain) is sys.intern("".join(["not ", "interned"])), wide.encode(), table[bad], table[wide])
        try:
            bad.encode()
        except UnicodeEncodeError as error:
            print(error.reason)
        getattr(sys, "".join(["ver", "sion"]))
        """
    ) == ["True", "True b'h\\xc3\\xa4\\xe2\\x82\\xach\\xc3\\xa4\\xe2\\x82\\xac' 1 2", "surrogates not allowed"]


def test_the_collector_can_be_unfrozen(program):
    assert program(
        """
        import gc, os, sys, weakref
        from andiron import prefork
        class Node: pass
        kept = [Node() for _ in range(100)]
        prefork.prepare()
        for who in ("worker", "master"):
            if who == "worker" and os.fork():
                os.wait()
                continue
            gc.unfreeze()
            gc.collect()
            node = Node()
            node.itself, reference = node, weakref.ref(node)
            del node
            gc.collect()
            print(who, reference(), len(kept), gc.get_freeze_count() > 1000, flush=True)
            if who == "worker":
                sys.exit()
        """
    ) == ["worker None 100 True", "master None 100 True"]


def test_capsules_with_a_destructor_stay_mortal(program):
    assert program(
        """
        import ctypes, sys
        from andiron import prefork
        new = ctypes.pythonapi.PyCapsule_New
        new.restype, new.argtypes = ctypes.py_object, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
        Destructor = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
        destructor = Destructor(lambda _: print("freed"))
        capsules = [new(1, None, ctypes.cast(destructor, ctypes.c_void_p)), new(1, None, None)]
        prefork.prepare()
        print([sys.getrefcount(capsule) > 1000 for capsule in capsules])
        capsules.clear()
        """
    ) == ["[False, True]", "freed"]


def test_a_fork_made_by_another_thread(program):
    assert program(
        """
        import gc, os, sys, threading, warnings
        from andiron import prefork
        warnings.simplefilter("ignore")  # CPython's own, of a fork among threads
        kept = [[n] for n in range(1000)]
        prefork.prepare()
        def fork():
            if not os.fork():
                kept.clear()
                gc.collect()
                print(gc.isenabled(), len(kept), flush=True)
                os._exit(0)
            print(os.waitstatus_to_exitcode(os.wait()[1]), flush=True)
        thread = threading.Thread(target=fork)
        thread.start()
        thread.join()
        """
    ) == ["True 0", "0"]


@pytest.mark.parametrize("ending", ["pass", "gc.enable()", "gc.unfreeze()", "prefork.prepare()"])
def test_the_end_of_the_interpreter_finalizes_what_immortal_objects_hold(program, ending):
    """As without `prepare()`: data is written, `__del__` and `finally` run, in the master and in workers."""
    text = f"""
        import atexit, gc, gzip, os, sys, warnings
        warnings.simplefilter("ignore")
        class Holder: pass
        class Loud:
            def __del__(self): print("del", os.path.basename("a/b"))
        def generate():
            try:
                yield
            finally:
                print("closed")
        def hold(name):
            holder = Holder()
            holder.loud, holder.generator = Loud(), generate()
            next(holder.generator)
            holder.text, holder.packed = open(name + ".txt", "w"), gzip.open(name + ".gz", "wt")
            holder.text.write("text")
            holder.packed.write("packed")
            return [{{{{name: (holder,)}}}}]
        if {{prepared}}:
            from andiron import prefork
            held = hold("after")
            prefork.prepare()
            {ending}
        else:
            held = hold("before")
        atexit.register(lambda: [*held[0].values()][0][0].text.write(" late"))
        print("end")
        """
    plain, prepared = (program(text.format(prepared=prepared)) for prepared in (False, True))
    assert plain == prepared == ["end", "del b", "closed"]
    directory = program.runner.directory
    assert (directory / "before.txt").read_text() == (directory / "after.txt").read_text() == "text late"
    import gzip

    for name in ("before.gz", "after.gz"):
        assert gzip.decompress((directory / name).read_bytes()) == b"packed"


@pytest.mark.parametrize("flags", [(), ("-X", "dev"), ("-I",)])
@pytest.mark.parametrize("collector", ["enable", "disable"])
def test_the_interpreter_ends_well_with_much_imported(program, flags, collector):
    assert program(
        f"""
        import argparse, ast, asyncio, atexit, bz2, calendar, concurrent.futures, configparser, csv, ctypes
        import dataclasses, datetime, decimal, difflib, dis, doctest, email.mime.text, enum, fractions, ftplib, gc
        import gettext, glob, hashlib, html.parser, http.server, imaplib, inspect, ipaddress, json, logging.config, lzma
        import mailbox, multiprocessing.pool, optparse, os, pathlib, pdb, pickletools, platform, plistlib, pprint
        import profile, pydoc, queue, random, re, runpy, sched, secrets, selectors, shelve, shlex, smtplib, socketserver
        import sqlite3, ssl, statistics, string, subprocess, sys, tarfile, tempfile, textwrap, threading, timeit
        import tomllib, tracemalloc, types, typing, unicodedata, unittest.mock, urllib.request, uuid, venv
        import wave, weakref, webbrowser, wsgiref.simple_server, xml.etree.ElementTree, xmlrpc.client, zipfile, zoneinfo
        from andiron import prefork
        logger = logging.getLogger("x")
        logger.addHandler(logging.StreamHandler(sys.stdout))
        atexit.register(lambda: logger.warning("at exit"))
        report = prefork.prepare()
        gc.{collector}()
        if not os.fork():
            logger.warning("worker")
            sys.exit(3)
        print(os.waitstatus_to_exitcode(os.wait()[1]))
        """,
        *flags,
    ) == ["worker", "at exit", "3", "at exit"]


def test_what_modules_keep_for_later_use_is_not_alive(program):
    # `_asyncio` shows the collector a list of iterators that it has freed and will use again.
    assert program(
        """
        import asyncio
        from andiron import prefork
        async def waits(depth):
            future = asyncio.get_running_loop().create_future()
            asyncio.get_running_loop().call_soon(future.set_result, depth)
            return await (asyncio.gather(waits(depth - 1), future) if depth else future)
        expected = asyncio.run(waits(50))
        prefork.prepare()
        print(all(asyncio.run(waits(50)) == expected for _ in range(20)))
        """
    ) == ["True"]
