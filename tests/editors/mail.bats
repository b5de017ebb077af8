#!/usr/bin/env bats
# The recipes for mailers in hownot-editors(7), run in the real programs.

load helper

promised='option term'
in_place='option silent crash'

# The mail program's idea of somebody who edits, and of what sends mail.
setup_mail() {
	printf '#!/bin/sh\nfor file do :; done\ncat before >"$file"\n' >bin/write-draft
	printf '#!/bin/sh\ncat >sent\necho "$*" >sent.args\n' >bin/mta
	chmod +x bin/write-draft bin/mta
	script hownot-edit
	script hownot-sendmail
	export HOWNOT_EDITOR=write-draft HOWNOT_MTA=mta
}

gatekeeper='Hello,\n\nWe do not allow reference books to be checked out of the library.\n'
agent='Hello Ann,\n\nThank you for asking about the atlas. I would be glad to scan the pages that you need and send them today.\n\nKim\n'

# The body of what was sent.
body() { sed '1,/^$/d' sent; }

@test "hownot-edit rewrites, keeps the draft in trouble, and never fails the mailer" {
	setup_mail
	hownot-edit -x draft.txt
	is_changed
	local kind
	for kind in $in_place; do
		TROUBLE=$kind hownot-edit draft.txt
		is_kept
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
	run hownot-sendmail ann@example.org < <(printf 'To: ann@example.org\n\n'"$gatekeeper")
	[ "$status" = 65 ]
	[[ $output == *"reply:5:1: warning: "*"[core/do-not-allow]"* ]]
	[ ! -e sent ]
}

@test "hownot-sendmail sends other messages byte for byte" {
	setup_mail
	printf 'To: ann@example.org\r\n\r\n'"$agent"'\xff' >message
	hownot-sendmail -i ann@example.org <message
	cmp message sent
	[ "$(cat sent.args)" = "-i ann@example.org" ]
	rm sent
	printf 'To: ann@example.org\n\n'"$gatekeeper" >message
	TROUBLE=silent hownot-sendmail ann@example.org <message
	cmp message sent
}

@test "msmtp gets what hownot-sendmail lets through" {
	need msmtp python3
	setup_mail
	unset HOWNOT_MTA
	cat >sink.py <<'END'
import socket
server = socket.create_server(("127.0.0.1", 0))
open("port", "w").write(str(server.getsockname()[1]))
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
	local n
	for n in 1 2 3 4 5 6 7 8 9 10; do [ -s port ] && break; sleep 0.3; done
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
	mkdir -p mail/new mail/cur mail/tmp
	printf 'From: Ann <ann@example.org>\nTo: kim@example.org\nSubject: Atlas\nMessage-ID: <1@example.org>\nDate: Mon, 06 Jan 2025 10:00:00 +0000\n\nMay I borrow the atlas?\n' >mail/cur/1:2,S
	recipe muttrc >muttrc
	printf 'set folder=mail spoolfile=mail from=kim@example.org record="" copy=no\nset abort_unmodified=no fast_reply=yes include=no confirmappend=no realname=Kim sleep_time=0\nset header_cache=""\n%s\n' "$2" >>muttrc
	on_screen "$1 -n -F $work/muttrc -f $work/mail"
}

mutt_edits() {
	setup_mail
	# hownot-edit has rewritten what the editor left; the guard would see a better reply.
	mutt_opens "$1" 'set sendmail=mta'
	keys r WAIT WAIT WAIT y WAIT q WAIT
	[ -s sent ] || { screen; return 1; }
	body >draft.txt
	is_changed
}

mutt_filters() {
	setup_mail
	mutt_opens "$1" 'set editor=write-draft sendmail=mta'
	keys r WAIT WAIT C-h WAIT WAIT y WAIT q WAIT
	[ -s sent ] || { screen; return 1; }
	body >draft.txt
	is_changed
}

mutt_filter_fails() {
	local kind
	setup_mail
	for kind in $promised; do
		rm -f sent
		export TROUBLE=$kind
		mutt_opens "$1" 'set editor=write-draft sendmail=mta'
		keys r WAIT WAIT C-h WAIT WAIT Enter WAIT y WAIT y WAIT
		[ -s sent ] || { screen; return 1; }
		body >draft.txt
		is_kept
	done
}

mutt_holds_back() {
	setup_mail
	mutt_opens "$1" 'set editor=write-draft'
	keys r WAIT WAIT y WAIT WAIT
	screen >shown
	[ ! -e sent ]
	grep -q 'bare refusal' shown || { cat shown; return 1; }
	# Back in the menu the draft is there: rewritten, it may be sent.
	keys q WAIT C-h WAIT WAIT
	screen >shown
	grep -qi 'compose\|-- Attachments' shown || { cat shown; return 1; }
}

@test "neomutt: the editor" { need neomutt tmux; mutt_edits neomutt; }
@test "neomutt: the compose menu's filter" { need neomutt tmux; mutt_filters neomutt; }
@test "neomutt: the filter in trouble" { need neomutt tmux; mutt_filter_fails neomutt; }
@test "neomutt: a reply is held back" { need neomutt tmux; mutt_holds_back neomutt; }
@test "mutt: the editor" { need mutt tmux; mutt_edits mutt; }
@test "mutt: the compose menu's filter" { need mutt tmux; mutt_filters mutt; }
@test "mutt: the filter in trouble" { need mutt tmux; mutt_filter_fails mutt; }
@test "mutt: a reply is held back" { need mutt tmux; mutt_holds_back mutt; }

@test "s-nail" {
	need s-nail
	setup_mail
	local kind
	for kind in '' $promised silent; do
		rm -f sent
		{ cat before; recipe s-nail; } |
			TROUBLE=$kind timeout 20 s-nail -n -~ -Sv15-compat -Sfrom=kim@example.org -Smta="$work/bin/mta" -Smime-encoding=8bit -s x ann@example.org >log 2>&1
		body >draft.txt
		if [ "$kind" ]; then is_kept; else is_changed; fi || { echo "^ trouble: $kind"; cat log; return 1; }
	done
}

@test "aerc: the editor" {
	need aerc tmux
	setup_mail
	mkdir -p "$XDG_CONFIG_HOME/aerc" mail/new mail/cur mail/tmp
	printf 'From: Ann <ann@example.org>\nTo: kim@example.org\nSubject: Atlas\nDate: Mon, 06 Jan 2025 10:00:00 +0000\n\nMay I?\n' >mail/cur/1:2,S
	# Somebody who writes takes a moment.
	printf '#!/bin/sh\nsleep 2\nfor file do :; done\ncat before >"$file"\n' >bin/write-draft
	recipe aerc.conf >"$XDG_CONFIG_HOME/aerc/aerc.conf"
	printf '[kim]\nsource=maildir://%s\noutgoing=%s/bin/mta\nfrom=Kim <kim@example.org>\ndefault=mail\n' "$work" "$work" >"$XDG_CONFIG_HOME/aerc/accounts.conf"
	chmod 600 "$XDG_CONFIG_HOME/aerc/accounts.conf"
	local kind
	for kind in '' $in_place; do
		rm -f sent
		on_screen "TROUBLE=$kind aerc"
		keys WAIT ':' reply Enter WAIT WAIT WAIT
		keys y WAIT WAIT
		[ -s sent ] || { screen; return 1; }
		python3 -c 'import email, email.policy, sys
print(email.message_from_binary_file(open("sent", "rb"), policy=email.policy.default).get_content(), end="")' | tr -d '\r' >draft.txt
		if [ "$kind" ]; then is_kept; else is_changed; fi || { echo "^ trouble: $kind"; return 1; }
	done
}
