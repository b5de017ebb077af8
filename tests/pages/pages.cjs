// Opens pages in a headless browser: they load nothing, run nothing, hold no markup but the templates', fit a phone and a desk, show the why to the pointer
// and to the keyboard, can be printed, and axe-core finds no fault in them, light and dark.
//
//     NODE_PATH=…/node_modules CHROMIUM=/usr/bin/chromium node pages.cjs PAGE.html...
//
// Needs playwright-core and axe-core from npm. Status 1 with a line for each fault. huge.html is only opened.
const { chromium } = require('playwright-core');
const path = require('path');
const fs = require('fs');

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const views = [[1280, 'light'], [360, 'dark'], [360, 'light'], [1280, 'dark']];
// Pages made from the same parts as these are not looked at in every view.
const whole = ['draft', 'report', 'hostile'];
let faults = 0;

function expect(ok, what) {
	if (ok)
		return;
	faults++;
	console.log(what);
}

// What would have to come from a draft, as no template has it.
async function checkMarkup(page, name, requests) {
	expect(requests.length === 1, `${name}: loads ${requests.slice(1)}`);
	const foreign = 'script, img, iframe, object, embed, link, form, base, textarea, [src], [action], [style], a[href]:not([href^="#"]),' +
		' meta[http-equiv]:not([http-equiv="Content-Security-Policy"]), style:not(:first-of-type)';
	expect((await page.$$(foreign)).length === 0, `${name}: markup that no template has`);
	const found = await page.evaluate(() => ({
		ran: window.broken !== undefined,
		handlers: [...document.querySelectorAll('*')].some((e) => [...e.attributes].some((a) => a.name.startsWith('on'))),
		order: /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/.test(document.documentElement.textContent),
		control: /[\x00-\x08\x0b-\x1f\x7f-\x9f]/.test(document.documentElement.textContent),
	}));
	for (const what of Object.keys(found))
		expect(!found[what], `${name}: ${what}`);
}

async function checkPointer(page, name) {
	const hits = await page.$$('.hit');
	for (const hit of hits.slice(0, 3)) {
		const link = await hit.$('a'), why = await hit.$('.why');
		await page.mouse.move(0, 0);
		expect(!(await why.isVisible()), `${name}: the why stays without the pointer`);
		await link.hover();
		expect(await why.isVisible(), `${name}: no why under the pointer`);
	}
	await page.mouse.move(0, 0);
	if (!hits.length)
		return;
	await (await hits[0].$('a')).click();
	expect(await page.evaluate(() => document.querySelector(':target') !== null), `${name}: a mark leads nowhere`);
}

// From the top with Tab, as somebody without a pointer comes, before anything was clicked.
async function checkKeyboard(page, name) {
	const first = await page.$('.hit > a');
	if (!first)
		return;
	await page.keyboard.press('Tab');
	expect(await page.evaluate(() => document.activeElement.matches('.skip')), `${name}: the first stop is not the way to the content`);
	await page.keyboard.press('Enter');
	for (let i = 0; i < 10 && !(await page.evaluate(() => document.activeElement.matches('.hit > a'))); i++)
		await page.keyboard.press('Tab');
	const seen = await page.evaluate(() => {
		const link = document.activeElement, why = link.parentNode.querySelector('.why');
		return { isHit: link.matches('.hit > a'), outline: getComputedStyle(link).outlineStyle, why: why && getComputedStyle(why).display };
	});
	expect(seen.isHit && seen.outline !== 'none', `${name}: the focus is not seen`);
	expect(seen.why === 'block', `${name}: no why at the focus`);
	await page.keyboard.press('Enter');
	expect(await page.evaluate(() => document.querySelector(':target') !== null), `${name}: Enter leads nowhere`);
}

async function checkAxe(page, name) {
	await page.evaluate(axe);
	const found = await page.evaluate((values) => axe.run(document, { runOnly: values }), rules);
	for (const fault of found.violations)
		expect(false, `${name}: ${fault.id}: ${fault.nodes[0].html}`);
}

async function checkPrint(page, name) {
	await page.emulateMedia({ media: 'print' });
	expect((await page.$$('.why')).length === 0 || !(await page.isVisible('.why')), `${name}: the why is printed twice`);
	const pdf = await page.pdf({ printBackground: false });
	expect(pdf.length > 1000 && pdf.subarray(0, 5).toString() === '%PDF-', `${name}: prints nothing`);
	return pdf;
}

async function checkPage(browser, file, width, colorScheme, isFirst) {
	const name = `${file} (${width}, ${colorScheme})`, isHuge = path.basename(file) === 'huge.html';
	const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
	const page = await context.newPage();
	const requests = [];
	page.on('request', (request) => requests.push(request.url()));
	page.on('dialog', (dialog) => { expect(false, `${name}: a script ran`); dialog.dismiss(); });
	await page.goto('file://' + path.resolve(file));
	await checkMarkup(page, name, requests);
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}: wider than the screen`);
	if (process.env.KEEP && !isHuge)
		await page.screenshot({ path: file.replace('.html', `-${width}-${colorScheme}.png`), fullPage: true });
	if (!isHuge) {
		await checkKeyboard(page, name);
		await checkPointer(page, name);
		await checkAxe(page, name);
		if (isFirst) {
			const pdf = await checkPrint(page, name);
			if (process.env.KEEP)
				fs.writeFileSync(file.replace('.html', '.pdf'), pdf);
		}
	}
	await context.close();
}

(async () => {
	const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
	let count = 0;
	for (const file of process.argv.slice(2)) {
		const name = path.basename(file, '.html');
		for (const [width, scheme] of whole.includes(name) ? views : views.slice(0, name === 'huge' ? 1 : 2)) {
			await checkPage(browser, file, width, scheme, width === 1280 && scheme === 'light');
			count++;
		}
	}
	await browser.close();
	console.log(`${count} views of ${process.argv.length - 2} pages, ${faults} faults`);
	process.exit(faults || !count ? 1 : 0);
})();
