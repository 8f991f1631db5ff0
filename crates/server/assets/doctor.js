// The doctor's form: what scripts make easier. Without them every button saves and asks the server.
'use strict';

(() => {
  const form = document.querySelector('form[data-draft]');
  if (!form) return;
  const savesItself = form.hasAttribute('hx-post');
  const canSave = Boolean(form.querySelector('button[value=save]'));
  // How often something was typed, and how much of that is stored.
  let typed = 0;
  let stored = 0;
  // Up to where somebody was told that it is not.
  let warned = 0;
  let isLeaving = false;
  let waiting;
  // Saves under way, each with what was typed when it went.
  const underWay = new Map();
  let wake = [];
  const isChanged = () => typed > stored;
  const failed = (status, text) => { warned = typed; draft.lost(status, text); };

  form.addEventListener('input', (event) => { if (!event.target.closest('[data-apart]')) typed += 1; });
  document.addEventListener('htmx:before:request', (event) => {
    const ctx = event.detail?.ctx;
    if (ctx?.sourceElement !== form) return;
    // Once a button was pressed, the page itself is on its way.
    if (isLeaving) return event.preventDefault();
    // What waited for the save before it goes over what that one has stored, with what was typed since.
    ctx.request.body = new URLSearchParams(draft.fields());
    underWay.set(ctx, typed);
  });
  document.addEventListener('htmx:finally:request', (event) => {
    const ctx = event.detail?.ctx;
    if (!underWay.has(ctx)) return;
    const upTo = underWay.get(ctx);
    underWay.delete(ctx);
    const status = ctx.response?.status;
    if (ctx.status === 'swapped' && status < 400) {
      stored = Math.max(stored, upTo);
      draft.stored();
    } else {
      // A conflict says beside the form what it is.
      failed(status, status === 409 ? document.getElementById('saved').textContent : '');
    }
    if (underWay.size) return;
    for (const one of wake.splice(0)) one();
    if (waiting) { const button = waiting; waiting = undefined; form.requestSubmit(button); }
  });
  // A button waits for the save that is under way: else the page would contradict itself.
  form.addEventListener('submit', (event) => {
    if (underWay.size) { event.preventDefault(); waiting = event.submitter; return; }
    isLeaving = true;
  });
  window.addEventListener('pageshow', () => { isLeaving = false; });
  window.addEventListener('pagehide', () => { if (canSave && isChanged() && !isLeaving) draft.keep(); });

  // Whoever leaves by a link, for another language too, takes what was typed along.
  document.addEventListener('click', async (event) => {
    const link = event.target.closest('a[href]');
    if (link?.matches('[data-drop]')) { stored = typed; draft.stored(); return; }
    if (!link || !savesItself || !isChanged() || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.target || link.origin !== location.origin || (link.pathname === location.pathname && link.hash)) return;
    // Who was warned of all that they typed may go, and finds it in this tab when they come back.
    if (link.closest('#lost') || warned === typed) return;
    event.preventDefault();
    if (isLeaving) return;
    if (underWay.size) await new Promise((resolve) => { wake.push(resolve); });
    if (isChanged()) {
      isLeaving = true;
      const upTo = typed;
      const body = new URLSearchParams(draft.fields());
      const answer = await fetch(form.action, { method: 'POST', body, headers: { 'HX-Request': 'true' } }).catch(() => null);
      isLeaving = false;
      if (!answer?.ok) {
        // What the server refused stays on the page, where its button says why.
        if ([409, 422].includes(answer?.status)) form.requestSubmit(form.querySelector('button[value=save]'));
        else failed(answer?.status);
        return;
      }
      stored = upTo;
      draft.stored();
    }
    location.href = link.href;
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
