"""Expressions for constants and arguments of generated programs, by kind; the first of a kind fit in most places."""

INTS = ["0", "1", "2", "-1", "-5", "7", "12", "100", "255", "257", "2**30", "2**30 - 1", "-2**30", "2**31", "2**60",
        "2**62 - 1", "2**62", "2**63 - 1", "-2**63", "2**63", "2**64 + 1", "10**25", "-10**40"]
FLOATS = ["0.0", "-0.0", "0.5", "1.5", "-2.25", "3.0", "1e10", "1e308", "-1e308", "1e-320", "float('inf')",
          "-float('inf')", "float('nan')", "2.0**53"]
STRS = ["'a'", "'xyz'", "'Hello World'", "'12'", "'naïve'", "'\\U0001f600!'", "'a,b,c'", "'%s'", "''"]
KEYS = ["'a'", "'a'", "'a'", "'b'", "'x'"]
ARGUMENTS = {
    "int": INTS,
    "float": FLOATS,
    "str": STRS,
    "list": ["[1, 2, 3]", "[5, -1, 2**70]", "[1, 2.5, 3]", "list(range(10))", "[4, True, 3, 2**40]", "[257] * 3",
             "[]", "['a', 'b']", "[[1], [2, 3]]", "[Point(1), 2]"],
    "tuple": ["(1, 2)", "(3, 5, 2.5)", "tuple(range(5))", "(2**62, 7)", "(1, (2, 3))", "(1,)", "()"],
    "dict": ["{'a': 1}", "{'a': 1, 'b': 2, 'c': 3}", "{'a': 2.5, 'x': 1}", "{'a': 2**62, 'b': -1}", "{1: 2, 'a': 4}",
             "{}"],
    "set": ["{1, 2}", "{3, 5, 7}", "{2**40, 1.5}", "frozenset((1, 2, 3))", "set()"],
    "obj": ["Point(3, 4)", "Point(2**62)", "Box(5)", "Box(2.5, 'f')", "Child(7)", "Child(2**31)", "Shy()", "Shy(9)",
            "Slotted()", "Slotted(1.5)", "Box([1])"],
    "objs": ["[Point(3), Point(4)]", "[Box(1), Child(2), Box(3)]", "[Point(1), Box(2), Shy(), Child(4), Slotted(5)]",
             "[Shy(3), Shy(), Shy(2.5)]", "[Slotted(), Point(2), Shy(1)]", "[Child(1)] * 3"],
}
KINDS = list(ARGUMENTS)
CLASSES = ["Point", "Box", "Child", "Shy", "Slotted", "Local"]
ODD = ["None", "True", "set()", "b'ab'", "1j", "object", "len", "Callable()", "Iterator()", "range(4)"]
