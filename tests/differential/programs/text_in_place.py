"""Text built piece by piece: in linear time, and with nobody else seeing what grows in place."""
from transcript import each, repeat


def pieces(n, piece):
    out = ""
    for i in range(n):
        out += piece
        out = out + "."
    return len(out), out[:6], out[-6:]


def temporaries(a, b, n):
    out = ""
    for i in range(n):
        out = a + b + a + "-" + b
    return out, a, b


def aliased(a, b):
    kept, other = [], a
    for i in range(5):
        old = a
        a += b
        kept.append(a)
        a += "!"
        assert old != a
    return kept, other, a


def doubled(s, n):
    for i in range(n):
        s += s
        t = s
        t += s
    return len(s), len(t), t[:8]


def of_itself(s, n):
    for i in range(n):
        s += s[1:2] + s[0]
    return s


def as_a_key(s, n):
    seen = {}
    for i in range(n):
        seen[s] = i
        s += "k"
    return seen, s in seen


def in_a_try(s, items):
    out = ""
    for item in items:
        try:
            out += s
            out += item
            out += "/"
        except TypeError:
            out += "?"
    return out


def swapped(a, b):
    for i in range(6):
        a, b = b + a, a
        b = a + b
    return a, b


def attribute_of(s, n):
    local = s
    for i in range(n):
        local += "x"
        if i % 3 == 0:
            s = local
    return s, local


def ask(s):
    found = []
    for i in range(4):
        s += "y"
        found.append(locals()["s"])
    return found


def captured(s, n):
    def get():
        return s
    seen = []
    for i in range(n):
        s += "z"
        seen.append(get())
    return seen


def wide(a, b):
    out = a
    for i in range(3):
        out += b
        out += "é"
        out += "😀"
    return out


repeat(pieces, 1000, "ab", times=100)
print(pieces(30_000, "0123456789"))
for function in (temporaries,):
    each(function, [("a", "b", 3), ("", "", 2), ("é", "😀", 3), ("x" * 40, "y", 1), ("a", 5, 1), (b"a", b"b", 1)])
for function in (aliased, swapped, wide):
    each(function, [("a", "b"), ("", "b"), ("a", ""), ("é", "x"), ("", "")])
for function in (doubled, of_itself, as_a_key, attribute_of, captured):
    each(function, [("ab", 5), ("é", 3), ("intern", 1), ("", 0)])
each(in_a_try, [("a", ["b", 1, "c"]), ("", ["", None]), ("x", "text"), ("x", [b"b"])])
each(ask, [("a",), ("",), ("😀",)])
