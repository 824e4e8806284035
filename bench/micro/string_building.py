"""Pieces of text made with f-strings, joined, split and concatenated."""


def table(rows):
    out = ""
    for row in range(rows):
        cells = []
        for column in range(6):
            cells.append(f"{row * column:>6}|{column}")
        line = ";".join(cells)
        out += line.replace("|", "/").strip() + "\n"
    return out


def run():
    text = table(8000)
    return len(text), sum(len(line.split(";")) for line in text.splitlines())
