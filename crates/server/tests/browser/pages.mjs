// Looks at every page: in each language, wide and narrow, by axe, for overflow, for weight, for what is not said
// in the page's language. The list comes from the program's own table of pages, on standard input:
// [{ "path": "/expert", "name": "expert", "as": "expert-01" | null, "press": "button.wrong" | null }]
// Where something is pressed, the page that answers it is looked at: it says what is wrong.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { base, expect, faultsOf, picture, told, windowOf } from './open.mjs';

const list = JSON.parse(readFileSync(0, 'utf8'));
const MOST_BYTES = 60 * 1024;
const found = [];

await told(async (browser) => {
  // The languages are looked at side by side: each page is a round of waiting for the server, then for axe.
  await Promise.all((process.env.SARAPTAMA_LANGS ?? 'kk ru en').split(' ').map(async (lang) => {
    const windows = new Map();
    for (const { path, name, as, press } of list) {
      if (!windows.has(as)) windows.set(as, await windowOf(browser, { id: as, lang }));
      await look(windows.get(as), lang, { path, name, press });
    }
    for (const page of windows.values()) await page.context().close();
  }));
  expect(found.length === 0, `${found.length} faults, see above`);
  console.log(`${list.length} pages, 3 languages, 2 widths`);
});

async function look(page, lang, { path, name, press }) {
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
    if (press) {
      const [refused] = await Promise.all([page.waitForNavigation(), page.click(press)]);
      if (refused.status() !== 422 || !(await page.locator('.govuk-error-summary li').count())) told(`${press} shows nothing that is wrong`);
    }
    if (width === 1280) {
      const weight = weights.reduce((sum, one) => sum + one, 0);
      if (weight > MOST_BYTES) told(`weighs ${Math.round(weight / 1024)} KiB`);
      if ((await page.locator('html').getAttribute('lang')) !== lang) told('names another language');
      // A key that has no words answers itself.
      const keys = await page.evaluate(() => document.body.innerText.match(/\b(page|nav|role|lost|idle|doctor|chair|expert|staff|person|committee|law|enter|sign|htmc|hightech|dossier|transition|month|paper)-[a-z0-9]+(-[a-z0-9]+)*\b/g) || []);
      const unsaid = keys.filter((key) => !/^(doctor|chair|expert)-\d+$/.test(key));
      if (unsaid.length) told(`shows keys: ${[...new Set(unsaid)].join(', ')}`);
    }
    for (const fault of await faultsOf(page)) told(`${width} px: ${fault}`);
    await picture(page, name, lang, width);
  }
}
