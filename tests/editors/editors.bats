#!/usr/bin/env bats
# The recipes for editors in hownot-editors(7), run headless or on a terminal that nobody sees. A program that is not
# installed is skipped.

load helper

anything='option term silent crash'
promised='option term'

vim_does() { vim -Nu NONE -es draft.txt "$@" -c 'wq!' </dev/null >/dev/null 2>&1; }
nvim_does() { nvim --clean --headless draft.txt "$@" -c 'wq!' </dev/null >/dev/null 2>&1; }

@test "vim, :%!" {
	need vim
	vim_does -c '%!hownot rewrite'
	is_changed
	kept_in_trouble "$promised" vim_does -c '%!hownot rewrite'
}

@test "vim, :Hownot" {
	need vim
	recipe hownot.vim >hownot.vim
	vim_does -c 'source hownot.vim' -c Hownot
	is_changed
	kept_in_trouble "$anything" vim_does -c 'source hownot.vim' -c Hownot
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

@test "vim, findings" {
	need vim
	recipe hownot.vim >hownot.vim
	"$HOWNOT" -f gnu draft.txt | sed 's/^[^:]*:\([0-9]*:[0-9]*\): \(.\).*/\1\2/' >expected
	vim_does -c 'source hownot.vim' -c HownotCheck \
		-c 'call writefile(map(getqflist(), {_, v -> v.lnum . ":" . v.col . v.type}), "found")'
	diff expected found
}

@test "vim, :compiler and :make" {
	need vim
	mkdir -p rt/compiler
	recipe compiler.vim >rt/compiler/hownot.vim
	"$HOWNOT" -f gnu draft.txt | sed 's/^[^:]*:\([0-9]*:[0-9]*\): \(.\).*/\1\2/' >expected
	vim_does -c "set rtp+=$work/rt" -c 'compiler hownot' -c 'silent make' \
		-c 'call writefile(map(getqflist(), {_, v -> v.lnum . ":" . v.col . v.type}), "found")'
	diff expected found
}

@test "neovim, :%! and :Hownot" {
	need nvim
	recipe hownot.vim >hownot.vim
	nvim_does -c '%!hownot rewrite'
	is_changed
	kept_in_trouble "$promised" nvim_does -c '%!hownot rewrite'
	cp before draft.txt
	nvim_does -c 'source hownot.vim' -c Hownot
	is_changed
	kept_in_trouble "$anything" nvim_does -c 'source hownot.vim' -c Hownot
}

@test "neovim, the language server" {
	need nvim
	recipe nvim.lua >init.lua
	cat >client.lua <<'END'
dofile('init.lua')
vim.cmd('edit draft.txt')
vim.wait(5000, function() return #vim.diagnostic.get(0) > 0 end)
local out = {}
for _, d in ipairs(vim.diagnostic.get(0)) do out[#out + 1] = (d.lnum + 1) .. ':' .. (d.col + 1) end
vim.fn.writefile(out, 'found')
local got = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', {
  textDocument = vim.lsp.util.make_text_document_params(),
  range = { start = { line = 0, character = 0 }, ['end'] = { line = 0, character = 0 } },
  context = { diagnostics = {}, only = { 'refactor.rewrite' } } }, 5000)
for _, answer in pairs(got) do
  for _, action in ipairs(answer.result) do vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16') end
end
vim.cmd('wq!')
END
	timeout 30 nvim --clean --headless -c 'luafile client.lua' </dev/null >log 2>&1 || { cat log; return 1; }
	"$HOWNOT" -f gnu before | sed 's/^[^:]*:\([0-9]*:[0-9]*\): .*/\1/' | sort >expected
	sort found | diff expected -
	is_changed
}

emacs_does() { timeout 30 emacs -Q --batch -l "$work/hownot.el" --eval "(setq make-backup-files nil)" "$@" >log 2>&1; }

@test "emacs, hownot-buffer" {
	need emacs
	recipe hownot.el >hownot.el
	local edit='(progn (find-file "draft.txt") (hownot-buffer) (save-buffer))'
	emacs_does --eval "$edit"
	is_changed
	kept_in_trouble "$anything" emacs_does --eval "$edit"
}

@test "emacs, shell-command-on-region" {
	need emacs
	echo >hownot.el
	local edit='(progn (find-file "draft.txt") (shell-command-on-region (point-min) (point-max) "hownot rewrite" nil t) (save-buffer))'
	emacs_does --eval "$edit"
	is_changed
	kept_in_trouble "$promised" emacs_does --eval "$edit"
}

@test "emacs, a message's body; its header stays" {
	need emacs
	recipe hownot.el >hownot.el
	{ printf 'To: ann@example.org\nSubject: We do not allow this\n--text follows this line--\n'; cat before; } >message
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
	emacs_does -l send.el --eval '(try "Hello,\n\nWe do not allow reference books to be checked out of the library.\n")'
	grep -q 'Held back' log
	[ ! -e sent ]
	emacs_does -l send.el --eval '(try "Hello Ann,\n\nThank you for asking about the atlas. I would be glad to scan the pages that you need and send them today.\n\nKim\n")'
	[ -s sent ] || { cat log; return 1; }
}

@test "emacs, compilation finds the columns" {
	need emacs
	recipe hownot.el >hownot.el
	printf 'Hello,\n\n🚀 É We do not allow reference books to be checked out of the library.\n' >draft.txt
	emacs_does --eval '(progn (find-file "draft.txt") (hownot-compile)
	  (with-current-buffer "*compilation*"
	    (while (get-buffer-process (current-buffer)) (accept-process-output nil 0.1))
	    (goto-char (point-min)) (let ((inhibit-message t)) (compilation-next-error 1) (compile-goto-error)))
	  (princ (format "<%s:%s>" (line-number-at-pos) (buffer-substring (point) (+ 6 (point))))))'
	grep -q '<3:We do ' log || { cat log; return 1; }
}

