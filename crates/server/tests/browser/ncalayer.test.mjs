// The script that signs, without a browser: the few things of a page that it touches are stood in for here.
//   SARAPTAMA_NODE_MODULES=… node --test ncalayer.test.mjs
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(process.env.SARAPTAMA_NODE_MODULES ? `${process.env.SARAPTAMA_NODE_MODULES}/` : import.meta.url);
const { WebSocket } = require('ws');
const script = readFileSync(join(here, '../../assets/sign.js'), 'utf8');
const [PORT, CONTROL] = [23579, 23580];
const identity = mkdtempSync(join(tmpdir(), 'identity-'));
let signer;

before(async () => {
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=nobody',
    '-keyout', join(identity, 'key.pem'), '-out', join(identity, 'cert.pem')], { stdio: 'ignore' });
  signer = spawn('node', [join(here, 'ncalayer.mjs'), identity, String(PORT), String(CONTROL)], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => { signer.stdout.once('data', resolve); });
});
after(() => {
  signer.kill();
  rmSync(identity, { recursive: true });
});

async function control(change) {
  const response = await fetch(`http://127.0.0.1:${CONTROL}/`, { method: 'POST', body: JSON.stringify(change) });
  return response.json();
}

// A page with one place to sign `texts`; answers how it ended.
async function sign(texts, { port = PORT, waitSeconds = '5' } = {}) {
  const element = (more) => ({ dataset: {}, attributes: {}, classList: { toggle() {} },
    setAttribute() {}, removeAttribute() {}, ...more });
  const status = element();
  const button = element({ hidden: true });
  const fields = texts.map(() => ({ value: '' }));
  const links = texts.map((text) => ({ href: `data:application/octet-stream;base64,${Buffer.from(text).toString('base64')}` }));
  let submit;
  const ended = new Promise((resolve) => {
    const form = element({
      dataset: { usages: '1.2.3', locale: 'kk', keyType: 'SIGNATURE', stamps: '', waitSeconds, words: '{}' },
      parentElement: { querySelectorAll: () => links },
      querySelector: (of) => (of.includes('status') ? status : button),
      querySelectorAll: () => fields,
      addEventListener: (_, listener) => { submit = listener; },
      submit: () => resolve('sent'),
    });
    const page = { document: { querySelectorAll: () => [form] }, JSON, Error, Promise, setTimeout, clearTimeout,
      WebSocket: class extends WebSocket { constructor(address) { super(address.replace('13579', String(port)), { rejectUnauthorized: false }); } } };
    vm.runInNewContext(script, page);
    assert.equal(button.hidden, false, 'with scripts the button is there');
    submit({ preventDefault() {} }).then(() => resolve(status.dataset.reason));
  });
  return { ended: await ended, signatures: fields.map((field) => field.value) };
}

function holds(text, signature) {
  const [data, cms] = [join(identity, 'data'), join(identity, 'cms')];
  writeFileSync(data, text);
  writeFileSync(cms, Buffer.from(signature, 'base64'));
  const args = ['cms', '-verify', '-binary', '-inform', 'DER', '-in', cms, '-content', data, '-CAfile', join(identity, 'cert.pem'), '-purpose', 'any'];
  return execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'ignore'] }).toString() === text;
}

test('several are signed by one question, each over its own bytes', async () => {
  await control({});
  const { ended, signatures } = await sign(['бір', 'екі']);
  assert.equal(ended, 'sent');
  assert.ok(holds('бір', signatures[0]) && holds('екі', signatures[1]));
  const { asked } = await (await fetch(`http://127.0.0.1:${CONTROL}/`)).json();
  assert.deepEqual(asked, [{ module: 'kz.gov.pki.knca.basics', method: 'sign', items: 2 }]);
});

test('an old program is asked the old way, one by one', async () => {
  await control({ fault: 'no-basics' });
  const { ended, signatures } = await sign(['бір', 'екі']);
  assert.equal(ended, 'sent');
  assert.ok(holds('бір', signatures[0]) && holds('екі', signatures[1]));
});

const cases = { cancel: 'cancelled', 'wrong-key': 'wrong-key', 'too-old': 'old', fails: 'failed', garbage: 'garbled', 'hangs-up': 'closed', silent: 'too-late' };
for (const [fault, reason] of Object.entries(cases)) {
  test(`what happens when the program shows ${fault} is said, and the next try signs`, async () => {
    await control({ fault });
    assert.equal((await sign(['бір'], { waitSeconds: '1' })).ended, reason);
    await control({});
    assert.equal((await sign(['бір'])).ended, 'sent');
  });
}

test('a program that does not run is told from one that does not answer', async () => {
  assert.equal((await sign(['бір'], { port: 23578 })).ended, 'not-running');
});
