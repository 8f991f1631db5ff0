// An OpenID Connect provider written by others (npm oidc-provider), for the tests of signing in.
// node provider.mjs MODULES PORT REDIRECT_URI [by-the-letter]: people sign in there with their IIN for a name;
// who has another name has no IIN. Without `by-the-letter` its ID tokens carry the claims themselves.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';

const [modules, port, back, letter] = process.argv.slice(2);
const { default: Provider } = await import(pathToFileURL(`${modules}/oidc-provider/lib/index.js`));
// A new key at each start, as after a rotation.
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: randomUUID() };
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    { client_id: 'saraptama', client_secret: 'a secret of the tests', redirect_uris: [back] },
    { client_id: 'public', token_endpoint_auth_method: 'none', redirect_uris: [back] },
  ],
  claims: { openid: ['sub'], person: ['iin'] },
  scopes: ['openid', 'person'],
  conformIdTokenClaims: Boolean(letter),
  cookies: { keys: ['a key of the tests'] },
  jwks: { keys: [key] },
  pkce: { required: () => true },
  findAccount: (_, id) => ({ accountId: id, claims: () => (/^\d{12}$/.test(id) ? { sub: id, iin: id } : { sub: id }) }),
});
provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));
