// A day at both desks of the ministries, in each language: analysts of high-tech care propose, score, confirm and sign
// a technology, amend the list and judge a year's figures; a commission refers to it; the Committee reads a month,
// replays it under other assumptions and closes it.
import { base, expect, isSound, told, windowOf } from './open.mjs';
import { press, type, choose } from './hands.mjs';
import { folder, signWith } from './signer.mjs';
import { somebody } from './somebody.mjs';

const CRITERIA = ['innovation', 'resources', 'uniqueness'];
// Each language has a month and a day of its own: what is closed or approved stays so.
const DAYS = {
  kk: { month: '2025-07', from: '2027-01-01', number: 31 },
  ru: { month: '2025-06', from: '2027-02-01', number: 32 },
  en: { month: '2025-05', from: '2027-03-01', number: 33 },
};

await told(async (browser) => {
  for (const [lang, day] of Object.entries(DAYS)) {
    const as = (id) => windowOf(browser, { id, lang });
    await technology(as, lang);
    await amendment(as, day.from);
    await figures(as);
    await referral(await as('chair-04'), day.number);
    await monitoring(await as('monitor'), day.month);
    for (const context of browser.contexts()) await context.close();
    console.log(`${lang}: both desks`);
  }
});

// Order B, annex 1 p. 2: two analysts score otherwise, a third confirms with a reason and signs.
async function technology(as, lang) {
  const first = await as('analyst');
  await first.goto(`${base}/htmc/dossiers/new`);
  const name = `Ішек трансплантациясы (${lang})`;
  for (const [field, text] of Object.entries({
    'name.kk': name, 'name.ru': 'Трансплантация кишечника', 'name.en': 'Transplantation of the intestine',
    proposer: 'Хирургия институты', 'in-use-since': '1998', 'analogues.text': 'Аналогы жоқ', 'analogues.sources': 'PMID 1',
  })) await type(first, field, text);
  await press(first, 'form[action="/htmc/dossiers/new"] button.govuk-button');
  const place = new URL(first.url()).pathname;
  await score(first, place, [3, 1, 1]);
  await score(await as('analyst-02'), place, [4, 1, 1]);

  const third = await as('analyst-03');
  await third.goto(base + place);
  await press(third, `a[href="${place}/confirm"]`);
  expect((await third.locator('input[type=radio]:checked').count()) === 0, 'nothing is picked for anybody');
  await isSound(third);
  for (const [at, criterion] of CRITERIA.entries()) await choose(third, `${criterion}.level`, ['4', '1', '1'][at]);
  await press(third, `form[action="${place}/confirm"] button.govuk-button`);
  expect((await third.locator('.govuk-error-summary li').count()) === 1, 'opinions that differ need a reason');
  await type(third, 'innovation.reason', '1998 жылдан бері: 15 жылдан астам');
  await press(third, `form[action="${place}/confirm"] button.govuk-button`);
  await isSound(third);
  await signWith(third, 'analyst-03');
  expect(new URL(third.url()).pathname === place, `it is signed: ${await third.locator('main').innerText()}`);
  expect((await third.locator('#actions').count()) === 0, 'nothing is left to do');
  await third.goto(`${base}${place}/protocol?in=${lang}`);
  expect(/8[.,]0/.test(await third.locator('article').innerText()), 'the protocol tells the sum');
  await isSound(third);
}

async function score(page, place, levels) {
  await page.goto(`${base}${place}/score`);
  for (const [at, criterion] of CRITERIA.entries()) {
    await choose(page, `${criterion}.level`, String(levels[at]));
    await type(page, `${criterion}.justification`, 'Дәлелдерге сай');
    await type(page, `${criterion}.sources`, 'PMID 3');
  }
  await press(page, 'button[name=reckon]');
  expect((await page.locator('[data-points]').first().innerText()).length > 0, 'the sum is shown before it is saved');
  await press(page, `form[action="${place}/score"] button:not([name])`);
}

