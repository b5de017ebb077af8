#!/usr/bin/env bats
# What golden files cannot say: closed streams, full disks, signals, terminals, files changed in place.

setup() {
	[ -x "${HOWNOT:?is the program to test}" ]
	cd "$BATS_TEST_TMPDIR"
	export LANG=C.UTF-8 HOME=$BATS_TEST_TMPDIR
	printf 'Hello,\n\nWe cannot lend the atlas.\n\nIt is against our policy.\n\nAnn\n' >draft.txt
	printf 'Dear Ms Ruiz,\n\nThank you for asking. Thank you for asking about it. I will scan it. Please come back.\n' >agent.txt
}

# bats does not see a failing "! command".
not() {
	if "$@"; then return 1; fi
}

lacks() {
	not grep -q "$@"
}

trouble_on_full_disk() {
	run bash -c '"$HOWNOT" "$@" >/dev/full' - "$@"
	[ "$status" = 2 ]
	[[ $output == *"No space left on device"* ]]
}

@test "a full disk is never status 0" {
	for format in text json ndjson gnu; do
		trouble_on_full_disk -f "$format" draft.txt
		trouble_on_full_disk -f "$format" --fail-on never draft.txt
	done
	trouble_on_full_disk rewrite draft.txt
	trouble_on_full_disk rewrite --diff draft.txt
	trouble_on_full_disk --help
	trouble_on_full_disk --version
	trouble_on_full_disk rules list
	trouble_on_full_disk explain
	run bash -c 'echo "{\"text\": \"a\"}" | "$HOWNOT" --input ndjson >/dev/full'
	[ "$status" = 2 ]
}

@test "a closed pipe is status 2" {
	run bash -c '("$HOWNOT" --fail-on never draft.txt; echo $? >status) | true; cat status' 2>/dev/null
	[ "${lines[-1]}" = 2 ] || [ "${lines[-1]}" = 0 ] # 0: it was written before the reader went
	run bash -c 'for i in $(seq 9000); do echo "{\"text\": \"a\"}"; done | ("$HOWNOT" --input ndjson; echo $? >status) | head -1 >/dev/null; cat status'
	[ "${lines[-1]}" = 2 ]
}

@test "closed standard streams are trouble, not a file's place" {
	run bash -c '"$HOWNOT" draft.txt >&-'
	[ "$status" = 2 ]
	run bash -c '"$HOWNOT" <&-'
	[ "$status" = 2 ]
	run bash -c '"$HOWNOT" draft.txt 2>&- >/dev/null'
	[ "$status" = 1 ]
}

@test "a filter is silent on standard error and gives the draft back" {
	for arguments in --bogus --format=x --lines=x -i --pack=./none.json --question=none --interactive --diff=x -z --format; do
		run bash -c '"$HOWNOT" rewrite "$1" <draft.txt >out 2>err; echo $?' - "$arguments"
		[ "$output" = 2 ]
		cmp out draft.txt
		[ ! -s err ]
	done
}

@test "an agent's reply comes out byte for byte, whatever its line ends" {
	for text in 'Thank you for asking about it. I will scan it.' $'Thank you for asking about it.\r\nI will scan it.\r\n' \
		$'\xEF\xBB\xBFThank you for asking about it. I will scan it.\n'; do
		printf '%s' "$text" >in
		"$HOWNOT" rewrite <in >out
		cmp in out
	done
}

# Sends a signal while the draft is being read.
interrupted() {
	mkfifo pipe
	"$HOWNOT" rewrite <pipe >out 2>err &
	local pid=$!
	exec 7>pipe
	head -c 20 draft.txt >&7
	sleep 0.2
	kill "-$1" "$pid"
	tail -c +21 draft.txt >&7
	exec 7>&-
	local status=0
	wait "$pid" || status=$?
	rm pipe
	[ "$status" = "$2" ]
	cmp out draft.txt
	[ ! -s err ]
}

@test "a signal gives the draft back" {
	interrupted TERM 143
	interrupted HUP 129
}

@test "a crash gives the draft back" {
	interrupted SEGV 139
	interrupted ABRT 134
	interrupted BUS 135
}

@test "a signal that was ignored stays ignored" {
	mkfifo pipe
	(trap '' HUP; exec "$HOWNOT" rewrite <pipe >out) &
	local pid=$!
	exec 7>pipe
	sleep 0.2
	kill -HUP "$pid"
	cat agent.txt >&7
	exec 7>&-
	wait "$pid"
	cmp out agent.txt
}