@test "emacs, eglot" {
	need emacs
	emacs -Q --batch --eval '(progn (require (quote package))
	  (add-to-list (quote package-directory-list) "/usr/share/emacs/site-lisp/elpa")
	  (package-initialize) (require (quote eglot)))' >/dev/null 2>&1 || skip "eglot is not there"
	recipe eglot.el >hownot.el
	cat >client.el <<'END'
(require 'package)
(add-to-list 'package-directory-list "/usr/share/emacs/site-lisp/elpa")
(package-initialize)
(require 'eglot)
(find-file "draft.txt")
(text-mode)
(setq eglot-sync-connect 5)
(apply #'eglot (eglot--guess-contact))
(let ((n 0))
  (while (and (< n 80) (not (flymake-diagnostics)))
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
	grep -q '<We do not allow' log || { cat log; return 1; }
	is_changed
}

kak_does() { timeout 20 kak -ui dummy "$@" draft.txt </dev/null >/dev/null 2>&1; }

@test "kakoune, selections and :format" {
	need kak
	mkdir -p "$XDG_CONFIG_HOME/kak"
	recipe kakrc >"$XDG_CONFIG_HOME/kak/kakrc"
	kak_does -e "exec '%'; hownot; write; quit"
	is_changed
	kept_in_trouble "$promised" kak_does -e "exec '%'; hownot; write; quit"
	cp before draft.txt
	kak_does -e 'format; write; quit'
	is_changed
	kept_in_trouble "$promised" kak_does -e 'format; write; quit!'
}

@test "kakoune, lint" {
	need kak
	mkdir -p "$XDG_CONFIG_HOME/kak"
	recipe kakrc >"$XDG_CONFIG_HOME/kak/kakrc"
	kak_does -e 'lint-buffer; nop %sh{ sleep 2 }; hook global NormalIdle .* %{ try %{ exec -buffer *lint-output* "%%<a-|>cat >found<ret>" }; quit! }; nop %sh{ (sleep 3; echo "try %{ eval -buffer *lint-output* %{ write -force found } }; quit!" | kak -p $kak_session) >/dev/null 2>&1 </dev/null & }'
	grep -q ':3:1:' found || { cat found; return 1; }
}

@test "nano" {
	need nano tmux
	recipe nanorc >nanorc
	local trouble
	for trouble in '' $promised; do
		cp before draft.txt
		on_screen "TROUBLE=$trouble nano --rcfile=$work/nanorc draft.txt"
		keys M-h WAIT WAIT C-s WAIT C-x
		ended
		if [ "$trouble" ]; then is_kept; else is_changed; fi
	done
}

@test "micro" {
	need micro tmux
	mkdir -p micro
	recipe bindings.json >micro/bindings.json
	local trouble
	for trouble in '' $anything; do
		cp before draft.txt
		on_screen "TROUBLE=$trouble micro -config-dir $work/micro draft.txt"
		keys C-a M-h WAIT WAIT C-s WAIT C-q
		ended
		if [ "$trouble" ]; then is_kept; else is_changed; fi
	done
}

@test "Visual Studio Code's task: its pattern reads the findings" {
	need jq
	recipe tasks.json >tasks.json
	jq -e . tasks.json >/dev/null
	local pattern
	pattern=$(jq -r '.tasks[0].problemMatcher.pattern.regexp' tasks.json)
	"$HOWNOT" -f gnu --columns utf16 draft.txt >findings || true
	[ "$(jq -Rr --arg p "$pattern" 'capture("(?<x>" + $p + ")") | .x' findings | wc -l)" = "$(wc -l <findings)" ]
}
