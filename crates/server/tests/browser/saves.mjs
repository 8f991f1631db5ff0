// A draft saves itself. What could not be saved is said and kept; a save that is slow is in nobody's way.
import { base, expect, isSound, told, windowOf } from './open.mjs';
import { begin, kept, meet, reads, says, stored, write } from './draft.mjs';

const lang = 'kk';

await told(async (browser) => {
  const page = await windowOf(browser, { id: 'doctor-23', lang });
  await isDropped(page, await begin(page));
  await leavesBeforeItIsSaved(page, await begin(page));
  await isSlow(page, await begin(page));
  await isOvertaken(page, await begin(page));
});

// One save is lost on its way: it is said, and whoever leaves all the same finds their text when they are back.
async function isDropped(page, form) {
  let toDrop = 1;
  await meet(page, (route) => { toDrop -= 1; return toDrop < 0 ? route.continue() : route.abort(); });
  await write(page, 'Бірінші');
  await says(page, 'failed');
  await isSound(page);
  await Promise.all([page.waitForNavigation(), page.click('nav.sa-nav a[href="/doctor/forms"]')]);
  await page.goto(form);
  await says(page, 'restored');
  await reads(page, 'Бірінші');
  await stored(page);
  await page.goto(form);
  await reads(page, 'Бірінші');
  expect((await kept(page)) === 0, 'what was saved is not kept');
}

// A link takes along what was typed; where the server fails, the page stays and says so.
async function leavesBeforeItIsSaved(page, form) {
  await meet(page, (route) => route.fulfill({ status: 500, contentType: 'text/html', body: '<main>500</main>' }));
  await write(page, 'Екінші');
  await page.click('nav.sa-nav a[href="/doctor/forms"]');
  await says(page, 'failed');
  expect(page.url() === form, 'the page stays');
  expect((await page.locator('#beside').count()) === 1, 'what the server said of its fault stands nowhere in the page');
  await meet(page, (route) => route.continue());
  await write(page, 'Үшінші');
  await Promise.all([page.waitForNavigation(), page.click('nav.sa-nav a[href="/doctor/forms"]')]);
  expect(new URL(page.url()).pathname === '/doctor/forms', 'what was saved lets go');
  await page.goto(form);
  await reads(page, 'Үшінші');
}

// What is typed while a save is under way waits for it, and goes over what that one stored.
async function isSlow(page, form) {
  const answers = [];
  let [isCommitted, letGo] = [() => {}, () => {}];
  const committed = new Promise((resolve) => { isCommitted = resolve; });
  const held = new Promise((resolve) => { letGo = resolve; });
  await meet(page, async (route) => {
    const response = await route.fetch();
    answers.push(response.status());
    isCommitted();
    await held;
    await route.fulfill({ response });
  });
  await page.evaluate(() => {
    window.asked = 0;
    document.addEventListener('htmx:config:request', () => { window.asked += 1; });
  });
  await write(page, 'Төртінші');
  await committed;
  await page.fill('[name="patient.given_name"]', 'Қарлығаш');
  await page.locator('[name="patient.given_name"]').blur();
  await page.waitForFunction(() => window.asked > 1);
  letGo();
  await page.locator('#saved').waitFor();
  await page.waitForFunction(() => !document.querySelector('.htmx-request'));
  await Promise.all([page.waitForNavigation(), page.click('nav.sa-nav a[href="/doctor/forms"]')]);
  expect(answers.length > 1 && answers.every((status) => status === 200), `each save is taken: ${answers}`);
  await meet(page, (route) => route.continue());
  await page.goto(`${base}${new URL(form).pathname}`);
  await reads(page, 'Төртінші');
  expect((await page.inputValue('[name="patient.given_name"]')) === 'Қарлығаш', 'both saves arrived');
}

// Whoever was overtaken is told, sees both, and may take what the other one wrote: then nothing of their own comes back.
async function isOvertaken(page, form) {
  const other = await page.context().newPage();
  await other.goto(form);
  await write(other, 'Басқа');
  await Promise.all([other.waitForNavigation(), other.click('main .govuk-button-group button[value=save]')]);
  await other.close();
  await write(page, 'Менікі');
  await says(page, 'failed');
  await Promise.all([page.waitForNavigation(), page.click('main .govuk-button-group button[value=save]')]);
  expect((await page.locator('#conflict').count()) === 1, 'both are shown');
  await reads(page, 'Менікі');
  await write(page, 'Менікі де');
  await Promise.all([page.waitForNavigation(), page.click('[data-drop]')]);
  await reads(page, 'Басқа');
  expect((await kept(page)) === 0, 'what was dropped is not kept');
}
