// Looks at every page: in each language, wide and narrow, by axe, for overflow, for weight, for what is not said
// in the page's language. The list comes from the program's own table of pages, on standard input:
// [{ "path": "/expert", "name": "expert", "as": "expert-01" | null }]
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { base, expect, faultsOf, told, windowOf } from './open.mjs';

const list = JSON.parse(readFileSync(0, 'utf8'));
const screens = process.env.SARAPTAMA_SCREENS;
const MOST_BYTES = 60 * 1024;
const MOST_HEIGHT = 1600;
const found = [];

await told(async (browser) => {
  for (const lang of (process.env.SARAPTAMA_LANGS ?? 'kk ru en').split(' ')) {
    const windows = new Map();
    for (const { path, name, as } of list) {
      if (!windows.has(as)) windows.set(as, await windowOf(browser, { id: as, lang }));
      await look(windows.get(as), lang, path, name);
    }
    for (const page of windows.values()) await page.context().close();
  }
  expect(found.length === 0, `${found.length} faults, see above`);
  console.log(`${list.length} pages, 3 languages, 2 widths`);
});

async function look(page, lang, path, name) {
  // Told at once: a run that is cut off has said what it saw.
  const told = (what) => { found.push(what); console.error(`${lang} ${path}: ${what}`); };
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    const weights = [];
    const weigh = async (response) => {
      if (/font|image/.test(response.request().resourceType())) return;
      const body = await response.body().catch(() => Buffer.alloc(0));
      weights.push(gzipSync(body).length);
    };
    const pending = [];
    const listener = (response) => pending.push(weigh(response));
    page.on('response', listener);
    const answer = await page.goto(base + path, { waitUntil: 'load' });
    await Promise.all(pending);
    page.off('response', listener);
    if (answer.status() >= 400) told(`answers ${answer.status()}`);
    if (width === 1280) {
      const weight = weights.reduce((sum, one) => sum + one, 0);
      if (weight > MOST_BYTES) told(`weighs ${Math.round(weight / 1024)} KiB`);
      if ((await page.locator('html').getAttribute('lang')) !== lang) told('names another language');
      // A key that has no words answers itself.
      const keys = await page.evaluate(() => document.body.innerText.match(/\b(page|nav|role|doctor|chair|expert|staff|person|committee|law|enter|sign|htmc|hightech|dossier|transition|month|paper)-[a-z0-9]+(-[a-z0-9]+)*\b/g) || []);
      const unsaid = keys.filter((key) => !/^(doctor|chair|expert)-\d+$/.test(key));
      if (unsaid.length) told(`shows keys: ${[...new Set(unsaid)].join(', ')}`);
    }
    for (const fault of await faultsOf(page)) told(`${width} px: ${fault}`);
    if (screens && (width === 1280 || lang === 'kk')) {
      // The first windows of a page show it; the text of an order alone has a hundred of them.
      const height = Math.min(await page.evaluate(() => document.documentElement.scrollHeight), MOST_HEIGHT);
      const clip = { x: 0, y: 0, width, height };
      await page.screenshot({ path: `${screens}/${name}-${lang}-${width}.jpg`, type: 'jpeg', quality: 45, fullPage: true, clip });
    }
  }
}
