// The whole path of a case, by the hands of those who walk it: doctor, chair, expert, and whoever checks the
// register afterwards. SARAPTAMA_LANG says in which language they read; with SARAPTAMA_HANDS=keyboard nobody
// touches a mouse.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { base, expect, isSound, told, windowOf } from './open.mjs';
import { press, type, choose, tick } from './hands.mjs';
import { folder, signer, signWith } from './signer.mjs';
import { somebody } from './somebody.mjs';

const lang = process.env.SARAPTAMA_LANG;
const card = (id) => JSON.parse(readFileSync(join(folder(id), 'identity.json'), 'utf8'));
const child = somebody(Number(process.env.SARAPTAMA_NUMBER));
const [doctor, chair] = ['doctor-01', 'chair-01'];

await told(async (browser) => {
  const id = await fillIn(await windowOf(browser, { id: doctor, lang }));
  await sign(await windowOf(browser, { id: chair, lang }), id);
  const number = await numbered(id);
  const expert = await assigned(number);
  await decide(await windowOf(browser, { id: expert, lang }), number, expert);
  await standsInTheRegister(number);
  console.log(`${lang}: ${number}`);
});

async function fillIn(page) {
  await page.goto(`${base}/doctor/forms/new`);
  await type(page, 'doctor.speciality', 'Педиатр', { unlessGiven: true });
  await choose(page, 'organisation.capacity', 'registration-place', { unlessGiven: true });
  await press(page, 'button[name=do][value=begin]');

  await type(page, 'patient.iin', child.iin);
  await type(page, 'patient.family_name', child.family);
  await type(page, 'patient.given_name', child.given);
  await type(page, 'patient.birth_date', child.born);
  await choose(page, 'patient.sex', child.sex);
  await choose(page, 'patient.region', card(doctor).region);
  await tick(page, 'data_checked_at');
  await choose(page, 'referral.purpose', 'first');
  await press(page, 'button[name=do][value=next]');

  await type(page, 'diagnosis.main.icd10', 'Q90.0');
  await type(page, 'diagnosis.main.text', 'Даун синдромы');
  await type(page, 'diagnosis.main.established_on', '2025-06-02');
  await press(page, 'button[name=do][value=next]');

  // One examination is forgotten at first: the form says so by its paragraph, and cannot be presented.
  for (const kind of ['geneticist', 'neurologist', 'psychiatrist', 'pmpc']) await examine(page, kind);
  await choose(page, 'evidence.card-extract.status', 'not-available');
  await press(page, 'button[name=do][value=next]');

  await choose(page, 'impairments.0.function', 'mental');
  await choose(page, 'impairments.0.degree', '2');
  await press(page, 'button[name=do][value=next]');
  await press(page, 'button[name=do][value=next]');

  await type(page, 'commission.number', '17');
  await type(page, 'commission.date', '2025-09-02');
  await choose(page, 'commission.chair.iin', card(chair).iin);
  await press(page, 'button[name=do][value=next]');

  const wrong = page.locator('.govuk-error-summary');
  expect((await wrong.locator('li').count()) === 1, `one examination is missing: ${await page.locator('main').innerText()}`);
  expect((await wrong.locator('a[href^="/law/"]').count()) === 1, 'what is missing names its paragraph');
  expect((await page.locator('button[value=present]').getAttribute('aria-disabled')) === 'true', 'it cannot be presented');
  await press(page, '.govuk-error-summary li a >> nth=0');
  await examine(page, 'karyotype');
  await press(page, 'button[name=do][value=go-review]');
  expect((await wrong.count()) === 0, 'nothing is missing any more');
  await press(page, 'button[name=do][value=present]');
  return page.url().match(/[0-9a-f]{8}-[0-9a-f-]{27}/)[0];
}

