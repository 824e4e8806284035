"""Counting words in a dictionary."""

WORDS = ("the quick brown fox jumps over the lazy dog and runs away from the slow red cat " * 4000).split()


def run():
    counts = {}
    for word in WORDS:
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    lengths = {}
    for word in WORDS:
        lengths.setdefault(len(word), []).append(word)
    return sorted(counts.items()), {size: len(found) for size, found in lengths.items()}
