"""A tokenizer: characters of a string, comparisons, slices and match."""

TEXT = "alpha = 12 + beta * (3.5 - gamma_2) / 'text' ; " * 300


def tokens(text):
    found, i, size = [], 0, len(text)
    while i < size:
        c = text[i]
        if c.isspace():
            i += 1
            continue
        start = i
        if c.isalpha() or c == "_":
            while i < size and (text[i].isalnum() or text[i] == "_"):
                i += 1
            found.append(("name", text[start:i]))
        elif c.isdigit():
            while i < size and (text[i].isdigit() or text[i] == "."):
                i += 1
            found.append(("number", text[start:i]))
        elif c == "'":
            i = text.index("'", i + 1) + 1
            found.append(("string", text[start:i]))
        else:
            i += 1
            found.append(("sign", c))
    return found


def weigh(token):
    match token:
        case ("name", name):
            return len(name)
        case ("number", digits) if "." in digits:
            return float(digits)
        case ("number", digits):
            return int(digits)
        case ("sign", "+" | "-" | "*" | "/"):
            return 1
        case _:
            return 0


def run():
    return sum(weigh(token) for token in tokens(TEXT))
