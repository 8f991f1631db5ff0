// Whose key the signer's program holds, and what goes wrong in it.
import { join } from 'node:path';
import { press } from './hands.mjs';

const control = process.env.SARAPTAMA_SIGNER;
export const folder = (id) => join(process.env.SARAPTAMA_IDENTITIES, id);
export const signer = (asked) => fetch(control, { method: 'POST', body: JSON.stringify(asked) });

// Signs what the page shows, with somebody's own key.
export async function signWith(page, id) {
  await signer({ identity: folder(id) });
  await press(page, '[data-sign-go]');
}
