"""Pygments highlights a module of the standard library as HTML: regular expressions driven from Python."""

import textwrap

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

with open(textwrap.__file__, encoding="utf-8") as _file:
    TEXT = _file.read()


def run():
    return highlight(TEXT, PythonLexer(), HtmlFormatter(linenos=False))
