#!/usr/bin/env bats
# The recipes for scripts and shells in hownot-editors(7), and the completions.

load helper

folder() {
	mkdir -p drafts
	cp before 'drafts/a b.txt'
	printf "$agent" >drafts/good.txt
}

@test "a reply is sent only when it is ready" {
	folder
	printf '#!/bin/sh\ncat >sent\n' >bin/mail
	chmod +x bin/mail
	recipe script >send
	cp before reply.txt
	run bash send
	[ "$status" = 1 ]
	[ ! -e sent ]
	cp drafts/good.txt reply.txt
	bash send
	cmp sent reply.txt
}

@test "which of many are a gatekeeper's; what shuts the door most" {
	need jq
	folder
	recipe jq >list
	[ "$(bash list)" = 'drafts/a b.txt' ]
	recipe jq-rules >count
	"$HOWNOT" -f json before | jq -r '.results[0].findings[].rule' | sort >expected
	bash count | awk '{ print $2 }' | sort | diff expected -
}

@test "a SARIF log of a folder" {
	need jq
	folder
	recipe sarif >log
	bash log
	jq -e '.runs[0].results | length > 0 and all(.locations[0].physicalLocation.artifactLocation.uri == "drafts/a%20b.txt")' hownot.sarif
}

@test "git: a template that shuts the door is not committed" {
	need git
	folder
	git init -q repository
	cd repository
	git config user.email kim@example.org
	git config user.name Kim
	recipe pre-commit >.git/hooks/pre-commit
	chmod +x .git/hooks/pre-commit
	mkdir templates
	sed 's/Ann/{{name}}/' ../drafts/good.txt >'templates/good one.txt'
	cp ../before README
	git add .
	git commit -qm 'A good template'
	cp ../before templates/bad.txt
	git add .
	run git commit -qm 'A bad template'
	[ "$status" = 1 ]
	[[ $output == *'templates/bad.txt:3:1: warning: '* ]]
	# What is staged counts, not what lies in the folder.
	cp ../drafts/good.txt templates/bad.txt
	run git commit -qm 'Still bad'
	[ "$status" = 1 ]
	git add .
	git commit -qm 'Better'
}

@test "pre-commit: a template that shuts the door is not committed" {
	need git pre-commit
	folder
	git init -q repository
	cd repository
	git config user.email kim@example.org
	git config user.name Kim
	recipe pre-commit-config.yaml >.pre-commit-config.yaml
	mkdir templates
	cp ../before templates/bad.txt
	cp ../drafts/good.txt templates/good.txt
	git add .
	run pre-commit run
	[ "$status" = 1 ]
	[[ $output == *'templates/bad.txt:3:1: warning: '* ]]
	git rm -qf templates/bad.txt
	pre-commit run
}

@test "the clipboard" {
	script hownot-clipboard
	printf '#!/bin/sh\ncase $* in *-o) cat clipboard ;; *) cat >clipboard.new && mv clipboard.new clipboard ;; esac\n' >bin/xclip
	chmod +x bin/xclip
	cp before clipboard
	hownot-clipboard
	is_changed clipboard
	local kind
	for kind in option silent crash; do
		cp before clipboard
		TROUBLE=$kind hownot-clipboard || true
		is_kept clipboard
	done
}

@test "the clipboard of a real X server" {
	need xclip xvfb-run
	script hownot-clipboard
	xvfb-run -a sh -c 'xclip -selection clipboard <before && hownot-clipboard && xclip -selection clipboard -o' 3>&- >clipboard
	is_changed clipboard
}

# COMMAND OPTION WORD: every option and every word that completion offers, from the script for bash.
offered() {
	hownot completion bash | sed -n 's/^\t\(.*\)) _hownot_words .\([a-z0-9 -]*\). "$cur"; return ;;$/\1\t\2/p' | grep -v '^-' |
		while IFS=$'\t' read -r pairs words; do
			for pair in ${pairs//|/}; do
				for word in $words; do echo "${pair%%:*} ${pair#*:} $word"; done
			done
		done
}

@test "completion offers only what the program takes" {
	offered >list
	[ "$(wc -l <list)" -gt 40 ]
	grep -qx 'check --format gnu' list
	local command option word
	while read -r command option word; do
		[ "$option $word" != '--input ndjson' ] || continue
		hownot "$command" "$option" "$word" --help >/dev/null || { echo "^ $command $option $word"; return 1; }
	done <list
}

@test "completion offers every word that --help lists" {
	offered >list
	hownot help check | grep -q -- '--fail-on LEVEL .*gatekeeper, mixed, finding or never'
	local word
	for word in gatekeeper mixed finding never; do grep -qx "check --fail-on $word" list; done
	for word in text json csv html; do grep -qx "report --format $word" list; done
}

@test "completion has every option of every command, in each shell" {
	local shell command option
	for shell in bash zsh fish; do hownot completion $shell >$shell; done
	for command in check rewrite explain rules profile report lsp completion; do
		for option in $(hownot $command --help | sed -n 's/^ *\(-., \)\?--\([a-z-]*\).*/\2/p'); do
			grep -q -- "^	-\*:$command) .*--$option " bash || { echo "bash: $command --$option"; return 1; }
			sed -n "/^	($command)/,/;;/p" zsh | grep -q -- "'\*--$option[=[]" || { echo "zsh: $command --$option"; return 1; }
			grep -q -- "_hownot_command.* $command[ '].* -l $option " fish || { echo "fish: $command --$option"; return 1; }
		done
	done
}

# What bash offers for the words given; the last is completed.
bash_offers() {
	bash --norc -c 'eval "$(hownot completion bash)"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _hownot; printf "%s\n" "${COMPREPLY[@]}"' bash "$@"
}

@test "bash completes" {
	local rule
	rule=$("$HOWNOT" rules list | awk '{ print $1; exit }')
	recipe completion >rc
	bash --norc -c '. ./rc && complete -p hownot'
	[ "$(bash_offers hownot rew)" = rewrite ]
	[ "$(bash_offers hownot check --form)" = --format ]
	[ "$(bash_offers hownot check --format = g)" = gnu ]
	[ "$(bash_offers hownot report --by mo)" = month ]
	bash_offers hownot explain "${rule%??}" | grep -qx "$rule"
	touch 'a draft.txt'
	[ "$(bash_offers hownot rewrite 'a d')" = 'a draft.txt' ]
}

@test "fish completes" {
	need fish
	local rule
	rule=$("$HOWNOT" rules list | awk '{ print $1; exit }')
	hownot completion fish >c.fish
	fish_offers() { fish --no-config -c "source c.fish; complete -C '$1'" | cut -f1; }
	[ "$(fish_offers 'hownot rew')" = rewrite ]
	[ "$(fish_offers 'hownot check --format=g')" = --format=gnu ]
	fish_offers 'hownot report --by ' | grep -qx month
	fish_offers 'hownot rewrite --d' | grep -qx -- --diff
	! fish_offers 'hownot check --d' | grep -qx -- --diff
	fish_offers "hownot explain ${rule%??}" | grep -qx "$rule"
}

@test "zsh completes" {
	need zsh tmux
	mkdir functions
	hownot completion zsh >functions/_hownot
	printf 'fpath=(%s/functions $fpath)\nautoload -U compinit\ncompinit -u\nPS1="> "\n' "$work" >"$HOME/.zshrc"
	on_screen '>' zsh
	keys 'hownot rew' Tab '@sees:hownot rewrite' '--dif' Tab '@sees:hownot rewrite --diff'
	keys C-c 'hownot --format=g' Tab '@sees:--format=gnu'
}
