// The expert's pages: clocks that count down, drafts that are kept while they are typed, keys of one letter
// for whoever turns them on. Nothing here is needed to work.
'use strict';

// Clocks: the server's time goes on by the browser's stopwatch, so a wrong clock of the machine does no harm.
(() => {
  let words;
  let ahead = 0;
  const read = () => {
    const found = document.getElementById('clock');
    if (!found || found.dataset === words) return;
    words = found.dataset;
    ahead = Number(words.now) - performance.now();
  };
  const span = (minutes) => {
    const [d, h, m] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
    const text = d ? words.days : h ? words.hours : words.minutes;
    return text.replace('{d}', d).replace('{h}', h).replace('{m}', m);
  };
  const tick = () => {
    read();
    if (!words) return;
    const now = performance.now() + ahead;
    for (const clock of document.querySelectorAll('[data-due]')) {
      const left = Math.floor((Number(clock.dataset.due) - now) / 60_000);
      const text = left < 0 ? words.late.replace('{t}', span(-left)) : span(left);
      if (clock.textContent !== text) clock.textContent = text;
      clock.classList.toggle('sa-clock--late', left < 0);
      clock.classList.toggle('sa-clock--warn', left >= 0 && left < 120);
    }
  };
  setInterval(tick, 5000);
  tick();
})();

// A draft is kept a moment after the last key; what could not be kept is said.
(() => {
  const form = document.querySelector('form[data-draft]');
  const kept = document.getElementById('kept');
  if (!form || !kept) return;
  let timer;
  // How often something was typed, and how much of that is kept.
  let typed = 0;
  let stored = 0;
  let isLeaving = false;
  const keep = async () => {
    const upTo = typed;
    const body = new URLSearchParams(draft.fields());
    body.set('do', 'save');
    const answer = await fetch(form.action, { method: 'POST', body, headers: { 'hx-request': 'true' } }).catch(() => null);
    if (answer?.ok) {
      stored = Math.max(stored, upTo);
      kept.textContent = await answer.text();
      draft.stored();
    } else {
      // Where a session ended, no button helps: what does is said at the foot of the page.
      kept.textContent = [401, 403].includes(answer?.status) ? '' : form.dataset.failed;
      draft.lost(answer?.status);
    }
  };
  form.addEventListener('input', () => { typed += 1; clearTimeout(timer); timer = setTimeout(keep, 1500); });
  form.addEventListener('submit', () => { isLeaving = true; clearTimeout(timer); });
  window.addEventListener('pageshow', () => { isLeaving = false; });
  window.addEventListener('pagehide', () => { if (typed > stored && !isLeaving) draft.keep(); });
})();

// Keys of one letter: off until they are turned on, and never while somebody types.
(() => {
  const keys = document.querySelector('[data-keys]');
  const on = document.getElementById('keys-on');
  if (!keys || !on) return;
  keys.hidden = false;
  on.checked = localStorage.getItem('keys') === 'on';
  on.addEventListener('change', () => localStorage.setItem('keys', on.checked ? 'on' : 'off'));
  const step = (by) => {
    const all = [...document.querySelectorAll('[data-act] a, [data-section]')];
    const at = all.indexOf(document.activeElement);
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest('input:not([type=checkbox]), textarea, select, dialog');
    if (!on.checked || typing || event.ctrlKey || event.altKey || event.metaKey) return;
    const does = {
      j: () => step(1),
      k: () => step(-1),
      o: () => (document.activeElement.closest('[data-act] a') || document.querySelector('[data-open]'))?.click(),
      s: () => document.querySelector('[data-save]')?.click(),
    }[event.key];
    if (does) { event.preventDefault(); does(); }
  });
})();
