"""Code compiled by exec and dropped again, as template engines do."""

SOURCE = """
def render(items):
    out = []
    for item in items:
        out.append(f"<li>{{item}}-{number}</li>")
    return "".join(out)
"""


def run():
    total = 0
    for number in range(300):
        names = {}
        exec(SOURCE.format(number=number), names)
        total += len(names["render"](range(50)))
    return total
