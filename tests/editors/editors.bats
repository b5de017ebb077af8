#!/usr/bin/env bats
# The recipes for editors in hownot-editors(7), run headless. A program that is not installed is skipped.

load helper

anything='option term one empty silent kill crash'
promised='option term one'

vim_does() { vim -Nu NONE -es draft.txt "$@" -c 'wq!' </dev/null >/dev/null 2>&1; }
nvim_does() { nvim --clean --headless draft.txt "$@" -c 'wq!' </dev/null >/dev/null 2>&1; }

@test "vim, :%!" {
	need vim
	vim_does -c '%!hownot rewrite'
	is_changed
	# What a filter says on standard error would become text; hownot says nothing there.
	safe_in_trouble 'option term' vim_does -c '%!hownot rewrite'
}

@test "vim, :Hownot" {
	need vim
	recipe hownot.vim >hownot.vim
	vim_does -c 'source hownot.vim' -c Hownot
	is_changed
	safe_in_trouble "$anything" vim_does -c 'source hownot.vim' -c Hownot
}

@test "vim, :Hownot on a range leaves the other lines" {
	need vim
	recipe hownot.vim >hownot.vim
	vim_does -c 'source hownot.vim' -c '4Hownot'
	"$HOWNOT" rewrite --lines=4:4 <before >after
	is_changed
	[ "$(head -3 draft.txt)" = "$(head -3 before)" ]
}

@test "vim, CRLF, Latin-1, a BOM and no final newline come through :Hownot" {
	need vim
	recipe hownot.vim >hownot.vim
	local kind
	# What the editor sends is UTF-8 with LF; what it saves is as the file was.
	for kind in 's/$/\r/' '1s/^/\xef\xbb\xbf/' 's/\xc3\xa9/\xe9/'; do
		draft | sed 's/É 日本 🚀/é/' >draft.txt
		"$HOWNOT" rewrite <draft.txt | LC_ALL=C sed "$kind" >after
		LC_ALL=C sed -i "$kind" draft.txt
		if [ "$kind" != 's/$/\r/' ]; then
			truncate -s -1 draft.txt
			truncate -s -1 after
		fi
		vim_does --cmd 'set encoding=utf-8 nofixeol' -c 'source hownot.vim' -c Hownot
		cmp after draft.txt || { echo "^ $kind"; cat -A after draft.txt; return 1; }
	done
}

quickfix='call writefile(map(getqflist(), {_, v -> v.lnum . ":" . v.col . v.type}), "found")'

@test "vim and neovim, findings" {
	need vim nvim
	recipe hownot.vim >hownot.vim
	"$HOWNOT" -f gnu draft.txt | places type >expected
	vim_does -c 'source hownot.vim' -c HownotCheck -c "$quickfix"
	diff expected found
	rm found
	nvim_does -c 'source hownot.vim' -c HownotCheck -c "$quickfix"
	diff expected found
}

@test "vim and neovim, :compiler and :make" {
	need vim nvim
	mkdir -p rt/compiler
	recipe compiler.vim >rt/compiler/hownot.vim
	"$HOWNOT" -f gnu draft.txt | places type >expected
	vim_does -c "set rtp+=$work/rt" -c 'compiler hownot' -c 'silent make' -c "$quickfix"
	diff expected found
	rm found
	nvim_does -c "set rtp+=$work/rt" -c 'compiler hownot' -c 'silent make' -c "$quickfix"
	diff expected found
}

