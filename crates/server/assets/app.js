// What a page does better with scripts: nothing here is needed to work.
'use strict';

// The summary of what is wrong gets the focus, so that it is read first.
document.querySelector('[data-focus]')?.focus();

// Says something to whoever listens instead of looking.
function say(text) {
  const place = document.getElementById('said');
  if (place) place.textContent = text;
}

// What a script puts in place of something keeps the focus where it was.
document.addEventListener('htmx:before:swap', () => { document.body.dataset.focusId = document.activeElement?.id || ''; });
document.addEventListener('htmx:after:swap', () => {
  const id = document.body.dataset.focusId;
  if (id && document.activeElement?.id !== id) document.getElementById(id)?.focus({ preventScroll: true });
});

// The names of chosen files, in the page's own words.
for (const name of document.querySelectorAll('[data-file-name]')) {
  const input = name.parentElement.querySelector('input[type=file]');
  const show = () => { name.textContent = input.files[0]?.name || name.dataset.fileName; };
  input.addEventListener('change', show);
  show();
}

// A session that nobody uses ends, and each after half a day: whoever is at the page is told before, and loses nothing.
(() => {
  const WARNING_MS = 3 * 60_000;
  const { idleMinutes, endsInMs } = document.body.dataset;
  const dialog = document.getElementById('idle');
  if (!idleMinutes || !dialog) return;
  const idleMs = Number(idleMinutes) * 60_000;
  const endsAt = performance.now() + Number(endsInMs);
  let timer;
  let knowsTheEnd = false;
  const warn = (isEnd) => {
    if (isEnd && knowsTheEnd) return;
    knowsTheEnd ||= isEnd;
    for (const part of dialog.querySelectorAll('[data-part]')) part.hidden = (part.dataset.part === 'end') !== isEnd;
    if (!dialog.open) dialog.showModal();
  };
  const begin = () => {
    clearTimeout(timer);
    const left = endsAt - performance.now();
    timer = setTimeout(warn, Math.max(0, Math.min(idleMs, left) - WARNING_MS), left <= idleMs);
  };
  const stay = async () => {
    const body = new URLSearchParams({ csrf: document.querySelector('input[name=csrf]')?.value || '' });
    const answer = await fetch(dialog.dataset.still, { method: 'POST', body }).catch(() => null);
    if (dialog.open) dialog.close();
    if (![401, 403].includes(answer?.status)) begin();
    // Who was not heard is not told that they were.
    if (!answer?.ok) draft.lost(answer?.status);
  };
  const shut = () => (knowsTheEnd ? dialog.close() : stay());
  dialog.querySelector('[data-stay]').addEventListener('click', stay);
  dialog.querySelector('[data-close]').addEventListener('click', shut);
  dialog.querySelector('a').addEventListener('click', () => draft.keep());
  dialog.addEventListener('cancel', shut);
  // Typing keeps the session too, without asking: at most one word to the server every five minutes.
  let told = Date.now();
  document.addEventListener('input', () => { if (Date.now() - told > 300_000) { told = Date.now(); stay(); } });
  begin();
})();
