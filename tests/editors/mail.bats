#!/usr/bin/env bats
# The recipes for mailers in hownot-editors(7), run in the real programs.

load helper

promised='option term one slow'
in_place='option one silent kill crash'

# The mail program's idea of somebody who edits, and of what sends mail.
setup_mail() {
	printf '#!/bin/sh\nfor file do :; done\ncat "$WORK/before" >"$file"\n' >bin/write-draft
	printf '#!/bin/sh\ncat >"$WORK/sent.new"\necho "$*" >"$WORK/sent.args"\nmv "$WORK/sent.new" "$WORK/sent"\n' >bin/mta
	chmod +x bin/write-draft bin/mta
	script hownot-edit
	script hownot-sendmail
	export HOWNOT_EDITOR=write-draft HOWNOT_MTA=mta
}

# The body of what was sent.
body() { sed '1,/^$/d' sent; }

@test "hownot-edit rewrites, keeps the draft in trouble, and never fails the mailer" {
	setup_mail
	hownot-edit -x draft.txt
	is_changed
	local kind
	for kind in $in_place; do
		TROUBLE=$kind hownot-edit draft.txt
		is_safe "$kind"
	done
}

@test "hownot-edit passes on that the editor failed" {
	setup_mail
	printf '#!/bin/sh\nexit 3\n' >bin/write-draft
	run hownot-edit draft.txt
	[ "$status" = 3 ]
	is_kept
}

@test "hownot-sendmail holds back a gatekeeper's reply and says why" {
	setup_mail
	printf 'To: ann@example.org\n\n'"$gatekeeper" >message
	run hownot-sendmail ann@example.org <message
	[ "$status" = 65 ]
	[ "$output" = "$(lines_about reply --input=mail <message)" ]
	[ -n "$output" ]
	[ ! -e sent ]
}

@test "hownot-sendmail sends other messages byte for byte" {
	setup_mail
	printf 'To: ann@example.org\r\n\r\n'"$agent"'\xff' >message
	hownot-sendmail -i ann@example.org <message
	cmp message sent
	[ "$(cat sent.args)" = "-i ann@example.org" ]
	rm sent
	# It holds back only what was judged.
	printf 'To: ann@example.org\n\n'"$gatekeeper" >message
	local kind
	for kind in option silent kill crash; do
		TROUBLE=$kind hownot-sendmail ann@example.org <message
		cmp message sent
		rm sent
	done
	[ -z "$(ls tmp)" ]
}

@test "msmtp gets what hownot-sendmail lets through" {
	need msmtp python3
	setup_mail
	unset HOWNOT_MTA
	cat >sink.py <<'END'
import os, socket
server = socket.create_server(("127.0.0.1", 0))
open("port.new", "w").write(str(server.getsockname()[1]))
os.rename("port.new", "port")
client, _ = server.accept()
lines = client.makefile("rwb")
def say(text):
    lines.write(text + b"\r\n")
    lines.flush()
say(b"220 sink")
data = None
for line in lines:
    if data is not None:
        if line == b".\r\n":
            open("sent", "wb").write(data.replace(b"\r\n", b"\n"))
            data = None
            say(b"250 ok")
        else:
            data += line
    elif line.upper().startswith(b"DATA"):
        data = b""
        say(b"354 go on")
    elif line.upper().startswith(b"QUIT"):
        say(b"221 bye")
        break
    else:
        say(b"250 ok")
END
	python3 sink.py 3>&- &
	await test -s port
	printf 'account default\nhost 127.0.0.1\nport %s\nfrom kim@example.org\n' "$(cat port)" >"$HOME/.msmtprc"
	chmod 600 "$HOME/.msmtprc"
	run hownot-sendmail ann@example.org < <(printf 'To: ann@example.org\n\n'"$gatekeeper")
	[ "$status" = 65 ]
	[ ! -e sent ]
	printf 'To: ann@example.org\n\n'"$agent" | hownot-sendmail ann@example.org
	wait
	[ "$(body)" = "$(printf "$agent")" ]
}

# PROGRAM EXTRA-SETTINGS, with a mailbox of one message open
mutt_opens() {
	rm -rf mail
	mkdir -p mail/new mail/cur mail/tmp
	printf 'From: Ann <ann@example.org>\nTo: kim@example.org\nSubject: Atlas\nMessage-ID: <1@example.org>\nDate: Mon, 06 Jan 2025 10:00:00 +0000\n\nMay I borrow the atlas?\n' >mail/cur/1:2,S
	recipe muttrc >muttrc
	printf 'set folder=mail spoolfile=mail from=kim@example.org record="" copy=no tmpdir=%s\nset abort_unmodified=no fast_reply=yes include=no confirmappend=no realname=Kim sleep_time=0\nset header_cache=""\n%s\n' "$TMPDIR" "$2" >>muttrc
	on_screen 'Atlas' "$1 -n -F $work/muttrc -f $work/mail"
}