// An amendment of the list by hand: one row renamed, approved by another analyst with a signature.
async function amendment(as, from) {
  const [one, other] = [await as('analyst'), await as('analyst-02')];
  await one.goto(`${base}/htmc/drafts/new`);
  const edition = `desk-${from}`;
  for (const [field, text] of Object.entries({ edition, act: '15', signed_on: '2025-09-01', paragraph: '1-тармақ', from })) {
    await type(one, field, text);
  }
  await choose(one, 'source', 'copy');
  await press(one, 'form[action="/htmc/drafts/new"] button.govuk-button');
  const draft = new URL(one.url()).pathname;
  await press(one, `main a[href="${draft}/row?section=emergency&number=2&do=change"]`);
  await type(one, 'name_en', `A new name from ${from}`);
  await press(one, 'button[name=do][value=change]');
  expect((await one.locator('#differences tbody tr').count()) === 1, 'one row says otherwise');
  await isSound(one);
  await press(one, `form[action="${draft}/submit"] button`);
  expect((await one.locator('#own-work').count()) === 1, 'nobody approves what they entered');

  await other.goto(base + draft);
  await isSound(other);
  await signWith(other, 'analyst-02');
  expect((await other.locator('[data-sign-go]').count()) === 0, `it is approved: ${await other.locator('main').innerText()}`);
  await other.goto(`${base}/htmc?at=${from}`);
  expect((await other.locator('#of-edition').innerText()).startsWith(edition), 'it answers from its day on');
  const book = await other.request.get(`${base}/htmc/diff/xlsx?from=2024-90&to=${edition}`);
  expect(book.ok() && (await book.body()).subarray(0, 2).toString() === 'PK', 'the difference is taken along');
}

// Order B, annex 1 p. 3-4: the worked example, as a file.
async function figures(as) {
  const page = await as('analyst-02');
  await page.goto(`${base}/htmc/transition`);
  await page.locator('main input[type=file][name=file]').setInputFiles(process.env.SARAPTAMA_FIGURES);
  await press(page, 'form[action="/htmc/transition"] button.govuk-button');
  expect((await page.locator('#types tbody tr').count()) === 108, 'every type of the list is judged');
  const protocol = await page.locator('#protocol').getAttribute('href');
  const place = protocol.replace('/protocol', '');
  expect((await page.locator(`a[href="${place}/sign"]`).count()) === 0, 'nobody signs what they imported');
  await press(page, '#protocol');
  expect((await page.locator('article').count()) === 1, 'there is a protocol');
  await isSound(page);

  const second = await as('analyst-03');
  await second.goto(base + place);
  await press(second, `a[href="${place}/sign"]`);
  await isSound(second);
  await signWith(second, 'analyst-03');
  expect(new URL(second.url()).pathname === place, `it is signed: ${await second.locator('main').innerText()}`);
  expect((await second.locator(`a[href="${place}/sign"]`).count()) === 0, 'it is signed once');
}

// The commission of order A refers to high-tech care: the list stands behind the form, and a person chooses the row.
async function referral(page, number) {
  await page.goto(`${base}/chair/high-tech/new`);
  const patient = somebody(number);
  for (const [field, text] of Object.entries({
    iin: patient.iin, 'patient-name': `${patient.family} ${patient.given}`, 'birth-date': patient.born, icd10: 'Q21.1',
    diagnosis: 'Жүректің туа біткен ақауы', grounds: 'Дәрімен емдеу нәтиже бермеді', number: '17',
    'decided-on': '2025-09-01', members: 'Бірінші М.', q: '92.291',
  })) await type(page, field, text);
  await choose(page, 'urgency', 'planned');
  await choose(page, 'payer', 'insurance');
  await choose(page, 'granted', 'yes');
  await press(page, 'button[name=find]');
  expect((await page.locator('input[name=row]').count()) === 2, 'a code of two sections is offered twice');
  await choose(page, 'row', 'planned-insurance 92.291');
  await isSound(page);
  await press(page, 'form[action="/chair/high-tech/new"] button:not([name])');
  await signWith(page, 'chair-04');
  expect((await page.locator('#signed').count()) === 1, `it is signed: ${await page.locator('main').innerText()}`);
}

// Order A p. 3: what the ministries see of a month.
async function monitoring(page, month) {
  await page.goto(`${base}/committee?month=2025-09`);
  expect((await page.locator('svg.sa-map rect').count()) === 20, 'the map has its regions');
  expect((await page.locator('#close').count()) === 0, 'a month that is not over is not closed');
  await press(page, '#to-what-if');
  for (const [field, text] of Object.entries({ cut_off: '09:00', load_percent: '250', experts: '1', decisions_a_day: '2' })) {
    await type(page, field, text);
  }
  await press(page, '#what-if button');
  expect((await page.locator('#answer').count()) === 1, `it is replayed: ${await page.locator('main').innerText()}`);
  await isSound(page);
  await page.goto(`${base}/committee/signals?month=2025-09`);
  await isSound(page);

  await page.goto(`${base}/committee?month=${month}`);
  await press(page, '#close');
  expect((await page.locator('.sa-closed').count()) === 1, 'the month is closed');
  const ways = await page.locator('main a[href^="/committee/report?"]').evaluateAll((all) => all.map((one) => one.href));
  expect(ways.length >= 4, 'a month is taken along in every format');
  for (const way of ways) expect((await page.request.get(way)).ok(), way);
}
