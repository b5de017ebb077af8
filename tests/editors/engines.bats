#!/usr/bin/env bats
# Engines that spread records over processes: GNU parallel, and a real gearmand on loopback. What comes back is what one process gives, also when a worker
# is killed in the middle of its work.

load helper

setup_file() {
	export CORPUS="$BATS_TEST_DIRNAME/../corpus/dev.jsonl"
}

records() {
	need jq
	jq -c '{id, text: .draft, question: .patron}' "$CORPUS" >drafts.ndjson
	"$HOWNOT" --input ndjson <drafts.ndjson >expected
	[ "$(wc -l <expected)" = "$(wc -l <drafts.ndjson)" ]
}

# A hownot that is killed the first time that it is run, with its records in hand.
mortal() {
	cat >bin/mortal <<-EOF
		#!/bin/sh
		if mkdir "$PWD/killed" 2>/dev/null; then
			head -c 1 >/dev/null
			kill -KILL \$\$
		fi
		exec "$HOWNOT" --input ndjson
	EOF
	chmod +x bin/mortal
}

@test "GNU parallel gives what one process gives" {
	need parallel
	records
	parallel --will-cite --pipe --keep-order --block 20k -j 2 "$HOWNOT" --input ndjson <drafts.ndjson >results
	cmp results expected
}

@test "GNU parallel does the records of a killed worker again" {
	need parallel
	records
	mortal
	parallel --will-cite --pipe --keep-order --retries 3 --block 20k -j 2 bin/mortal <drafts.ndjson >results
	[ -d killed ]
	cmp results expected
}

# A server on a free port, and its workers; each ends with the test. Tests that run at the same time try other ports: one must not take the other's server
# for its own.
serve() {
	need gearmand
	need gearman
	for base in 14730 24731 34732 44733; do
		port=$((base + 10 * BATS_TEST_NUMBER))
		gearmand --listen 127.0.0.1 --port "$port" --log-file none >/dev/null 2>&1 3>&- &
		server=$!
		for i in 1 2 3 4 5 6 7 8 9 10; do
			kill -0 "$server" 2>/dev/null || break
			if (exec 4<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
				PORT=$port
				STARTED="$server"
				return
			fi
			sleep 0.2
		done
		kill "$server" 2>/dev/null || true
	done
	skip "gearmand does not start here"
}

work() {
	gearman -h 127.0.0.1 -p "$PORT" -w -f hownot -- "$@" >/dev/null 2>&1 3>&- &
	STARTED="$STARTED $!"
}

teardown() {
	for process in ${STARTED:-}; do
		kill "$process" 2>/dev/null || true
	done
}

send() {
	export PORT
	split -l 40 --filter='gearman -h 127.0.0.1 -p "$PORT" -f hownot' drafts.ndjson
}

@test "gearmand and two workers give what one process gives" {
	records
	serve
	work "$HOWNOT" --input ndjson
	work "$HOWNOT" --input ndjson
	send >results
	cmp results expected
}

# The whole worker goes, and with it its connection: the server hands the job to the other.
@test "gearmand hands the job of a killed worker to another" {
	records
	cat >bin/doomed <<-EOF
		#!/bin/sh
		if mkdir "$PWD/killed" 2>/dev/null; then
			kill -KILL \$PPID
			sleep 1
			exit 1
		fi
		exec "$HOWNOT" --input ndjson
	EOF
	chmod +x bin/doomed
	serve
	work bin/doomed
	send >results &
	client=$!
	await [ -d killed ]
	work bin/doomed
	wait "$client"
	cmp results expected
}

@test "who waits at a terminal sees how far it is, and a file does not" {
	type -P script >/dev/null || skip "script is not there"
	records
	cat >late <<-'EOF'
		{ head -n 1 drafts.ndjson; sleep 3; sed -n 2p drafts.ndjson; } | "$HOWNOT" --input ndjson >results
	EOF
	command script -qec 'sh late' /dev/null </dev/null >seen
	grep -q '2 drafts' seen
	head -n 2 expected | cmp - results
	sh late 2>seen
	[ ! -s seen ]
}