@test "vim, ALE: findings, and the fixer" {
	need vim
	local ale=/usr/share/vim-ale
	[ -d "$ale" ] || lacks ALE
	recipe ale.vim >recipe.vim
	ale_does() {
		timeout 60 vim -Nu NONE -es --cmd "set rtp^=$ale" --cmd 'filetype on' --cmd 'let g:ale_lint_on_enter = 0' \
			-c 'runtime plugin/ale.vim' -c 'source recipe.vim' -c 'set filetype=text' "$@" -c 'qa!' draft.txt </dev/null >log 2>&1
	}
	printf '%s\n' '🚀 É We cannot renew the book.' >draft.txt
	"$HOWNOT" -f json draft.txt | jq -r '.results[0].findings[] | "\(.span.start.line // 1):\(.span.start.byte_column // 1)-\((.span.end.byte_column // 2) - 1)"' >expected
	ale_does -c ALELint -c 'let n = 0 | while empty(getloclist(0)) && n < 200 | sleep 50m | let n += 1 | endwhile' \
		-c 'call writefile(map(ale#engine#GetLoclist(bufnr("")), {_, v -> v.lnum . ":" . v.col . "-" . v.end_col}), "found")'
	diff <(sort expected) <(sort found) || { cat log; return 1; }
	local kind
	for kind in '' option term; do
		cp before draft.txt
		TROUBLE=$kind ale_does -c ALEFix -c 'let n = 0 | while !filereadable("ran") && n < 400 | sleep 50m | let n += 1 | endwhile | sleep 200m | write'
		is_safe "$kind" || { cat log; return 1; }
		rm -f ran
	done
}

@test "neovim, :%! and :Hownot" {
	need nvim
	recipe hownot.vim >hownot.vim
	nvim_does -c '%!hownot rewrite'
	is_changed
	safe_in_trouble 'option term' nvim_does -c '%!hownot rewrite'
	cp before draft.txt
	nvim_does -c 'source hownot.vim' -c Hownot
	is_changed
	safe_in_trouble "$anything" nvim_does -c 'source hownot.vim' -c Hownot
}

@test "neovim, nvim-lint's parser" {
	need nvim
	recipe nvim-lint.lua >recipe.lua
	printf '%s\n' '🚀 É We cannot renew the book.' >draft.txt
	# nvim-lint itself runs the command, hands its output to the parser and what comes back to the editor.
	cat >client.lua <<'END'
local linters = {}
package.loaded.lint = { linters = linters, linters_by_ft = {} }
dofile('recipe.lua')
local linter = linters.hownot
local out = vim.fn.system(vim.list_extend({ linter.cmd }, linter.args), vim.fn.readfile('draft.txt'))
vim.cmd('edit draft.txt')
vim.diagnostic.set(vim.api.nvim_create_namespace('x'), 0, linter.parser(out, 0))
local found = {}
for _, d in ipairs(vim.diagnostic.get(0)) do
  found[#found + 1] = (d.lnum + 1) .. ':' .. (d.col + 1) .. '-' .. (d.end_col + 1) .. ' ' .. d.code
end
vim.fn.writefile(found, 'found')
vim.cmd('qa!')
END
	timeout 30 nvim --clean --headless -c 'luafile client.lua' </dev/null >log 2>&1 || { cat log; return 1; }
	"$HOWNOT" -f json draft.txt | jq -r '.results[0].findings[] | "\(.span.start.line // 1):\(.span.start.byte_column // 1)-\(.span.end.byte_column // 1) \(.rule)"' | sort >expected
	sort found | diff expected - || { cat log; return 1; }
}

@test "neovim, the language server" {
	need nvim
	recipe nvim.lua >init.lua
	cat >client.lua <<'END'
dofile('init.lua')
vim.cmd('edit draft.txt')
vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end)
local out = {}
for _, d in ipairs(vim.diagnostic.get(0)) do out[#out + 1] = (d.lnum + 1) .. ':' .. (d.col + 1) end
vim.fn.writefile(out, 'found')
local got = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', {
  textDocument = vim.lsp.util.make_text_document_params(),
  range = { start = { line = 0, character = 0 }, ['end'] = { line = 0, character = 0 } },
  context = { diagnostics = {}, only = { 'refactor.rewrite' } } }, 20000)
for _, answer in pairs(got) do
  for _, action in ipairs(answer.result) do vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16') end
