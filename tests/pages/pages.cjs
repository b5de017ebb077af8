// Opens pages in a headless browser: they load nothing, run nothing, fit a phone, show the why on focus, and axe-core
// finds no fault.
//
//     NODE_PATH=…/node_modules CHROMIUM=/usr/bin/chromium node pages.cjs PAGE.html...
//
// Needs playwright-core and axe-core from npm. Status 1 with a line for each fault.
const { chromium } = require('playwright-core');
const path = require('path');
const fs = require('fs');

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
let faults = 0;

function expect(ok, what) {
	if (ok)
		return;
	faults++;
	console.log(what);
}

async function checkHits(page, name) {
	const hits = await page.$$('.hit');
	for (const hit of hits.slice(0, 5)) {
		const link = await hit.$('a'), why = await hit.$('.why');
		await link.focus();
		expect(await why.isVisible(), `${name}: no why on focus`);
		await link.evaluate((a) => a.blur());
		await page.mouse.move(0, 0);
		expect(!(await why.isVisible()), `${name}: the why stays without focus`);
		await link.hover();
		expect(await why.isVisible(), `${name}: no why under the pointer`);
	}
	if (!hits.length)
		return;
	await (await hits[0].$('a')).click();
	expect(await page.evaluate(() => document.querySelector(':target') !== null), `${name}: a mark leads nowhere`);
}

async function checkPage(browser, file, width, colorScheme) {
	const name = `${file} (${width}, ${colorScheme})`;
	const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
	const page = await context.newPage();
	const requests = [];
	page.on('request', (request) => requests.push(request.url()));
	page.on('dialog', (dialog) => { expect(false, `${name}: a script ran`); dialog.dismiss(); });
	await page.goto('file://' + path.resolve(file));
	expect(requests.length === 1, `${name}: loads ${requests.slice(1)}`);
	const foreign = 'script, img, iframe, object, embed, link, form, [src], a[href]:not([href^="#"])';
	expect((await page.$$(foreign)).length === 0, `${name}: markup that no template has`);
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}: wider than the screen`);
	await page.evaluate(axe);
	const found = await page.evaluate((values) => axe.run(document, { runOnly: values }), rules);
	for (const fault of found.violations)
		expect(false, `${name}: ${fault.id}: ${fault.nodes[0].html}`);
	await checkHits(page, name);
	await page.emulateMedia({ media: 'print' });
	expect((await page.$$('.why')).length === 0 || !(await page.isVisible('.why')), `${name}: the why is printed twice`);
	expect((await page.pdf()).length > 1000, `${name}: prints nothing`);
	await context.close();
}

(async () => {
	const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
	for (const file of process.argv.slice(2))
		for (const [width, scheme] of [[1280, 'light'], [375, 'light'], [1280, 'dark']])
			await checkPage(browser, file, width, scheme);
	await browser.close();
	process.exit(faults ? 1 : 0);
})();
