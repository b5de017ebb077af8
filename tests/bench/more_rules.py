"""Ten times the rules of a pack, made from the real ones.

    more_rules.py TIMES PACK.json > BIGGER.json

Every copy has another id, and its words of four letters and more are spelt anew, as if it were about something else; a pattern without such words gets one at its
end. So the copies share the common words and the vocabulary of the real rules, and what a draft meets of them is what it meets of rules for other matters.
"""
import json
import re
import sys

WORD = r"(?<![\\\w<&'?\[])[a-z]{4,}(?![\w>)'?*+{\]])"


def respelt(pattern, number):
    letter = "abcdefghij"[number % 10]
    anew, count = re.subn(WORD, lambda m: f"{m[0]}{letter}q", pattern)
    return anew if count else f"(?:{pattern}) other{letter}q"


def copy(item, number):
    item = dict(item, id=f"{item['id']}-{number}")
    patterns = item["pattern"] if isinstance(item["pattern"], list) else [item["pattern"]]
    item["pattern"] = [respelt(p, number) for p in patterns]
    return item


def main():
    times, path = int(sys.argv[1]), sys.argv[2]
    pack = json.load(open(path, encoding="utf-8"))
    for kind in ("rules", "signals"):
        items = pack.get(kind, [])
        if items:  # a pack of questions may not even have an empty list of rules
            pack[kind] = items + [copy(item, n) for n in range(1, times) for item in items]
    json.dump(pack, sys.stdout, ensure_ascii=False)


main()
