#!/usr/bin/env python3
"""The examples of hownot-rules(5), run as they stand there.

    manual.py HOWNOT MAN

The whole pack of the first example is written down; each piece of a pack that follows is put into it, and the pack is checked after each. Then
each fault of DIAGNOSTICS is made, and has to be told in the words of the page.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

hownot, page = os.path.abspath(sys.argv[1]), sys.argv[2]
text = open(page, encoding="utf-8").read()
faults = []


def blocks():
    for match in re.finditer(r"^\.Bd -literal\n(.*?)^\.Ed$", text, re.S | re.M):
        yield match.group(1).replace(r"\(dq", '"').replace(r"\e", "\\").replace(r"\&", "")


def run(*arguments, stdin=""):
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    return subprocess.run([hownot, *arguments], input=stdin, capture_output=True, text=True, env=environment, check=False)


def write(pack):
    with open("elm.json", "w", encoding="utf-8") as out:
        out.write(pack if isinstance(pack, str) else json.dumps(pack, indent=1))


def check(pack, what):
    write(pack)
    result = run("rules", "check", "elm.json")
    if result.returncode or "rewrite]" in result.stdout:
        faults.append(f"{what}: {result.stdout}{result.stderr}")
    return result


def close(piece):
    """The piece of a pack as an object: what it leaves open is closed, what it leaves out ("...") is left out."""
    piece = "{" + re.sub(r"^\s*\.\.\.\n", "", piece, flags=re.M).strip().rstrip(",")
    # members that follow one another without a comma stand in different places of the page's pack
    piece = re.sub(r'(["\]}])\n(\s*)"', r'\1,\n\2"', piece)
    stack = []
    for char in re.sub(r'"(?:[^"\\]|\\.)*"', "", piece):
        if char in "{[":
            stack.append("}" if char == "{" else "]")
        elif char in "}]":
            stack.pop()
    return json.loads(piece + "".join(reversed(stack)))


def merge(pack, piece):
    rule = pack["rules"][0]
    for part in piece.pop("rules", []):
        piece.update(part)
    for key, value in piece.items():
        if key in ("pattern", "unless", "rewrites"):
            rule[key] = value
        elif key == "pass":
            rule["examples"]["pass"] = value
        else:
            pack[key] = value


def commands(block):
    """Lines that begin with $ are run; what follows has to be said."""
    for command, said in re.findall(r"^\$ hownot (.*)\n((?:(?!\$ ).*\n)*)", block, re.M):
        result = run(*command.split())
        for line in said.splitlines():
            if line not in result.stdout + result.stderr:
                faults.append(f"hownot {command}: not said: {line}; but: {result.stdout}{result.stderr}")


def diagnostics(first, block):
    lines = block.splitlines()
    for line in lines:
        said = line.split(": ", 2)[2]
        pack = first
        if "backslash" in line:
            pack = pack.replace("our telescopes? must", r"our telescopes? \s+must")
        elif "patern" in line:
            pack = pack.replace('"pattern"', '"patern"')
        elif "kti" in line:
            pack = pack.replace("our telescopes?", "our (?&kti)")
        elif "parenthesis" in line:
            pack = pack.replace("our telescopes? must stay here", "a(b")
        elif "does not match" in line:
            pack = pack.replace('"Our telescope must stay here."', '"The telescope may go."')
        else:
            pack = pack.replace('"The telescope is yours for the evening."', '"Our telescope must stay here."')
        write(pack)
        error = run("rules", "check", "elm.json").stderr
        if line not in error.splitlines():
            faults.append(f"not told: {line}; but: {error}")
        if not said:
            faults.append(f"nothing is said: {line}")


def main():
    os.chdir(tempfile.mkdtemp())
    pack = first = None
    pieces = 0
    for block in blocks():
        stripped = block.strip()
        if stripped.startswith("{"):
            first = block
            pack = json.loads(block)
            check(first, "the first rule")
        elif stripped.startswith('"'):
            merge(pack, close(block))
            check(pack, block)
            pieces += 1
        elif stripped.startswith("$"):
            write(first)
            commands(block)
        elif stripped.startswith("hownot: elm.json"):
            diagnostics(first, block)
    if pieces < 6:
        faults.append(f"only {pieces} pieces of a pack were found in {page}")
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)


page = os.path.abspath(page)
main()
