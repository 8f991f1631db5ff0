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

// A session that nobody uses ends; whoever is at the page is asked before, and loses nothing.
(() => {
  const minutes = Number(document.body.dataset.idleMinutes);
  const dialog = document.getElementById('idle');
  if (!minutes || !dialog) return;
  const warnAfter = (minutes - 3) * 60_000;
  let timer;
  const begin = () => { clearTimeout(timer); timer = setTimeout(() => dialog.showModal(), warnAfter); };
  const stay = async () => {
    const body = new URLSearchParams({ csrf: document.querySelector('input[name=csrf]')?.value || '' });
    await fetch(dialog.dataset.still, { method: 'POST', body }).catch(() => {});
    if (dialog.open) dialog.close();
    begin();
  };
  dialog.querySelector('[data-stay]').addEventListener('click', stay);
  dialog.addEventListener('cancel', stay);
  // Typing keeps the session too, without asking: at most one word to the server every five minutes.
  let told = Date.now();
  document.addEventListener('input', () => { if (Date.now() - told > 300_000) { told = Date.now(); stay(); } });
  begin();
})();
