"""Makes what the pages are made of: drafts and records that try to become markup, a megabyte of them, and a year's replies. The same every time."""
import json
import random
import sys

BIDI = "\u202e\u2066\u2069\u202a\u202c\u200f\u061c"
ATTACKS = [
    "<script>window.broken = 1; alert(1)</script>",
    "<img src=x onerror='window.broken = 1'>",
    '"><svg onload="window.broken = 1">',
    "</div></style></title></textarea><script>window.broken = 1</script>",
    "<!-- part draft --> {{{draft}}} {{style}} -->",
    "<a href='javascript:window.broken = 1'>here</a>",
    "<style>* { display: none }</style><base href='http://example.org/'>",
    "<meta http-equiv=refresh content='0;url=http://example.org/'>",
    "&lt;script&gt; &#x3c;script&#x3e; \\u003cscript\\u003e",
    "\x1b[31m \x07 \x9b \x7f " + BIDI + "txt.exe" + BIDI,
]
SHUT = [
    "We do not allow reference books to be checked out.",
    "You should have read the sign at the desk.",
    "It is against our policy, and there is nothing I can do.",
]
OPEN = [
    "Thank you for asking about the atlas. I will copy the coast pages for you by Friday.",
    "I know you hoped for today. I can keep the room for you tomorrow at nine.",
]


def hostile_draft():
    return "\n\n".join(f"Dear {a},\n\n{SHUT[i % 3]} {a} {SHUT[0].replace('books', a)}" for i, a in enumerate(ATTACKS))


def records():
    chance = random.Random(3)
    services = ["circulation", "reference", "technology", "spaces", "cards"]
    for number in range(600):
        month = chance.randrange(12)
        good = chance.random() < 0.25 + month / 30
        yield {
            "text": "Dear Ms Okafor,\n\n" + chance.choice(OPEN if good else SHUT) + "\n\nPriya",
            "service": chance.choice(services),
            "topic": chance.choice(["atlas", "rooms", "fines"]),
            "writer": f"{chance.choice(['ann', 'bo', 'cy'])}@library.example",
            "date": f"{2024 + (month + 5) // 12}-{(month + 5) % 12 + 1:02d}-{chance.randrange(1, 28):02d}",
            "id": number,
        }


def hostile_records():
    for a in ATTACKS:
        yield {"text": f"{SHUT[0]} {a}", "service": a, "topic": a, "writer": a, "date": a, "id": a}
        yield {"text": f"We do not allow {a} to be checked out.", "service": "x" * 400, "date": "2025-03-01"}


def write(folder, name, text):
    with open(f"{folder}/{name}", "w", encoding="utf-8", newline="") as out:
        out.write(text)


def main(folder):
    draft = hostile_draft()
    write(folder, "hostile.txt", draft)
    write(folder, "hostile-question.txt", "\n".join(ATTACKS))
    write(folder, "huge.txt", "\n\n".join([draft] * (1 + 1_000_000 // len(draft))))
    write(folder, "records.ndjson", "".join(json.dumps(r) + "\n" for r in records()))
    write(folder, "hostile.ndjson", "".join(json.dumps(r) + "\n" for r in hostile_records()))


main(sys.argv[1])
