// A session that ends takes nothing of what was typed: the tab keeps it until its writer is back, and nobody else gets it.
import { base, enter, expect, isSound, throughDoor, told, windowOf } from './open.mjs';
import { begin, kept, meet, reads, says, stored, write } from './draft.mjs';

const lang = 'ru';
const [doctor, colleague, expert] = ['doctor-21', 'doctor-22', 'expert-01'];
const end = (page) => page.context().clearCookies({ name: '__Host-saraptama' });

await told(async (browser) => {
  const page = await windowOf(browser, { id: doctor, lang });
  const form = await begin(page);
  await savedByItself(page, form);
  await signedInAnew(page, form);
  await byTheButton(page, form);
  await leaves(page, form);
  await somebodyElse(page, form);
  await decides(await windowOf(browser, { id: expert, lang }));
  await isWarned(await windowOf(browser, { id: doctor, lang }), form);
});

// Order of events: the session ends, the form tries to save itself, its writer signs in where they are led.
async function savedByItself(page, form) {
  await end(page);
  await write(page, 'Бірінші');
  await says(page, 'over-kept');
  expect((await kept(page)) === 1, 'the tab keeps it');
  expect((await page.locator('#form').count()) === 1, 'the form stays where it is');
  await isSound(page);
  await Promise.all([page.waitForNavigation(), page.click('#lost [data-why=over-kept] a')]);
  await throughDoor(page, doctor);
  expect(page.url() === form, `who signs in comes back: ${page.url()}`);
  await says(page, 'restored');
  await reads(page, 'Бірінші');
  await isSound(page);
  await stored(page);
  await page.goto(form);
  await reads(page, 'Бірінші');
}

// A session of the same person that was opened in another tab is another one.
async function signedInAnew(page, form) {
  const other = await page.context().newPage();
  await enter(other, doctor);
  await other.close();
  await write(page, 'Екінші');
  await says(page, 'old-kept');
  await Promise.all([page.waitForNavigation(), page.click('#lost [data-why=old-kept] a')]);
  await says(page, 'restored');
  await reads(page, 'Екінші');
  await stored(page);
  await page.goto(form);
  await reads(page, 'Екінші');
}

async function byTheButton(page, form) {
  await end(page);
  await write(page, 'Үшінші');
  await Promise.all([page.waitForNavigation(), page.click('main .govuk-button-group button[value=save]')]);
  await says(page, 'over-kept');
  await isSound(page);
  await Promise.all([page.waitForNavigation(), page.click('main a.govuk-button')]);
  await throughDoor(page, doctor);
  expect(page.url() === form, `who signs in comes back: ${page.url()}`);
  await says(page, 'restored');
  await reads(page, 'Үшінші');
  await stored(page);
  // What a button took along is not told of as lost.
  await write(page, 'Төртінші');
  await Promise.all([page.waitForNavigation(), page.click('main .govuk-button-group button[value=next]')]);
  expect((await kept(page)) === 0, 'what was saved is not kept');
}

async function leaves(page, form) {
  await page.goto(form);
  await reads(page, 'Төртінші');
  await meet(page, (route) => route.abort());
  await write(page, 'Бесінші');
  await says(page, 'failed');
  expect((await kept(page)) === 1, 'the tab keeps it');
  await Promise.all([page.waitForNavigation(), page.click('form.sa-leave button')]);
  expect((await kept(page)) === 0, 'who leaves leaves nothing behind');
  await page.unroute('**/doctor/forms/**');
}

async function somebodyElse(page, form) {
  await enter(page, doctor);
  await page.goto(form);
  const other = await page.context().newPage();
  await enter(other, colleague);
  await other.close();
  await write(page, 'Алтыншы');
  await says(page, 'old-kept');
  expect((await kept(page)) === 1, 'the tab keeps it');
  await page.goto(`${base}/doctor/forms`);
  expect((await kept(page)) === 0, 'nobody finds what another person typed');
}

async function decides(page) {
  await page.goto(`${base}/expert`);
  await page.locator('main a[href^="/expert/acts/"]').first().click();
  await page.locator('main a[href$="/decision"]').first().click();
  const field = page.locator('[name=rationale]');
  await field.waitFor();
  await end(page);
  await field.fill('Құжаттар әлі қаралуда.');
  await says(page, 'over-kept');
  await Promise.all([page.waitForNavigation(), page.click('#lost [data-why=over-kept] a')]);
  await throughDoor(page, expert);
  await says(page, 'restored');
  expect((await field.inputValue()) === 'Құжаттар әлі қаралуда.', 'the expert goes on where they were');
  await page.waitForFunction(() => document.getElementById('kept').textContent.length > 0 && !sessionStorage.length);
  await page.reload();
  expect((await field.inputValue()) === 'Құжаттар әлі қаралуда.', 'and it was saved');
}

// Before a session ends its owner is asked; who answers too late is not told that all is well.
async function isWarned(page, form) {
  const dialog = page.locator('#idle');
  await page.clock.install();
  await page.goto(form);
  await page.clock.fastForward('27:00');
  await dialog.locator('[data-stay]').waitFor();
  await isSound(page);
  await dialog.locator('[data-stay]').click();
  await dialog.waitFor({ state: 'hidden' });
  expect(await page.locator('#lost').isHidden(), 'the session goes on');
  // Twelve hours are the end, however much somebody works.
  await page.clock.fastForward('11:30:30');
  await dialog.locator('[data-stay]').click();
  await dialog.locator('[data-close]').waitFor();
  await isSound(page);
  await dialog.locator('[data-close]').click();
  await dialog.waitFor({ state: 'hidden' });

  await page.goto(`${base}/me`);
  await page.clock.fastForward('27:00');
  await end(page);
  await dialog.locator('[data-stay]').click();
  await says(page, 'over');
}
