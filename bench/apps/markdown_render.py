"""markdown-it-py renders a generated CommonMark page: emphasis, lists, code, tables, quotes."""

from markdown_it import MarkdownIt


def page(sections):
    parts = []
    for number in range(sections):
        parts.append(f"## Section {number}\n\nSome *emphasis*, some **strong {number}** and `code({number})`; a "
                     f"[link](https://example.org/{number} \"title\") and <b>html</b>.\n\n"
                     f"- item one\n- item two\n  1. nested {number}\n  2. nested again\n\n"
                     f"> A quotation, number {number},\n> in two lines.\n\n"
                     f"```python\nprint({number} ** 2)\n```\n\n| a | b |\n|---|--:|\n| {number} | x |\n| y | z |\n")
    return "\n".join(parts)


TEXT = page(40)


def run():
    return MarkdownIt("commonmark").enable("table").render(TEXT)