@test "in place: the file is replaced, its mode kept, links followed" {
	chmod 640 draft.txt
	ln -s draft.txt link
	cp draft.txt before
	run "$HOWNOT" rewrite -i.bak link
	[ "$status" = 0 ]
	[ -z "$output" ]
	[ -L link ]
	not cmp -s draft.txt before
	cmp draft.txt.bak before
	[ "$(stat -c %a draft.txt)" = 640 ]
	[ "$(stat -c %a draft.txt.bak)" = 640 ]
	[ "$(ls -A | grep -c hownot-)" = 0 ]
}

@test "in place: what does not change is not touched" {
	touch -d 2001-01-01 agent.txt
	"$HOWNOT" rewrite -i.bak agent.txt
	[ "$(date -r agent.txt +%Y)" = 2001 ]
	[ ! -e agent.txt.bak ]
}

@test "in place: trouble with one file does not stop the others" {
	cp draft.txt other.txt
	run "$HOWNOT" rewrite -i none.txt . other.txt
	[ "$status" = 2 ]
	not cmp -s draft.txt other.txt
}

@test "interactive: y, n, a, d, q, ? and the end of the answers" {
	printf 'n\nn\nn\nn\n' | "$HOWNOT" rewrite --interactive draft.txt 2>asked >out
	cmp out draft.txt
	grep -q 'Make this change \[y,n,e,a,d,q,?\]?' asked
	"$HOWNOT" rewrite draft.txt >all
	printf 'a\n' | "$HOWNOT" rewrite --interactive draft.txt 2>asked >out
	cmp out all
	printf '?\nq\n' | "$HOWNOT" rewrite --interactive draft.txt 2>asked >out
	cmp out draft.txt
	grep -q 'y - make this change' asked
	"$HOWNOT" rewrite --interactive draft.txt 2>asked >out </dev/null
	cmp out draft.txt
	printf 'd\n' | "$HOWNOT" rewrite --interactive draft.txt 2>asked >out
	cmp out draft.txt
}

@test "interactive: e opens the editor on the new words" {
	printf '#!/bin/sh\necho "My own words." >"$1"\n' >editor
	chmod +x editor
	printf 'e\nd\n' | EDITOR=./editor VISUAL= "$HOWNOT" rewrite --interactive draft.txt 2>asked >out
	grep -qx 'My own words.' out
}

@test "a diff can be applied" {
	"$HOWNOT" rewrite draft.txt >expected
	"$HOWNOT" rewrite --diff draft.txt >patch
	command -v patch >/dev/null || skip "no patch program"
	patch -s draft.txt patch
	cmp draft.txt expected
}

@test "ndjson answers each line before the next is sent" {
	coproc "$HOWNOT" --input ndjson
	local pid=$COPROC_PID answer
	for i in 1 2 3; do
		printf '{"id": %d, "text": "a"}\n' "$i" >&"${COPROC[1]}"
		read -r -t 5 answer <&"${COPROC[0]}"
		[[ $answer == "{\"id\": $i,"* ]]
	done
	kill -TERM "$pid"
	local status=0
	wait "$pid" || status=$?
	[ "$status" = 143 ]
}

@test "ndjson: order and content do not depend on threads or batches" {
	for i in $(seq 600); do printf '{"id": %d, "text": "We cannot lend %d."}\n' "$i" "$i"; done >records
	"$HOWNOT" --input ndjson <records >one
	"$HOWNOT" --input ndjson -j 4 <records >four
	cmp one four
	(head -250 records | "$HOWNOT" --input ndjson; tail -n +251 records | "$HOWNOT" --input ndjson) >split
	cmp one split
	[ "$(wc -l <one)" = 600 ]
}

@test "files: order does not depend on threads" {
	for i in 1 2 3 4 5 6 7 8; do echo "We cannot lend $i." >"$i.txt"; done
	"$HOWNOT" -j1 -f gnu ?.txt >one || true
	"$HOWNOT" -j4 -f gnu ?.txt >four || true
	cmp one four
}

@test "nothing is needed of the environment" {
	cd /
	run env -i "$HOWNOT" --input ndjson <<<'{"id": 1, "text": "We cannot lend it."}'
	[ "$status" = 0 ]
	run env -i "$HOWNOT" -f gnu <<<'We cannot lend it.'
	[ "$status" = 1 ]
}