end
vim.cmd('wq!')
END
	timeout 60 nvim --clean --headless -c 'luafile client.lua' </dev/null >log 2>&1 || { cat log; return 1; }
	"$HOWNOT" -f gnu before | places | sort >expected
	sort found | diff expected -
	is_changed
}

emacs_does() { timeout 60 emacs -Q --batch -l "$work/hownot.el" --eval "(setq make-backup-files nil)" "$@" >log 2>&1; }

@test "emacs, hownot-buffer" {
	need emacs
	recipe hownot.el >hownot.el
	local edit='(progn (find-file "draft.txt") (hownot-buffer) (save-buffer))'
	emacs_does --eval "$edit"
	is_changed
	safe_in_trouble "$anything" emacs_does --eval "$edit"
}

@test "emacs, shell-command-on-region" {
	need emacs
	echo >hownot.el
	local edit='(progn (find-file "draft.txt") (shell-command-on-region (point-min) (point-max) "hownot rewrite" nil t) (save-buffer))'
	emacs_does --eval "$edit"
	is_changed
	safe_in_trouble 'option term' emacs_does --eval "$edit"
}

@test "emacs, a message's body; its header stays" {
	need emacs
	recipe hownot.el >hownot.el
	{ printf 'To: ann@example.org\nSubject: We cannot renew the book\n--text follows this line--\n'; cat before; } >message
	cp message message.before
	emacs_does --eval '(progn (find-file "message") (message-mode) (hownot-message-body) (write-region (point-min) (point-max) "message"))'
	[ "$(head -3 message)" = "$(head -3 message.before)" ]
	tail -n +4 message >draft.txt
	is_changed
	cp message.before message
	TROUBLE=crash emacs_does --eval '(progn (find-file "message") (message-mode) (hownot-message-body) (write-region (point-min) (point-max) "message"))'
	cmp message message.before
}

@test "emacs, a gatekeeper's message is held back, another is sent" {
	need emacs
	recipe hownot.el >hownot.el
	cat >send.el <<'END'
(setq message-send-mail-function (lambda () (write-region (point-min) (point-max) "sent"))
      message-confirm-send nil user-mail-address "kim@example.org" mail-host-address "example.org")
(defun try (body)
  (with-temp-buffer
    (message-mode)
    (insert "To: ann@example.org\nSubject: Books\n--text follows this line--\n" body)
    (condition-case e (message-send) (error (princ (format "error: %S" e))))))
END
	emacs_does -l send.el --eval "(try \"$gatekeeper\")"
	grep -q 'Held back' log
	[ ! -e sent ]
	emacs_does -l send.el --eval "(try \"$agent\")"
	[ -s sent ] || { cat log; return 1; }
}

