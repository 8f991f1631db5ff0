// What somebody typed and could not send stays in this tab until it is stored: neither a session that ends nor a line that
// breaks takes it. It is personal data, so it never leaves the tab, and goes when it is stored, when its writer leaves,
// when somebody else signs in, and after half a day.
'use strict';

const draft = (() => {
  const PREFIX = 'draft ';
  const MOST_MS = 12 * 3_600_000;
  // The token is of a session, and the button of a moment.
  const APART = ['csrf', 'do'];
  const { who, notTaken } = document.body.dataset;
  const form = document.querySelector('form[data-draft]');
  const place = document.getElementById('lost');
  const own = PREFIX + location.pathname;
  let hasLeft = false;
  // A browser may keep nothing at all: then nothing is promised.
  const store = (() => { try { return window.sessionStorage; } catch { return null; } })();
  const keys = () => Object.keys(store ?? {}).filter((key) => key.startsWith(PREFIX));
  const read = (key) => { try { return JSON.parse(store.getItem(key)); } catch { return null; } };
  const write = (key, entry) => { try { store.setItem(key, JSON.stringify(entry)); return true; } catch { return false; } };

  // What a form sends, without files.
  const fields = () => [...new FormData(form)].filter(([, value]) => typeof value === 'string');

  // Keeps the form as it stands; `isSent` while a button takes it along.
  function keep(isSent = false) {
    if (!form || !who || hasLeft) return false;
    return write(own, { who, at: Date.now(), isSent, fields: fields().filter(([name]) => !APART.includes(name)) });
  }

  function show(why, text) {
    if (!place) return;
    const said = place.querySelector(`[data-why="${why}"]`);
    if (text) said.textContent = text;
    for (const one of place.querySelectorAll('[data-why]')) one.hidden = one !== said;
    place.hidden = false;
  }

  const reasonOf = (status) => ({ 401: 'over', 403: 'old' }[status] ?? 'failed');
  const saidOf = (why, isKept) => (isKept && why !== 'failed' ? `${why}-kept` : why);

  // A save was answered by no good: with this status, or not at all.
  function lost(status, text) {
    const isKept = keep();
    show(saidOf(reasonOf(status), isKept), reasonOf(status) === 'failed' ? text || form?.dataset.failed : '');
  }

  // A save was answered well.
  function stored() {
    if (store) store.removeItem(own);
    if (place && place.querySelector('[data-why=restored]').hidden) place.hidden = true;
  }

  // Puts what was kept into the fields. Answers whether any of it was new.
  function restore(entry) {
    const left = new Map();
    for (const [name, value] of entry.fields) left.set(name, [...(left.get(name) ?? []), value]);
    const controls = [...form.elements].filter((one) => one.name && !APART.includes(one.name));
    const changes = [];
    for (const one of controls) {
      const values = left.get(one.name);
      if (['checkbox', 'radio'].includes(one.type)) {
        const isChecked = Boolean(values?.includes(one.value));
        if (one.checked !== isChecked) changes.push(() => { one.checked = isChecked; });
      } else if (values?.length && !['submit', 'button', 'file'].includes(one.type) && one.name !== 'seen') {
        const value = values.shift();
        const isOffered = one.type !== 'select-one' || [...one.options].some((option) => option.value === value);
        if (isOffered && one.value !== value) changes.push(() => { one.value = value; });
      }
    }
    // A row that the page does not show any more is sent along all the same.
    for (const [name, values] of left) {
      if (controls.some((one) => one.name === name)) continue;
      for (const value of values.filter(Boolean)) {
        const more = Object.assign(document.createElement('input'), { type: 'hidden', name, value });
        changes.push(() => form.append(more));
      }
    }
    if (!changes.length) return false;
    for (const change of changes) change();
    // It was typed over what the page showed then: whoever wrote since is not overwritten unseen.
    const [seen] = left.get('seen') ?? [];
    if (seen) form.elements.seen.value = seen;
    return true;
  }

  // A page that a button led to has what the button sent, unless it says otherwise or somebody only came back.
  const cameBack = performance.getEntriesByType('navigation')[0]?.type === 'back_forward';
  const hasArrived = (key, entry) => {
    const from = document.referrer && new URL(document.referrer);
    return entry.isSent && !notTaken && !cameBack && from && from.origin === location.origin && PREFIX + from.pathname === key;
  };
  for (const key of keys()) {
    const entry = read(key);
    const isOver = !entry || !(Date.now() - entry.at < MOST_MS) || (who && entry.who !== who);
    if (isOver || hasArrived(key, entry)) store.removeItem(key);
    else if (notTaken) write(key, { ...entry, isSent: false });
  }
  if (notTaken && keys().includes(own)) show(saidOf(notTaken, true));

  document.addEventListener('submit', (event) => {
    if (event.target.matches('form.sa-leave')) {
      hasLeft = true;
      for (const key of keys()) store.removeItem(key);
    }
    if (event.target === form && !event.defaultPrevented) keep(true);
  });
  const giveBack = () => {
    const entry = form && keys().includes(own) && read(own);
    if (!entry) return;
    if (!restore(entry)) { store.removeItem(own); return; }
    keep();
    show('restored');
    form.dispatchEvent(new Event('input', { bubbles: true }));
  };
  // The other scripts listen by then: htmx begins by a timer, and timers keep their order.
  window.addEventListener('load', () => setTimeout(giveBack));

  return { fields, keep, lost, stored };
})();
