"""Indexing, slicing, concatenation, formatting, methods, iteration, comparison of text."""
from transcript import each


def parts(s, i):
    return s[i], s[i:], s[:i], s[::-1], s[-i]


def build(s, n):
    out = ""
    for k in range(n):
        out += s[k % len(s)]
        out = out + "-"
    return out


def form(s, n):
    return f"{s}{n!r}{n:>5}|{s:<8}|{n:05}", "%s=%d" % (s, n), "{0}-{1!s:>4}".format(s, n)


def words(s, n):
    return s.split(), s.upper(), s.replace("a", "b", n), s.find("o"), s in "hello", s.join(["x"] * n), s * n


def compare(s, n):
    return s == "hello", s < "m", s != n, s is s, len(s), hash(s) == hash(s + ""), [c for c in s][:n], ord(s[0])


CASES = [("hello", 2), ("a", 0), ("", 1), ("naïve 😀 text", 3), ("xyz", 7), ("héllo", -1), (b"bytes", 1), ("ab", 1.5),
         ("ab", None), (["l"], 1), (5, 1), ("a" * 50, 3)]
for function in (parts, build, form, words, compare):
    each(function, CASES, times=300)
