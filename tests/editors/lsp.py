#!/usr/bin/env python3
"""The language server, spoken to as the protocol has it. $HOWNOT is the program. What editors do with it is in editors.bats."""
import json
import os
import subprocess
import sys
import unittest

HOWNOT = os.environ["HOWNOT"]
URI = "file:///draft.txt"
DRAFT = "Hello 🚀\r\n\r\n🚀é We do not allow reference books to be checked out.\r\nKim\r\n"
SHUT = "We do not allow reference books to be checked out"


def frame(message):
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n" % len(body) + body


class Server(unittest.TestCase):
    def setUp(self):
        self.process = subprocess.Popen([HOWNOT, "lsp", "--stdio", "--profile="], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.last = 0

    def tearDown(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(10)

    def write(self, *messages):
        self.process.stdin.write(b"".join(frame(m) for m in messages))
        self.process.stdin.flush()

    def read(self):
        length = 0
        for line in self.process.stdout:
            if line == b"\r\n":
                return json.loads(self.process.stdout.read(length))
            length = int(line.split(b":")[1])
        self.fail("the server has closed")

    def message(self, method, params, number=None):
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        return message if number is None else {**message, "id": number}

    def ask(self, method, params):
        self.last += 1
        self.write(self.message(method, params, self.last))
        answer = self.read()
        self.assertEqual(answer["id"], self.last)
        return answer

    def start(self, capabilities=None, text=DRAFT):
        answer = self.ask("initialize", {"capabilities": capabilities or {}})["result"]
        self.write(self.message("initialized", {}),
                   self.message("textDocument/didOpen", {"textDocument": {"uri": URI, "languageId": "text", "version": 1, "text": text}}))
        return answer["capabilities"], self.read()["params"]

    def change(self, version, *changes):
        return self.message("textDocument/didChange", {"textDocument": {"uri": URI, "version": version}, "contentChanges": list(changes)})

    def actions(self, start, end, **context):
        params = {"textDocument": {"uri": URI}, "range": {"start": start, "end": end}, "context": {"diagnostics": [], **context}}
        return self.ask("textDocument/codeAction", params)["result"]

    def test_positions_in_utf_16(self):
        capabilities, published = self.start()
        self.assertEqual(capabilities["positionEncoding"], "utf-16")
        self.assertEqual((published["uri"], published["version"]), (URI, 1))
        found = next(d for d in published["diagnostics"] if d["code"] == "core/do-not-allow")
        self.assertEqual(found["range"], {"start": {"line": 2, "character": 4}, "end": {"line": 2, "character": 4 + len(SHUT)}})
        self.assertEqual(found["severity"], 2)

    def test_positions_in_utf_8(self):
        capabilities, published = self.start({"general": {"positionEncodings": ["utf-8", "utf-16"]}})
        self.assertEqual(capabilities["positionEncoding"], "utf-8")
        found = next(d for d in published["diagnostics"] if d["code"] == "core/do-not-allow")
        self.assertEqual(found["range"]["start"], {"line": 2, "character": 7})

    def test_hover_says_why(self):
        self.start()
        params = {"textDocument": {"uri": URI}, "position": {"line": 2, "character": 9}}
        self.assertIn("rule book", self.ask("textDocument/hover", params)["result"]["contents"]["value"])
        params["position"] = {"line": 3, "character": 1}
        self.assertIsNone(self.ask("textDocument/hover", params)["result"])

    def test_changes_are_taken_piece_by_piece(self):
        self.start()
        start, end = {"line": 2, "character": 4}, {"line": 2, "character": 4 + len(SHUT)}
        self.write(self.change(2, {"range": {"start": start, "end": end}, "text": "May I?"}),
                   self.change(3, {"range": {"start": {"line": 2, "character": 0}, "end": {"line": 2, "character": 3}}, "text": ""},
                               {"range": {"start": {"line": 99, "character": 0}, "end": {"line": 99, "character": 0}}, "text": SHUT + "."}))
        published = self.read()["params"]
        self.assertEqual(published["version"], 3, "typing is not run after")
        found = next(d for d in published["diagnostics"] if d["code"] == "core/do-not-allow")
        self.assertEqual(found["range"]["start"], {"line": 4, "character": 0})

    def test_the_rewrite_is_that_of_the_command(self):
        text = DRAFT.replace("\r\n", "\n")
        self.start({"workspace": {"workspaceEdit": {"documentChanges": True}}}, text)
        actions = self.actions({"line": 0, "character": 0}, {"line": 0, "character": 0}, only=["refactor"])
        self.assertEqual([a["kind"] for a in actions], ["refactor.rewrite"])
        change = actions[0]["edit"]["documentChanges"][0]
        self.assertEqual(change["textDocument"], {"uri": URI, "version": 1})
        self.assertEqual(len(change["edits"]), 1)
        lines = text.split("\n")

        def offset(position):
            line = lines[position["line"]].encode("utf-16-le")[: 2 * position["character"]].decode("utf-16-le")
            return sum(len(l) + 1 for l in lines[: position["line"]]) + len(line)

        edit = change["edits"][0]
        got = text[: offset(edit["range"]["start"])] + edit["newText"] + text[offset(edit["range"]["end"]):]
        expected = subprocess.run([HOWNOT, "rewrite", "--profile="], input=text.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
        self.assertEqual(got, expected)

    def test_a_suggestion_names_its_finding(self):
        self.start()
        here = {"line": 2, "character": 9}
        fixes = self.actions(here, here, only=["quickfix"])
        self.assertTrue(fixes)
        self.assertTrue(all(f["kind"] == "quickfix" and URI in f["edit"]["changes"] for f in fixes))
        self.assertIn("core/do-not-allow", [f["diagnostics"][0]["code"] for f in fixes])

    def test_a_nul_moves_nothing(self):
        _, published = self.start(text="\0\\u0000 \0" + SHUT + ".\n")
        found = next(d for d in published["diagnostics"] if d["code"] == "core/do-not-allow")
        self.assertEqual(found["range"]["start"]["character"], 9)

    def test_a_request_that_was_cancelled(self):
        self.start()
        hover = {"textDocument": {"uri": URI}, "position": {"line": 2, "character": 9}}
        self.write(self.message("textDocument/hover", hover, "a"), self.message("textDocument/hover", hover, "b"),
                   self.message("$/cancelRequest", {"id": "b"}))
        answers = {m["id"]: m for m in (self.read(), self.read())}
        self.assertIn("result", answers["a"])
        self.assertEqual(answers["b"]["error"]["code"], -32800)

    def test_faults_are_answered(self):
        self.assertEqual(self.ask("textDocument/hover", {})["error"]["code"], -32002)
        self.start()
        self.assertEqual(self.ask("textDocument/rename", {})["error"]["code"], -32601)
        self.assertEqual(self.ask("textDocument/hover", {"textDocument": {"uri": "file:///other"}})["error"]["code"], -32602)
        self.write(b"{")
        self.assertEqual(self.read()["error"]["code"], -32700)
        self.write(b"[1]", self.message("textDocument/didChange", None), self.change(2, {"range": {}, "text": "x"}))
        self.assertEqual(self.read()["error"]["code"], -32600)

    def test_closing_takes_the_diagnostics_away(self):
        self.start()
        self.write(self.message("textDocument/didClose", {"textDocument": {"uri": URI}}))
        self.assertEqual(self.read()["params"], {"uri": URI, "diagnostics": []})

    def test_the_end(self):
        self.start()
        self.assertIsNone(self.ask("shutdown", None)["result"])
        self.assertEqual(self.ask("textDocument/hover", {})["error"]["code"], -32600)
        self.write(self.message("exit", None))
        self.assertEqual(self.process.wait(10), 0)

    def test_an_end_without_shutdown_is_status_1(self):
        self.start()
        self.write(self.message("exit", None))
        self.assertEqual(self.process.wait(10), 1)

    def test_what_is_no_framing_is_status_2(self):
        self.process.stdin.write(b"Hello\r\n\r\n")
        self.process.stdin.flush()
        self.assertEqual(self.process.wait(10), 2)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
