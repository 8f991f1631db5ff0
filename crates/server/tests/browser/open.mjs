// A real browser at a running demonstration: Debian's Chromium, driven by playwright-core.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(`${process.env.SARAPTAMA_NODE_MODULES}/`);
const { chromium } = require('playwright-core');
const axePath = require.resolve('axe-core/axe.min.js');
export const base = process.env.SARAPTAMA_AT;

const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
  // The signer's program stands in with a certificate that it made itself.
  '--ignore-certificate-errors'];

// Everything that went wrong in some page: asked of another host, refused by the policy, thrown by a script.
export const wrong = [];

export async function open() {
  return chromium.launch({ executablePath: process.env.SARAPTAMA_CHROMIUM || '/usr/bin/chromium', args: QUIET });
}

// A window of somebody's own, in which `id` of the demonstration's people is signed in; nobody where there is none.
export async function windowOf(browser, { id, lang, width = 1280 }) {
  const context = await browser.newContext({ locale: lang, viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  page.on('request', (request) => {
    const url = request.url();
    const isOurs = url.startsWith(`${base}/`) || url.startsWith('data:') || url.startsWith('wss://127.0.0.1:13579');
    if (!isOurs) wrong.push(`${page.url()} asks ${url}`);
  });
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && /Content Security Policy|Refused to/.test(text)) wrong.push(`${page.url()}: ${text}`);
  });
  page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error.message}`));
  await page.goto(`${base}/?lang=${lang}`);
  if (id) await enter(page, id);
  return page;
}

// Through the demonstration's open door, as a person would: the door of the role, the name in its list.
export async function enter(page, id) {
  await page.goto(`${base}/enter`);
  await throughDoor(page, id);
}

// Where somebody was led to the doors.
export async function throughDoor(page, id) {
  const door = page.locator('form.sa-door', { has: page.locator(`option[value="${id}"]`) });
  await door.locator('select').selectOption(id);
  await Promise.all([page.waitForNavigation(), door.locator('button').click()]);
}

// What axe finds wrong with a page, whether it is wider than its window, and what stands one letter below the other.
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const NARROWEST = 60;
export async function faultsOf(page) {
  await page.evaluate(readFileSync(axePath, 'utf8'));
  const judged = await page.evaluate((rules) => window.axe.run(document, { runOnly: { type: 'tag', values: rules } }), RULES);
  const found = judged.violations.map((one) => `axe ${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (over > 0) found.push(`${over} px wider than its window`);
  const thin = await page.evaluate((narrowest) => [...document.querySelectorAll('caption, h1, h2, h3, h4, h5, h6')]
    .filter((one) => one.checkVisibility() && !one.closest('.govuk-visually-hidden'))
    .filter((one) => (one.textContent.match(/\p{L}/gu) || []).length > 3 && one.getBoundingClientRect().width < narrowest)
    .map((one) => one.textContent.trim().slice(0, 40)), NARROWEST);
  for (const text of thin) found.push(`narrower than ${NARROWEST} px: ${text}`);
  return found;
}

// Pictures of a page: the first windows of it show it; the text of an order alone has a hundred of them.
const MOST_HEIGHT = 1600;
export async function picture(page, name, lang, width) {
  const screens = process.env.SARAPTAMA_SCREENS;
  if (!screens || (width !== 1280 && lang !== 'kk')) return;
  const height = Math.min(await page.evaluate(() => document.documentElement.scrollHeight), MOST_HEIGHT);
  const clip = { x: 0, y: 0, width, height };
  await page.screenshot({ path: `${screens}/${name}-${lang}-${width}.jpg`, type: 'jpeg', quality: 45, fullPage: true, clip });
}

// A page that no link leads to is looked at where a path leads there, narrow and wide. One with a name is pictured.
export async function isSound(page, name = '') {
  const lang = await page.locator('html').getAttribute('lang');
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const faults = await faultsOf(page);
    expect(faults.length === 0, `${page.url()}, ${width} px: ${faults.join('\n')}`);
    if (name) await picture(page, name, lang, width);
  }
}

export function expect(holds, what) {
  if (!holds) throw new Error(what);
}

// Runs the story, tells what went wrong, and ends with it.
export async function told(story) {
  const browser = await open();
  try {
    await story(browser);
    expect(wrong.length === 0, wrong.join('\n'));
  } catch (error) {
    console.error(error.stack || String(error));
    for (const context of browser.contexts()) {
      for (const page of context.pages()) {
        console.error(`--- ${page.url()}\n${(await page.locator('main').innerText().catch(() => '')).slice(0, 3000)}`);
        if (process.env.SARAPTAMA_SCREENS) await page.screenshot({ path: `${process.env.SARAPTAMA_SCREENS}/failed.png`, fullPage: true }).catch(() => {});
      }
    }
    process.exitCode = 1;
  } finally {
    await browser.close();
  }
}