@test "packs of one's own are found, and can be left out" {
	mkdir -p config/hownot/packs
	printf '{"pack": "mine", "rules": [{"id": "nope", "category": "dead-end", "severity": "strong", "pattern": "nope", "message": "M.", "why": "W.", "rewrites": ["x"], "examples": {"match": ["nope"]}}]}' >config/hownot/packs/mine.json
	export XDG_CONFIG_HOME=$PWD/config
	"$HOWNOT" rules list | grep -q '^mine/nope '
	"$HOWNOT" rules list --no-pack mine | lacks '^mine/nope '
	echo '{' >config/hownot/packs/broken.json
	run "$HOWNOT" draft.txt
	[ "$status" = 2 ]
	[[ $output == *broken.json* ]]
	run "$HOWNOT" -q --no-pack broken draft.txt
	[ "$status" = 1 ]
}

# Lines of options, ": ", and what is said of them.
@test "options that cannot be are told" {
	local options said
	while IFS='|' read -r options said; do
		run "$HOWNOT" $options draft.txt </dev/null
		[ "$status" = 2 ] && [ "$output" = "hownot: $said" ] || { echo "$options: $output"; return 1; }
	done <<-'END'
		check -f csv|--format: csv is for figures, of hownot report
		report -f gnu|--format: gnu is for findings, of hownot check
		report -f ndjson|--format: a report is text, json, csv or html
		practise -f gnu|--format: practice is text or json
		rewrite -f html|--format: html is a page, of hownot check and hownot report
		rewrite --input ndjson --diff|--input ndjson goes with none of --diff, --in-place, --interactive
		check --input ndjson -f text|--input ndjson is answered with --format ndjson only
		rewrite -f json --diff|--format goes with none of --diff, --in-place, --interactive
		rewrite --diff -i|--diff and --in-place: one of the two
		practise --list --show|--list and --show: one of the two
		practise --editor|--editor writes the reply: it goes with no FILE, --list or --show
		check --question=- -|--question: standard input is the draft already
		check --color=red|--color: red is not one of auto, always, never
		check --columns=inch|--columns: inch is not one of byte, char, utf16, screen
		check --errors=x|--errors: x is not one of auto, stderr, none
		check --because=i|--because: i is not one of illegal, immoral, impossible
		check --input=x|--input: x is not one of auto, text, mail, ndjson
		check --fail-on=x|--fail-on: x is not one of gatekeeper, mixed, finding, never
		check -jx|--jobs: x is not a number from 1 to 256
		check --lines=3:1|--lines: 3:1 is not a range of lines such as 3:7
		report --by=x|--by: x is not one of month, service, topic, writer, folder
		rules list --category demnd|--category: no such category: demnd; did you mean demand
		rules list --severity=x|--severity: x is not one of weak, strong
		rules list --language=x|--language: x is not one of en, es
		rules list --kind=x|--kind: x is not one of rules, signals, moves, topics, all
		rules check --fail-on=x|--fail-on: x is not one of error, warning
	END
}

@test "whoever waits on a terminal sees how far it is" {
	command -v script >/dev/null || skip "no script program"
	# Two seconds pass before anything is shown: who has the answer by then needs no bar.
	printf '#!/bin/sh\n{ echo "{\"text\": \"a\"}"; sleep 3.2; echo "{\"text\": \"b\"}"; } | "$HOWNOT" --input ndjson >answers\n' >slow
	script -qec "sh slow" /dev/null </dev/null >seen
	grep -q $'\r[0-9]* drafts ' seen
	[ "$(wc -l <answers)" = 2 ]
	lacks drafts answers
	script -qec "$HOWNOT -q draft.txt" /dev/null </dev/null | lacks drafts
}

@test "a profile is written once, and found again" {
	export XDG_CONFIG_HOME=$PWD/config
	"$HOWNOT" profile init </dev/null
	[ -s config/hownot/profile.json ]
	"$HOWNOT" profile check
	run "$HOWNOT" profile init
	[ "$status" = 2 ]
}

desk_pack() {
	mkdir -p config/hownot/packs
	chmod 755 config/hownot/packs
	cat >config/hownot/packs/desk.json <<-'END'
		{
		  "pack": "desk", "language": "en", "rules": [],
		  "topics": [{
		    "id": "copies", "title": "Pages of a book that stays here", "asked": "those pages", "pattern": "pages",
		    "options": [
		      { "what": "a scan", "say": "I can scan the pages for you.", "service": "scan" },
		      { "what": "a hold", "say": "I can place a hold for you.", "service": "holds" },
		      { "what": "the desk", "say": "The desk is open {hours}." },
		      { "what": "time", "say": "I have a minute for you." }
		    ],
		    "examples": { "match": ["Those pages?"] }
		  }]
		}
	END
}

