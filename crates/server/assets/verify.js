// Checks in the reader's own browser that an act stands in the register: nothing of the answer is believed
// but what the register's key signed. The formats are those of RFC 9162 (tree) and C2SP signed notes.
'use strict';

const utf8 = new TextEncoder();
const sha256 = async (...parts) => {
  const bytes = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) { bytes.set(part, at); at += part.length; }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
};
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);

function fromHex(text) {
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error('a digest is 64 hexadecimal digits');
  return Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16));
}

// Only the one spelling of base64 passes.
function fromBase64(text) {
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  if (btoa(String.fromCharCode(...bytes)) !== text) throw new Error('another spelling of base64');
  return bytes;
}

// The record that the tree holds of an act: one line a member, in this order.
function record(leaf) {
  const lines = ['saraptama register leaf v1', leaf.index, leaf.number, leaf.registered_at, leaf.law, leaf.decision_sha256, leaf.commitment];
  return utf8.encode(lines.join('\n') + '\n');
}

// The root to which the path leads from a leaf (RFC 9162 section 2.1.3.2); nothing where it leads nowhere.
async function rootOf(leafHash, index, size, path) {
  if (index >= size) return null;
  let [at, last, hash] = [index, size - 1, leafHash];
  const half = (n) => Math.floor(n / 2);
  for (const sibling of path) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      hash = await sha256([1], sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      hash = await sha256([1], hash, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? hash : null;
}

// Opens the signed note: origin, size and root, signed by the key and by nothing beside it.
async function open(note, key) {
  const parts = /^([^\s+]{1,255})\n(0|[1-9][0-9]*)\n([A-Za-z0-9+/=]+)\n\n\u2014 ([^\s+]+) ([A-Za-z0-9+/=]+)\n$/.exec(note);
  if (!parts || parts[1] !== parts[4] || note.length > 4096) throw new Error('this is not a signed checkpoint');
  const [, origin, size, root, , stamp] = parts;
  const bytes = fromBase64(stamp);
  const id = (await sha256(utf8.encode(origin + '\n'), [1], key)).subarray(0, 4);
  const body = utf8.encode(`${origin}\n${size}\n${root}\n`);
  const verifier = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
  const signed = same(bytes.subarray(0, 4), id) && await crypto.subtle.verify('Ed25519', verifier, bytes.subarray(4), body);
  if (!signed) throw new Error('the checkpoint is not signed by the register\'s key');
  return { origin, size: Number(size), root: fromBase64(root) };
}

const MEMBERS = 'proof,origin,public_key,leaf,index,size,root,path,checkpoint';
const OF_LEAF = 'index,number,registered_at,law,decision_sha256,commitment';

// Whether a proof holds: what it says then, or why not. A browser that lacks Ed25519 is no reason against it.
async function verifyProof(text) {
  let proof;
  try {
    proof = JSON.parse(text);
    // The register writes one spelling: a doubled or changed member, or a blank, is not it.
    if (JSON.stringify(proof) !== text || proof.proof !== 1) throw new Error('this is not a proof');
    if (Object.keys(proof).join() !== MEMBERS || Object.keys(proof.leaf).join() !== OF_LEAF) throw new Error('this is not a proof');
    if (![proof.index, proof.size].every((n) => Number.isSafeInteger(n) && n >= 0)) throw new Error('this is not a proof');
    if (!/^[\x21-\x7e]{1,64}$/.test(proof.leaf.law) || /\s/.test(proof.leaf.number + proof.leaf.registered_at)) throw new Error('this is not a proof');
    const key = fromBase64(proof.public_key);
    const signed = await open(proof.checkpoint, key);
    const stated = signed.origin === proof.origin && signed.size === proof.size && hex(signed.root) === proof.root;
    if (!stated || proof.index !== proof.leaf.index) throw new Error('the members of the proof contradict each other');
    [proof.leaf.decision_sha256, proof.leaf.commitment].forEach(fromHex);
    const root = await rootOf(await sha256([0], record(proof.leaf)), proof.index, proof.size, proof.path.map(fromHex));
    if (!root || !same(root, signed.root)) throw new Error('the act does not stand in the register at that place');
    return { holds: true, number: proof.leaf.number, size: proof.size, fingerprint: hex(await sha256(key)) };
  } catch (error) {
    return { holds: false, unknown: error.name === 'NotSupportedError', reason: error.message };
  }
}

async function show(place) {
  const { proof, number, holds, fails, cannot } = place.dataset;
  const verdict = document.getElementById('proof-verdict');
  if (!globalThis.crypto?.subtle) { verdict.textContent = cannot; return; }
  const answer = await fetch(proof, { headers: { accept: 'application/json' } }).catch(() => null);
  if (!answer?.ok) { verdict.textContent = cannot; return; }
  const found = await verifyProof(await answer.text());
  const good = found.holds && found.number === number;
  verdict.textContent = good ? holds : found.unknown ? cannot : fails;
  verdict.className = good ? 'govuk-tag govuk-tag--green' : found.unknown ? 'govuk-tag govuk-tag--grey' : 'govuk-tag govuk-tag--red';
  if (found.fingerprint) document.getElementById('proof-fingerprint').textContent = found.fingerprint;
}

if (typeof document === 'undefined') {
  module.exports = { verifyProof, rootOf, open };
} else {
  const place = document.getElementById('proof');
  if (place) show(place);
}