@test "emacs, notmuch and mu4e: their drafts are messages, too" {
	need emacs
	recipe hownot.el >hownot.el
	local packages='(progn (require (quote package)) (add-to-list (quote package-directory-list) "/usr/share/emacs/site-lisp/elpa") (package-initialize) (add-to-list (quote load-path) "/usr/share/emacs/site-lisp/mu4e"))' pair
	for pair in notmuch:notmuch-message-mode mu4e:mu4e-compose-mode; do
		emacs -Q --batch --eval "$packages" --eval "(require '${pair%:*})" >/dev/null 2>&1 || lacks "${pair%:*}"
		{ printf 'To: ann@example.org\nSubject: Books\n--text follows this line--\n'; cat before; } >message
		emacs_does --eval "$packages" --eval "(require '${pair%:*})" --eval "(progn (find-file \"message\") (delay-mode-hooks (${pair#*:}))
		  (condition-case e (when (memq 'hownot-hold-back (default-value 'message-send-hook)) (hownot-hold-back)) (error (princ (format \"error: %S\" e))))
		  (hownot-message-body) (write-region (point-min) (point-max) \"message\"))"
		grep -q 'Held back' log || { cat log; return 1; }
		# mu4e hides where the body begins until it runs as a whole.
		[ "$pair" != notmuch:notmuch-message-mode ] || { tail -n +4 message >draft.txt && is_changed; }
	done
}

@test "emacs, compilation finds the columns" {
	need emacs
	recipe hownot.el >hownot.el
	printf 'Hello,\n\n🚀 É We cannot renew the book.\n' >draft.txt
	emacs_does --eval '(progn (find-file "draft.txt") (hownot-compile)
	  (with-current-buffer "*compilation*"
	    (while (get-buffer-process (current-buffer)) (accept-process-output nil 0.1))
	    (goto-char (point-min)) (let ((inhibit-message t)) (compilation-next-error 1) (compile-goto-error)))
	  (princ (format "<%s:%s>" (line-number-at-pos) (buffer-substring (point) (+ 9 (point))))))'
	grep -q '<3:We cannot>' log || { cat log; return 1; }
}

# The words of findings, one a line; those of advice about the whole reply are the first line's.
words_found() {
	"$HOWNOT" -f json draft.txt | jq -r '.results[0].findings[] | if .span then .text else "Hello," end'
}

@test "emacs, Flymake" {
	need emacs jq
	recipe hownot-flymake.el >hownot.el
	printf 'Hello,\n\n🚀 É We cannot renew the book.\n' >draft.txt
	emacs_does --eval '(progn (find-file "draft.txt") (hownot-flymake-mode)
	  (let ((n 0))
	    (while (and (< n 200) (not (flymake-diagnostics)))
	      (flymake-start) (accept-process-output nil 0.1) (setq n (1+ n))))
	  (dolist (d (flymake-diagnostics))
	    (princ (format "%s\n" (buffer-substring-no-properties (flymake-diagnostic-beg d) (flymake-diagnostic-end d))))))'
	diff <(words_found | sort) <(grep -v '^[a-z(]\|^$\|flymake' log | sort) || { cat log; return 1; }
}

@test "emacs, Flycheck" {
	need emacs jq
	local packages='(progn (require (quote package)) (add-to-list (quote package-directory-list) "/usr/share/emacs/site-lisp/elpa") (package-initialize) (require (quote flycheck)))'
	emacs -Q --batch --eval "$packages" >/dev/null 2>&1 || lacks Flycheck
	recipe hownot-flycheck.el >recipe.el
	echo "$packages" '(load-file "recipe.el")' >hownot.el
	printf 'Hello,\n\n🚀 É We cannot renew the book.\n' >draft.txt
	emacs_does --eval '(progn (find-file "draft.txt") (text-mode) (flycheck-mode 1)
	  (let ((n 0))
	    (flycheck-buffer)
	    (while (and (< n 200) (not flycheck-current-errors)) (accept-process-output nil 0.1) (setq n (1+ n))))
	  (dolist (e flycheck-current-errors)
	    (princ (format "<%s:%s-%s>\n" (flycheck-error-line e) (flycheck-error-column e) (flycheck-error-end-column e)))))'
	"$HOWNOT" -f json draft.txt |
		jq -r '.results[0].findings[] | "<\(.span.start.line // 1):\(.span.start.column // 1)-\(.span.end.column // "nil")>"' | sort >expected
	grep '^<' log | sort | diff expected - || { cat log; return 1; }
}

@test "emacs, eglot" {
	need emacs
	emacs -Q --batch --eval '(progn (require (quote package))
	  (add-to-list (quote package-directory-list) "/usr/share/emacs/site-lisp/elpa")
	  (package-initialize) (require (quote eglot)))' >/dev/null 2>&1 || lacks Eglot
	recipe eglot.el >hownot.el
	cat >client.el <<'END'
(require 'package)
(add-to-list 'package-directory-list "/usr/share/emacs/site-lisp/elpa")
(package-initialize)
(require 'eglot)
(find-file "draft.txt")
(text-mode)
(setq eglot-sync-connect 20)
(apply #'eglot (eglot--guess-contact))
(let ((n 0))
  (while (and (< n 200) (not (flymake-diagnostics)))
    (flymake-start) (accept-process-output nil 0.1) (setq n (1+ n))))
(dolist (d (flymake-diagnostics))
  (princ (format "<%s>\n" (buffer-substring-no-properties (flymake-diagnostic-beg d) (flymake-diagnostic-end d)))))
(let* ((actions (jsonrpc-request (eglot--current-server-or-lose) :textDocument/codeAction
                 (list :textDocument (eglot--TextDocumentIdentifier)
                       :range (list :start (list :line 0 :character 0) :end (list :line 0 :character 0))
                       :context (list :diagnostics [] :only ["refactor.rewrite"])))))
  (eglot--apply-workspace-edit (plist-get (aref actions 0) :edit)))
(setq make-backup-files nil)
(save-buffer)
END
	emacs_does -l client.el || { cat log; return 1; }
	grep -q '<We cannot renew the book' log || { cat log; return 1; }
	is_changed
}

kak_does() { timeout 20 kak -ui dummy "$@" draft.txt </dev/null >/dev/null 2>&1; }

@test "kakoune, selections and :format" {
	need kak
	mkdir -p "$XDG_CONFIG_HOME/kak"
	recipe kakrc >"$XDG_CONFIG_HOME/kak/kakrc"
	kak_does -e "exec '%'; hownot; write; quit"
	is_changed
	safe_in_trouble "$promised" kak_does -e "exec '%'; hownot; write; quit"
	cp before draft.txt
	kak_does -e 'format; write; quit'
	is_changed
	safe_in_trouble "$promised kill silent crash" kak_does -e 'try format; write; quit!'
}

@test "kakoune, lint" {
	need kak
	mkdir -p "$XDG_CONFIG_HOME/kak"
	recipe kakrc >"$XDG_CONFIG_HOME/kak/kakrc"
	kak_does -e 'hook global BufSetOption lint_messages=.+ %{ nop %sh{ printf "%s\n" "$kak_opt_lint_messages" >found }; kill! }; lint-buffer' || true
	# LINE|MESSAGE(col N), with more messages of that line below
	grep -oE '(^| )[0-9]+\||\(col [0-9]+\)' found |
		awk '/\|/ { line = $1 + 0 } /col/ { print line ":" $2 + 0 }' | sort >got
	"$HOWNOT" -f gnu draft.txt | places | sort | diff - got || { cat found; return 1; }
}

@test "Visual Studio Code's task: its pattern reads the findings" {
	need python3
	recipe tasks.json >tasks.json
	cat >match.py <<'END'
import json, re, subprocess, sys
matcher = json.load(open("tasks.json"))["tasks"][0]["problemMatcher"]
pattern = matcher["pattern"]
text = "🚀 É We cannot renew the book. An ILL: it is [against our policy].\n"
run = lambda *a: subprocess.run([sys.argv[1], *a], input=text, capture_output=True, text=True).stdout
for name in ("draft.txt", "a folder/my: draft (2).txt", "C:\\replies\\draft.txt"):
    found = [re.match(pattern["regexp"], line) for line in run("-f", "gnu", "--columns=utf16", f"--stdin-filename={name}").splitlines()]
    got = [[m[pattern[k]] for k in ("file", "line", "column", "severity", "message", "code")] for m in found]
    expected = [[name, str(f["span"]["start"]["line"] if f["span"] else 1), str(f["span"]["start"]["utf16_column"] if f["span"] else 1),
                 "warning" if f["severity"] == "strong" else "note", f["message"], f["rule"]]
                for f in json.loads(run("-f", "json"))["results"][0]["findings"]]
    assert got == expected and len(got) > 2, (got, expected)
END
	python3 match.py "$HOWNOT"
}
