// A doctor's draft in a browser, and what is said of it at the foot of the page.
import { base, expect } from './open.mjs';
import { choose, press, type } from './hands.mjs';

const FIELD = 'patient.family_name';

// Begins a form; its first step is open then.
export async function begin(page) {
  await page.goto(`${base}/doctor/forms/new`);
  await type(page, 'doctor.speciality', 'Педиатр', { unlessGiven: true });
  await choose(page, 'organisation.capacity', 'registration-place', { unlessGiven: true });
  await press(page, 'button[name=do][value=begin]');
  return page.url();
}

export const write = (page, text) => page.fill(`[name="${FIELD}"]`, text);

export async function reads(page, text) {
  const found = await page.inputValue(`[name="${FIELD}"]`);
  expect(found === text, `${page.url()} reads ${found}, not ${text}`);
}

// Waits until the foot of the page says this.
export const says = (page, why) => page.locator(`#lost [data-why="${why}"]`).waitFor();

// How many drafts the tab keeps.
export const kept = (page) => page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('draft ')).length);

// Waits until the form was saved by itself, and the tab keeps nothing of it any more.
export async function stored(page) {
  await page.locator('#saved').waitFor();
  await page.waitForFunction(() => !Object.keys(sessionStorage).some((key) => key.startsWith('draft ')));
}

// Every POST to a form of the doctor's goes this way.
export async function meet(page, how) {
  await page.unroute('**/doctor/forms/**');
  await page.route('**/doctor/forms/**', (route) => (route.request().method() === 'POST' ? how(route) : route.continue()));
}
