// The doctor's form: what scripts make easier. Without them every button saves and asks the server.
'use strict';

(() => {
  const form = document.querySelector('form[data-draft]');
  if (!form) return;
  const savesItself = form.hasAttribute('hx-post');
  let isChanged = false;
  let isSaving = false;
  let isLeaving = false;
  let waiting;

  form.addEventListener('input', (event) => { if (!event.target.closest('[data-apart]')) isChanged = true; });
  document.addEventListener('htmx:before:request', (event) => {
    if (event.detail?.ctx?.sourceElement !== form) return;
    // Once a button was pressed, the page itself is on its way.
    if (isLeaving) return event.preventDefault();
    isSaving = true;
    isChanged = false;
  });
  document.addEventListener('htmx:finally:request', (event) => {
    if (event.detail?.ctx?.sourceElement !== form) return;
    isSaving = false;
    if (waiting) { const button = waiting; waiting = undefined; form.requestSubmit(button); }
  });
  // A button waits for the save that is under way: else the page would contradict itself.
  form.addEventListener('submit', (event) => {
    if (isSaving) { event.preventDefault(); waiting = event.submitter; return; }
    isLeaving = true;
  });

  // Whoever leaves by a link, for another language too, takes what was typed along.
  document.addEventListener('click', async (event) => {
    const link = event.target.closest('a[href]');
    if (!link || !savesItself || !isChanged || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.target || link.origin !== location.origin || (link.pathname === location.pathname && link.hash)) return;
    event.preventDefault();
    const fields = new FormData(form);
    for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
    const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(fields), headers: { 'HX-Request': 'true' } }).catch(() => null);
    // What could not be saved stays on the page, where its button says why.
    if (answer?.ok) location.href = link.href; else form.requestSubmit(form.querySelector('button[value=save]'));
  });

  // A code that was found goes into its field; the requirements follow.
  form.addEventListener('click', (event) => {
    const pick = event.target.closest('[data-pick]');
    if (!pick || !savesItself) return;
    event.preventDefault();
    const field = document.getElementById('diagnosis.main.icd10');
    field.value = pick.dataset.pick;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
    document.getElementById('icd10-found').replaceChildren();
    field.focus();
  });
})();