# Nothing of a draft stays behind where others may look.
mutt_leaves() {
	keys q
	ended
	[ -z "$(ls tmp)" ] || { ls tmp; return 1; }
}

compose='y:Send'

# Yes: the file may be written over (if the recipe's own yes was not taken for that), and the reply sent.
is_sent() {
	[ -s sent ] || { keys y; sleep 0.3; [ -s sent ]; }
}

mutt_edits() {
	setup_mail
	local kind
	for kind in '' option silent kill crash; do
		rm -f sent
		# hownot-edit has rewritten what the editor left; the guard would see a better reply.
		export TROUBLE=$kind
		mutt_opens "$1" 'set sendmail=mta'
		keys r "@sees:$compose" y @file:sent
		body >draft.txt
		is_safe "$kind"
		mutt_leaves
	done
}

mutt_filters() {
	local kind
	setup_mail
	for kind in '' $promised; do
		rm -f sent
		export TROUBLE=$kind
		mutt_opens "$1" 'set editor=write-draft sendmail=mta'
		keys r "@sees:$compose" C-h @ran
		# After a status that is not 0 it waits for a key.
		case $kind in option | term | one) keys '@sees:ress any key' Enter ;; esac
		await is_sent
		body >draft.txt
		is_safe "$kind"
		mutt_leaves
	done
}

mutt_holds_back() {
	setup_mail
	printf "$gatekeeper" >before
	mutt_opens "$1" 'set editor=write-draft'
	keys r "@sees:$compose" y "@sees:warning: "
	[ ! -e sent ]
	lines_about reply --input=text <before | sed 's/^[^ ]* //; s/ \[.*//' | cut -c1-60 | while IFS= read -r line; do
		sees "$line" || { screen; return 1; }
	done
	# Back in the menu the draft is there, and can be said again.
	"$HOWNOT" rewrite <before >after
	keys q "@sees:$compose" C-h @ran
	await draft_is after
}

# The draft that the mailer has open is the same as a file.
draft_is() {
	local draft
	for draft in tmp/*mutt-*; do cmp -s "$1" "$draft" && return 0; done
	return 1
}

@test "neomutt: the editor" { need neomutt tmux; mutt_edits neomutt; }
@test "neomutt: the compose menu's filter" { need neomutt tmux; mutt_filters neomutt; }
@test "neomutt: a reply is held back" { need neomutt tmux; mutt_holds_back neomutt; }
@test "mutt: the editor" { need mutt tmux; mutt_edits mutt; }
@test "mutt: the compose menu's filter" { need mutt tmux; mutt_filters mutt; }
@test "mutt: a reply is held back" { need mutt tmux; mutt_holds_back mutt; }

@test "s-nail" {
	need s-nail
	setup_mail
	local kind
	for kind in '' $promised silent kill; do
		rm -f sent
		{ cat before; recipe s-nail; } |
			TROUBLE=$kind timeout 20 s-nail -n -~ -Sv15-compat -Sfrom=kim@example.org -Smta="$work/bin/mta" -Smime-encoding=8bit -s x ann@example.org >log 2>&1
		body >draft.txt
		is_safe "$kind" || { cat log; return 1; }
	done
	[ -z "$(ls tmp)" ] || { ls tmp; return 1; }
}

@test "aerc: the editor" {
	need aerc tmux python3
	setup_mail
	mkdir -p "$XDG_CONFIG_HOME/aerc" mail/new mail/cur mail/tmp
	printf 'From: Ann <ann@example.org>\nTo: kim@example.org\nSubject: Atlas\nDate: Mon, 06 Jan 2025 10:00:00 +0000\n\nMay I?\n' >mail/cur/1:2,S
	# Somebody who writes takes a moment.
	printf '#!/bin/sh\nsleep 1\nfor file do :; done\ncat "$WORK/before" >"$file"\n' >bin/write-draft
	recipe aerc.conf >"$XDG_CONFIG_HOME/aerc/aerc.conf"
	printf '[kim]\nsource=maildir://%s\noutgoing=%s/bin/mta\nfrom=Kim <kim@example.org>\ndefault=mail\n' "$work" "$work" >"$XDG_CONFIG_HOME/aerc/accounts.conf"
	chmod 600 "$XDG_CONFIG_HOME/aerc/accounts.conf"
	local kind
	for kind in '' $in_place; do
		rm -f sent
		on_screen Atlas "TROUBLE=$kind aerc"
		keys ':' '@sees:^ *:' reply Enter @ran '@sees:Send' y @file:sent
		python3 -c 'import email, email.policy, sys
print(email.message_from_binary_file(open("sent", "rb"), policy=email.policy.default).get_content(), end="")' | tr -d '\r' >draft.txt
		is_safe "$kind"
	done
}
