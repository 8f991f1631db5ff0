// Signing by the program on the signer's own machine (NCALayer). The page carries the bytes and every word that is
// said; this script asks the program for a detached signature of each, puts them into the form and sends it.
'use strict';

(() => {
  const ADDRESS = 'wss://127.0.0.1:13579';
  // A program that runs greets at once; people need time to find their key and its password.
  const GREETING_MS = 8_000;
  // As the program names its key stores; null lets it offer all that it finds.
  const STORE = 'PKCS12';

  // Why there is no signature. Its reason is a key of the page's words.
  class Unsigned extends Error {
    constructor(reason) { super(reason); this.reason = reason; }
  }

  // One connection to the program. It answers one question after the other.
  class Signer {
    static async connect() {
      let socket;
      try { socket = new WebSocket(ADDRESS); } catch { throw new Unsigned('not-running'); }
      const signer = new Signer(socket);
      const greeting = await signer.answer(GREETING_MS, 'not-running');
      if (!greeting?.result?.version) { signer.close(); throw new Unsigned('garbled'); }
      return signer;
    }

    constructor(socket) {
      this.socket = socket;
      // What the program says before anybody waits for it is not lost.
      this.heard = [];
      this.gone = null;
      const wake = () => this.waiting?.();
      socket.onmessage = (message) => { this.heard.push(message.data); wake(); };
      socket.onclose = socket.onerror = () => { this.gone = this.greeted ? 'closed' : 'not-running'; wake(); };
    }

    answer(withinMs, tooLate) {
      return new Promise((resolve, reject) => {
        const end = (settle, value) => { clearTimeout(timer); this.waiting = null; settle(value); };
        const timer = setTimeout(() => { this.close(); end(reject, new Unsigned(tooLate)); }, withinMs);
        this.waiting = () => {
          if (this.heard.length) {
            this.greeted = true;
            const text = this.heard.shift();
            try { end(resolve, JSON.parse(text)); } catch { this.close(); end(reject, new Unsigned('garbled')); }
          } else if (this.gone) {
            end(reject, new Unsigned(this.gone));
          }
        };
        this.waiting();
      });
    }

    ask(question, withinMs) {
      if (this.socket.readyState !== WebSocket.OPEN) throw new Unsigned('closed');
      this.socket.send(JSON.stringify(question));
      return this.answer(withinMs, 'too-late');
    }

    close() { this.socket.close(); }
  }

  // What an answer of either protocol says: its result, or why there is none.
  function resultOf(answer) {
    const isDone = answer?.status === true || String(answer?.code) === '200';
    const result = answer?.body?.result ?? answer?.responseObject;
    if (isDone && result !== undefined && result !== null) return result;
    // Whoever closes the program's window has changed their mind: it answers that nothing was done.
    if (isDone) throw new Unsigned('cancelled');
    if (answer?.status !== false && answer?.code === undefined) throw new Unsigned('garbled');
    const why = `${answer.code ?? ''} ${answer.message ?? ''} ${answer.details ?? ''}`;
    if (/cancel/i.test(why)) throw new Unsigned('cancelled');
    if (/module|method|модул/i.test(why)) throw new Unsigned('old');
    if (/key|кілт|ключ/i.test(why)) throw new Unsigned('wrong-key');
    throw new Unsigned('failed');
  }

  // Base64 or PEM, as base64 in one line; nothing else is a signature.
  function oneLine(signature) {
    if (typeof signature !== 'string') throw new Unsigned('garbled');
    const text = signature.replace(/-----[A-Z0-9 ]+-----/g, '').replace(/\s+/g, '');
    if (!/^[A-Za-z0-9+/]+=*$/.test(text)) throw new Unsigned('garbled');
    return text;
  }

  // All at once: the signer chooses the key one time.
  async function byBasics(signer, data, { usages, locale, stamps, waitMs }) {
    const answer = await signer.ask({
      module: 'kz.gov.pki.knca.basics',
      method: 'sign',
      args: {
        allowedStorages: null,
        format: 'cms',
        data: data.length === 1 ? data[0] : data,
        signingParams: { decode: true, encapsulate: false, digested: false, ...(stamps ? { tsaProfile: {} } : {}) },
        signerParams: { extKeyUsageOids: usages, chain: [] },
        locale,
      },
    }, waitMs);
    const result = [resultOf(answer)].flat();
    if (result.length !== data.length) throw new Unsigned(result.length ? 'garbled' : 'cancelled');
    return result.map(oneLine);
  }

  // Programs without that module sign one after the other.
  async function byCommonUtils(signer, data, { keyType, waitMs }) {
    const signatures = [];
    for (const one of data) {
      const args = [STORE, keyType, one, false];
      const question = { module: 'kz.gov.pki.knca.commonUtils', method: 'createCAdESFromBase64', args };
      signatures.push(oneLine(resultOf(await signer.ask(question, waitMs))));
    }
    return signatures;
  }

  async function signatures(data, how, tell) {
    tell('connecting');
    const signer = await Signer.connect();
    try {
      tell('choose-key');
      try {
        return await byBasics(signer, data, how);
      } catch (error) {
        if (error.reason !== 'old') throw error;
      }
      return await byCommonUtils(signer, data, how);
    } finally {
      signer.close();
    }
  }

  function howOf(form) {
    const { usages, locale, stamps, keyType, waitSeconds } = form.dataset;
    return { usages: usages.split(' '), locale, stamps: stamps !== undefined, keyType, waitMs: Number(waitSeconds) * 1000 };
  }

  for (const form of document.querySelectorAll('form[data-sign]')) {
    const words = JSON.parse(form.dataset.words);
    const status = form.querySelector('[data-sign-status]');
    const button = form.querySelector('[data-sign-go]');
    const fields = [...form.querySelectorAll('input[name=signature]')];
    const data = [...form.parentElement.querySelectorAll('a[data-bytes]')].map((link) => link.href.split(',')[1]);
    // Only what somebody must mend looks like an error; whoever cancelled has decided so.
    const tell = (reason) => {
      const isWrong = !['connecting', 'choose-key', 'sending', 'cancelled'].includes(reason);
      status.textContent = words[reason];
      status.dataset.reason = reason;
      status.classList.toggle('govuk-error-message', isWrong);
    };
    let isBusy = false;
    const release = () => { isBusy = false; button.removeAttribute('aria-busy'); };
    button.hidden = false;
    // Who comes back to the page may sign again.
    window.addEventListener('pageshow', release);
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      if (isBusy) return;
      isBusy = true;
      button.setAttribute('aria-busy', 'true');
      try {
        const signed = await signatures(data, howOf(form), tell);
        fields.forEach((field, n) => { field.value = signed[n]; });
        tell('sending');
        // From here on the page is on its way: a second press would ask the signer again.
        form.submit();
      } catch (error) {
        tell(error.reason ?? 'failed');
        release();
      }
    });
  }
})();
