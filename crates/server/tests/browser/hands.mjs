// Filling in a page: with mouse and keyboard, or with the keyboard alone (SARAPTAMA_HANDS=keyboard), which goes
// from one control to the next by Tab as a person does and fails where none can be reached.
const isKeyboard = process.env.SARAPTAMA_HANDS === 'keyboard';
const MOST_STOPS = 400;

const named = (name) => `main [name="${name}"]`;

// Goes on by Tab until the control has the focus, once around the page.
async function reach(page, selector) {
  const target = page.locator(selector).first();
  await target.waitFor({ state: 'attached' });
  const there = () => target.evaluate((one) => one === document.activeElement);
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await there()) {
      const seen = await target.evaluate((one) => { const box = (one.closest('label') || one).getBoundingClientRect(); return box.width > 0 && box.height > 0; });
      if (!seen) throw new Error(`${selector} has the focus and cannot be seen`);
      return target;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}

// A line, a day, a longer text.
export async function type(page, name, text, { unlessGiven = false } = {}) {
  const field = page.locator(named(name)).first();
  if (unlessGiven && (await field.inputValue())) return;
  if (!isKeyboard || (await field.getAttribute('type')) === 'date') {
    // Each browser has keys of its own for days: they are put in as a whole.
    if (isKeyboard) await reach(page, named(name));
    await field.fill(text);
    return;
  }
  await reach(page, named(name));
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

// One of a list, or one of a few.
export async function choose(page, name, value, { unlessGiven = false } = {}) {
  const first = page.locator(named(name)).first();
  if ((await first.evaluate((one) => one.tagName)) === 'SELECT') {
    if (unlessGiven && (await first.inputValue())) return;
    if (!isKeyboard) { await first.selectOption(value); return; }
    await reach(page, named(name));
    const place = await first.evaluate((one, wanted) => [...one.options].findIndex((option) => option.value === wanted), value);
    await page.keyboard.press('Home');
    for (let n = 0; n < place; n += 1) await page.keyboard.press('ArrowDown');
    return;
  }
  const radio = `${named(name)}[value="${value}"]`;
  if (unlessGiven && (await page.locator(`${named(name)}:checked`).count())) return;
  if (!isKeyboard) { await page.locator(radio).check({ force: true }); return; }
  // Tab stops at a group once; arrows go on from there.
  const group = await page.locator(named(name)).evaluateAll((all) => (all.find((one) => one.checked) || all[0]).value);
  await reach(page, `${named(name)}[value="${group}"]`);
  for (let n = 0; n < 40 && !(await page.locator(radio).isChecked()); n += 1) await page.keyboard.press(n === 0 && group === value ? 'Space' : 'ArrowDown');
}

export async function tick(page, name) {
  const box = page.locator(`${named(name)}[type=checkbox]`);
  if (await box.isChecked()) return;
  if (!isKeyboard) { await box.check({ force: true }); return; }
  await reach(page, `${named(name)}[type=checkbox]`);
  await page.keyboard.press('Space');
}

// A link or a button that leads on; with `stays` the page stays.
export async function press(page, selector, { stays = false } = {}) {
  const act = async () => {
    if (!isKeyboard) return page.locator(selector).first().click();
    await reach(page, selector);
    return page.keyboard.press('Enter');
  };
  if (stays) return act();
  return Promise.all([page.waitForNavigation(), act()]);
}
