// A stand-in for NCALayer, for tests on this machine: it speaks both of its protocols at its address, and signs with the
// key of a test identity, by openssl. No window opens: what its user would do there is told by its control port.
//
//   node ncalayer.mjs IDENTITY_FOLDER [PORT [CONTROL_PORT]]      defaults: 13579, 13580
//   curl -d '{"identity": "FOLDER", "fault": "cancel", "once": true}' http://127.0.0.1:13580/
//
// Faults: cancel, wrong-key, no-basics (an old version), too-old (knows neither way), fails, silent, garbage, hangs-up.
// With "once" the fault happens one time. GET answers what was asked so far: module, method, how many items.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as http } from 'node:http';
import { createServer as https } from 'node:https';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(process.env.SARAPTAMA_NODE_MODULES ? `${process.env.SARAPTAMA_NODE_MODULES}/` : import.meta.url);
const { WebSocketServer } = require('ws');

const folder = mkdtempSync(join(tmpdir(), 'signer-'));
const state = { identity: process.argv[2], fault: null, once: false, asked: [] };
const [port, controlPort] = [Number(process.argv[3] ?? 13579), Number(process.argv[4] ?? 13580)];

function openssl(...args) {
  return execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] });
}

// The certificate by which the program answers for 127.0.0.1: its own, of today.
function ownCertificate() {
  const [key, cert] = [join(folder, 'own.key'), join(folder, 'own.pem')];
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1',
    '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert);
  return { key: readFileSync(key), cert: readFileSync(cert) };
}

// A detached signature over the bytes, in base64: CAdES-BES, as NCALayer makes it.
function signed(base64) {
  const [data, out] = [join(folder, 'data'), join(folder, 'signature')];
  writeFileSync(data, Buffer.from(base64, 'base64'));
  openssl('cms', '-sign', '-binary', '-cades', '-md', 'sha256', '-in', data, '-outform', 'DER', '-out', out,
    '-signer', join(state.identity, 'cert.pem'), '-inkey', join(state.identity, 'key.pem'));
  return readFileSync(out).toString('base64');
}

function takeFault() {
  const { fault } = state;
  if (state.once) [state.fault, state.once] = [null, false];
  return fault;
}

const basicsFails = (code, message) => ({ status: false, code, message, details: null });
const commonFails = (message) => ({ code: '500', message });

// kz.gov.pki.knca.basics: one question for one or many.
function basics(args, fault) {
  if (fault === 'no-basics' || fault === 'too-old') return commonFails('Module kz.gov.pki.knca.basics is not installed');
  if (fault === 'cancel') return { status: true, body: {} };
  if (fault === 'wrong-key') return basicsFails('WRONG_KEY_USAGE', 'No key has the extended key usage that was asked for');
  if (fault === 'fails') return basicsFails('ERROR', 'The container could not be opened');
  const { data, format, signingParams } = args;
  if (format !== 'cms' || signingParams.encapsulate || !signingParams.decode) return basicsFails('ERROR', 'Not asked as we ask');
  return { status: true, body: { result: [data].flat().map(signed) } };
}

// kz.gov.pki.knca.commonUtils: one by one.
function commonUtils(method, args, fault) {
  if (fault === 'too-old') return commonFails('Method is not supported by the module');
  if (fault === 'cancel') return commonFails('action.canceled');
  if (method !== 'createCAdESFromBase64') return commonFails('Method is not supported by the module');
  const [, , data, isAttached] = args;
  return isAttached ? commonFails('Not asked as we ask') : { code: '200', responseObject: signed(data) };
}

// The old version stays old for all of a question: the fault is taken with its first answer only where it ends it.
function reply(question) {
  const { module, method, args } = question;
  const isBasics = module === 'kz.gov.pki.knca.basics';
  state.asked.push({ module, method, items: isBasics ? [args.data].flat().length : 1 });
  const lasts = ['no-basics', 'too-old'].includes(state.fault) && isBasics;
  const fault = lasts ? state.fault : takeFault();
  return { fault, answer: () => (isBasics ? basics(args, fault) : commonUtils(method, args, fault)) };
}

const server = https(ownCertificate());
new WebSocketServer({ server }).on('connection', (socket) => {
  socket.send(JSON.stringify({ result: { version: '1.4' } }));
  socket.on('message', (text) => {
    const { fault, answer } = reply(JSON.parse(text));
    if (fault === 'silent') return;
    if (fault === 'hangs-up') { socket.close(); return; }
    socket.send(fault === 'garbage' ? '<html>' : JSON.stringify(answer()));
  });
});
server.listen(port, '127.0.0.1', () => console.log(`signer at wss://127.0.0.1:${port}`));

http((request, response) => {
  let body = '';
  request.on('data', (chunk) => { body += chunk; });
  request.on('end', () => {
    if (request.method === 'POST') Object.assign(state, { fault: null, once: false, asked: [] }, JSON.parse(body || '{}'));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(state));
  });
}).listen(controlPort, '127.0.0.1');

process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
