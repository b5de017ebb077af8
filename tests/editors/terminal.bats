#!/usr/bin/env bats
# The recipes for editors in hownot-editors(7) as a person has them: in a terminal, with keys. For a filter that works, one
# that does not, and one that is slow, the draft is either said again or as it was, whole and without messages in it.

load helper

promised='option term one slow'
anything='option term one slow silent kill crash'

# interrupted COMMAND KEY...: the filter is slow, and one of the keys, C-c or C-g, stops it.
interrupted() {
	local command=$1
	shift
	cp before draft.txt
	rm -f catches
	on_screen 'Hello Ann' "TROUBLE=slow $command"
	keys "$@"
	ended
	is_kept
}

@test "vim and neovim, :%!" {
	need vim nvim tmux
	local editor
	for editor in 'vim -Nu NONE -n -i NONE' 'nvim --clean -n -i NONE'; do
		# What somebody says on standard error is the text of a vim user, so not here: one.
		in_terminal 'option term slow' "$editor draft.txt" ':%!hownot rewrite' Enter @ran Escape ':wq!' Enter
		# The editor waits for its shell alone, which the key may end before the filter has answered; undo brings it back.
		interrupted "$editor draft.txt" ':%!hownot rewrite' Enter @file:catches C-c @ran Enter Escape u '@sees:Hello Ann' ':wq!' Enter
	done
}

@test "vim, neovim and kakoune: undo brings back what a killed filter has emptied" {
	need vim nvim kak tmux
	mkdir -p "$XDG_CONFIG_HOME/kak"
	recipe kakrc >"$XDG_CONFIG_HOME/kak/kakrc"
	local editor
	for editor in 'vim -Nu NONE -n -i NONE' 'nvim --clean -n -i NONE'; do
		on_screen 'Hello Ann' "TROUBLE=kill $editor draft.txt"
		keys ':%!hownot rewrite' Enter @ran Escape '@hides:Hello Ann' u '@sees:Hello Ann' ':wq!' Enter
		ended
		is_kept
	done
	on_screen 'Hello Ann' 'TROUBLE=kill kak draft.txt'
	keys % ':hownot' Enter @ran '@hides:Hello Ann' u '@sees:Hello Ann' ':wq' Enter
	ended
	is_kept
}

@test "vim and neovim, :Hownot" {
	need vim nvim tmux
	recipe hownot.vim >hownot.vim
	local editor
	for editor in 'vim -Nu NONE -n -i NONE' 'nvim --clean -n -i NONE'; do
		in_terminal "$anything" "$editor -c 'source hownot.vim' draft.txt" :Hownot Enter @ran Escape ':wq!' Enter
		interrupted "$editor -c 'source hownot.vim' draft.txt" :Hownot Enter C-c @ran Enter ':wq!' Enter
	done
}

@test "emacs, hownot-buffer" {
	need emacs tmux
	recipe hownot.el >hownot.el
	local command='emacs -Q -nw -l hownot.el --eval "(setq make-backup-files nil auto-save-default nil create-lockfiles nil)" draft.txt'
	local save='C-x C-s C-x C-c'
	# shellcheck disable=SC2086
	in_terminal "$anything" "$command" M-x hownot-buffer Enter @ran $save
	# shellcheck disable=SC2086
	interrupted "$command" M-x hownot-buffer Enter C-g $save
}

@test "emacs, shell-command-on-region" {
	need emacs tmux
	local command='emacs -Q -nw --eval "(setq make-backup-files nil auto-save-default nil create-lockfiles nil)" draft.txt'
	local filter='C-x h C-u M-|' save='C-x C-s C-x C-c'
	# shellcheck disable=SC2086
	in_terminal 'option term slow' "$command" $filter 'hownot rewrite' Enter @ran $save
	# Emacs has taken the text out before; undo brings it back.
	# shellcheck disable=SC2086
	interrupted "$command" $filter 'hownot rewrite' Enter C-g C-/ $save
}

@test "kakoune, :hownot and :format" {
	need kak tmux
	mkdir -p "$XDG_CONFIG_HOME/kak"
	recipe kakrc >"$XDG_CONFIG_HOME/kak/kakrc"
	in_terminal "$promised" 'kak draft.txt' % ':hownot' Enter @ran ':wq' Enter
	in_terminal "$promised silent kill crash" 'kak draft.txt' ':format' Enter @ran ':wq' Enter
	interrupted 'kak draft.txt' % ':hownot' Enter C-c @ran ':wq' Enter
}

@test "nano" {
	need nano tmux
	recipe nanorc >nanorc
	in_terminal 'option term slow' "nano --rcfile=$work/nanorc draft.txt" M-h @ran C-s C-x
	interrupted "nano --rcfile=$work/nanorc draft.txt" M-h C-c C-s C-x
}

@test "micro" {
	need micro tmux
	mkdir -p micro
	recipe bindings.json >micro/bindings.json
	in_terminal "$anything" "micro -config-dir $work/micro draft.txt" C-a M-h @ran C-s C-q
}