async function examine(page, kind) {
  const field = (member) => `evidence.${kind}.${member}`;
  await choose(page, field('status'), 'attached');
  await type(page, field('date'), '2025-07-14');
  await type(page, field('conclusion'), 'Қорытынды берілді.');
  if (kind === 'karyotype') await type(page, field('facts.karyotype'), '47,XX,+21');
  if (kind === 'psychiatrist') await type(page, field('facts.mental_impairment_degree'), 'орташа');
}

async function sign(page, id) {
  await page.goto(`${base}/chair`);
  await press(page, `main a[href="/chair/forms/${id}"]`);
  await press(page, 'form[action="/chair/freeze"] button');
  await isSound(page, 'chair-sign');
  // Whoever changes their mind in the signer's program has lost nothing.
  await signer({ identity: folder(chair), fault: 'cancel', once: true });
  await press(page, '[data-sign-go]', { stays: true });
  await page.waitForFunction(() => document.querySelector('[data-sign-status]')?.textContent.length > 0);
  await page.waitForFunction(() => document.querySelector('[data-sign-go]')?.getAttribute('aria-busy') !== 'true');
  await sendOnce(page);
  expect((await page.locator('.govuk-error-summary').count()) === 0, `it is signed: ${await page.locator('main').innerText()}`);
}

// While a signature is on its way, whoever presses again asks their program for no other.
async function sendOnce(page) {
  await page.evaluate(() => {
    const [status, button] = ['status', 'go'].map((name) => document.querySelector(`[data-sign-${name}]`));
    let isPressed = false;
    new MutationObserver(() => {
      sessionStorage.setItem('reasons', `${sessionStorage.getItem('reasons') ?? ''} ${status.dataset.reason}`);
      if (status.dataset.reason !== 'sending' || isPressed) return;
      isPressed = true;
      button.click();
    }).observe(status, { attributes: true });
  });
  await press(page, '[data-sign-go]');
  const reasons = await page.evaluate(() => sessionStorage.getItem('reasons'));
  expect(reasons.endsWith(' sending'), `a second press while it is sent: ${reasons}`);
}

// What a program sees of the form, with the doctor's token.
async function numbered(id) {
  const answer = await until(async () => {
    const journey = await ask(`/api/v1/forms/${id}/journey`, card(doctor).token);
    return journey.stages.find((one) => one.stage === 'assigned') && journey.stages.find((one) => one.stage === 'numbered');
  }, 'the form reaches its expert');
  return answer.detail;
}

async function assigned(number) {
  return (await ask(`/api/v1/acts/${number}/assignment`, card('staff').token)).chosen;
}

async function decide(page, number, expert) {
  await page.goto(`${base}/expert`);
  await press(page, `main a[href="/expert/acts/${number}"]`);
  const text = await page.locator('body').innerText();
  for (const secret of [child.family, child.given, child.iin]) expect(!text.includes(secret), 'no expert reads whose case it is');
  await press(page, `main a[href^="/expert/acts/${number}/decision"]`);
  await choose(page, 'result', 'not-established');
  await type(page, 'rationale', 'Құжаттар қаралды.');
  await press(page, 'button[name=do][value=freeze]');
  await isSound(page, 'expert-acts-number-decision-review');
  await signWith(page, expert);
  expect(page.url().endsWith(`/expert/acts/${number}/registered`), `it is decided: ${await page.locator('main').innerText()}`);
  await isSound(page, 'expert-acts-number-registered');
}

async function standsInTheRegister(number) {
  const proof = await ask(`/api/v1/acts/${number}/proof`, card('staff').token);
  expect(JSON.stringify(proof).includes(number), 'the register proves the act');
}

async function ask(path, token) {
  const answer = await fetch(base + path, { headers: { authorization: `Bearer ${token}` } });
  expect(answer.ok, `${path} answers ${answer.status}`);
  return answer.json();
}

async function until(look, what) {
  for (let n = 0; n < 1200; n += 1) {
    const found = await look();
    if (found) return found;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error(`waiting: ${what}`);
}
