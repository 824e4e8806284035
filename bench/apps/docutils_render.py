"""docutils renders a generated reStructuredText manual to HTML: sections, lists, tables, links, literal blocks."""

from docutils import core


def manual(chapters):
    lines = ["======", "Manual", "======", "", ".. contents::", ""]
    for chapter in range(chapters):
        title = f"Chapter {chapter}: *things* that matter"
        lines += [title, "-" * len(title), "", f".. _chapter-{chapter}:", ""]
        lines += [f"Paragraph with **strong**, ``literal {chapter}``, a `link <https://example.org/{chapter}>`_ and a",
                  f"reference to chapter-{max(0, chapter - 1)}_. Numbers {chapter * 17 % 101} follow words.", ""]
        lines += [f"{number}. item number {number} of {chapter}" for number in range(1, 5)] + [""]
        lines += ["===== ===== ======", "  A     B   A or B", "===== ===== ======"]
        lines += ["False True  True", "True  False True", "===== ===== ======", ""]
        lines += ["::", "", f"    def f{chapter}(x):", f"        return x * {chapter}", ""]
        lines += [f":Field {chapter}: value", ":Other: more text", "", ".. note:: Remember this.", ""]
    return "\n".join(lines)


TEXT = manual(60)


def run():
    return core.publish_string(TEXT, writer_name="html5",
                               settings_overrides={"report_level": 5, "output_encoding": "unicode",
                                                   "_disable_config": True, "datestamp": None})
