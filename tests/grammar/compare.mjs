// compare.mjs - does a rewrite bring grammar problems in? A checker that nobody here wrote looks at drafts before and after.
//
//     npm install harper.js
//     tests/grammar/compare.mjs HOWNOT CORPUS.jsonl…
//
// Rewrites every draft and counts what Harper (https://writewithharper.com, offline) finds in the originals and in the rewrites. Blanks in
// brackets read as "something". Prints the rules whose count grew, with the sentences, and exits 1 when the rewrites have more problems.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

// from the folder that it is run in, wherever this file is
const package_of = (name) => import(pathToFileURL(`${process.cwd()}/node_modules/harper.js/dist/${name}.js`).href);
const { LocalLinter } = await package_of('index');
const { binary } = await package_of('binary');
const [hownot, ...corpora] = process.argv.slice(2);
const linter = new LocalLinter({ binary });

// Words of libraries that its dictionary lacks: they are no two words written as one, in drafts or rewrites.
await linter.importWords(['interlibrary', 'storytime', 'storytimes', 'searchroom']);

// Spelling and style are the writer's own; what a rewrite can break is grammar.
const left_alone = new Set(['SpellCheck', 'LongSentences', 'UseTitleCase', 'BoringWords']);

const records = corpora.flatMap((path) => readFileSync(path, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)));
const feed = records.map((r) => JSON.stringify({ id: r.id, text: r.draft, question: r.patron ?? '' })).join('\n');
const done = spawnSync(hownot, ['rewrite', '--input', 'ndjson', '--format', 'ndjson'], { input: feed, maxBuffer: 1 << 30 });
const results = done.stdout.toString().split('\n').filter(Boolean).map((line) => JSON.parse(line));

async function problems(text) {
	const lints = await linter.organizedLints(text.replace(/\[[^\]]*\]/g, 'something'), { language: 'plaintext' });
	return Object.entries(lints).filter(([rule]) => !left_alone.has(rule)).flatMap(([rule, list]) => list.map((lint) => ({ rule, text: lint.get_problem_text() })));
}

const before = new Map(), after = new Map(), fresh = [];
let changed = 0, total_before = 0, total_after = 0;
for (const [i, result] of results.entries()) {
	const draft = records[i].draft, rewritten = result.rewritten;
	if (rewritten === draft) continue;
	changed++;
	const old = await problems(draft), now = await problems(rewritten);
	total_before += old.length;
	total_after += now.length;
	for (const p of old) before.set(p.rule, (before.get(p.rule) ?? 0) + 1);
	for (const p of now) after.set(p.rule, (after.get(p.rule) ?? 0) + 1);
	for (const p of now)
		if (!old.some((o) => o.rule === p.rule && o.text === p.text)) fresh.push(`${result.id}\t${p.rule}\t${p.text}`);
}
for (const [rule, count] of after) if (count > (before.get(rule) ?? 0)) console.log(`${rule}: ${before.get(rule) ?? 0} before, ${count} after`);
for (const line of fresh) console.log(`  new\t${line}`);
console.log(`${changed} rewrites: ${total_before} problems before, ${total_after} after`);
process.exit(total_after > total_before ? 1 : 0);