@test "a profile is shown with what it confirms" {
	export XDG_CONFIG_HOME=$PWD/config
	desk_pack
	echo '{"name": "Elm Street Library", "hours": "9 to 5", "services": {"scan": true, "holds": false}}' >p.json
	run "$HOWNOT" profile show p.json
	[ "$status" = 0 ]
	[ "${lines[0]}" = "name   Elm Street Library" ]
	[ "${lines[1]}" = "hours  9 to 5" ]
	[ "${lines[2]}" = "Pages of a book that stays here" ]
	[ "${lines[3]}" = "  I can scan the pages for you." ]
	[ "${lines[4]}" = "  The desk is open 9 to 5." ]
	[ "${lines[5]}" = "denied holds" ]
	[[ ${lines[6]} == "unsaid scan-by-email, "* ]]
	run "$HOWNOT" profile show -f json p.json
	[[ $output == '{"name": "Elm Street Library", "web": null, "phone": null, "email": null, "hours": "9 to 5", "offers": '* ]]
	[[ $output == *'"offers": [{"topic": "desk/copies", "offer": "I can scan the pages for you."}, {"topic": "desk/copies", "offer": "The desk is open 9 to 5."}], "denied": ["holds"], "unsaid": ["scan-by-email", '* ]]
	# A pack of one's own that is at fault is told, and nothing is shown.
	echo '{' >config/hownot/packs/desk.json
	run "$HOWNOT" profile show p.json
	[ "$status" = 2 ]
	[[ $output == "hownot: "*desk.json:* ]]
}

@test "a profile is asked for on a terminal" {
	command -v script >/dev/null || skip "no script program"
	echo '{"name": null}' >empty.json
	local services
	services=$("$HOWNOT" profile show -f json empty.json | sed 's/.*"unsaid": //' | tr , '\n' | wc -l)
	{
		# What is no line without brackets, and what is neither yes nor no, is asked for again. Then nearly all is left open.
		printf '%s\n' 'Elm Street Library' '[x]' 'https://elm.example' '' '' '' y n perhaps yes
		for i in $(seq 4 "$services"); do echo; done
		printf '%s\n' 'the desk' '555 0100' 'Ann Ruiz' '' 'ann@elm.example'
		for i in $(seq 60); do echo british; done
		sleep 1
	} | script -qec "$HOWNOT profile init new.json" /dev/null >asked
	grep -q 'One line without brackets, please' asked
	grep -q 'y, n, or Enter to leave it unsaid' asked
	run "$HOWNOT" profile check new.json
	[ "$status" = 0 ]
	[[ $output == "new.json: 2 services confirmed, 1 denied, "* ]]
	grep -q '"name": "Elm Street Library",$' new.json
	grep -q '"web": "https://elm.example",$' new.json
	grep -q '"phone": null,$' new.json
	grep -q '{"name": "the desk", "phone": "555 0100", "email": null}' new.json
	grep -q '{"name": "Ann Ruiz", "phone": null, "email": "ann@elm.example"}' new.json
	grep -q '"spelling": "british"$' new.json
}

in_terminal() {
	command -v script >/dev/null || skip "no script program"
	script -qec "$1" /dev/null </dev/null
}

@test "colour on a terminal, and only there" {
	in_terminal "env TERM=xterm $HOWNOT draft.txt" | grep -q $'\e\['
	("$HOWNOT" draft.txt || true) | lacks $'\e\['
	in_terminal "env TERM=dumb $HOWNOT draft.txt" | lacks $'\e\['
	in_terminal "env TERM=xterm NO_COLOR=1 $HOWNOT draft.txt" | lacks $'\e\['
	in_terminal "env TERM=xterm INSIDE_EMACS=28.2,compile $HOWNOT draft.txt" | lacks $'\e\['
	"$HOWNOT" --color=always draft.txt | grep -q $'\e\['
}

@test "plain ASCII where the locale is not UTF-8" {
	(LC_ALL=C "$HOWNOT" draft.txt || true) | LC_ALL=C lacks -P '[^\x00-\x7F]'
}

@test "lines fit the width that they are given" {
	for width in 60 80 100; do
		COLUMNS=$width "$HOWNOT" draft.txt >out || true
		[ "$(LC_ALL=C.UTF-8 wc -L <out)" -le "$width" ]
	done
}

@test "the program as it is installed has its packs in it" {
	[ -n "${HOWNOT_INSTALLED:-}" ] || skip "HOWNOT_INSTALLED is not set"
	"$HOWNOT_INSTALLED" rules check core
	[ "$("$HOWNOT_INSTALLED" --version)" = "hownot 0.1.0" ]
}
