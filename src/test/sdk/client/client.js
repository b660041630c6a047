import { Letta } from '@letta-ai/letta-client';
import { checkedFetch } from './checked.js';
import { counting, watched } from './exercised.js';

if (!process.env.THOTH_URL) {
  throw new Error('THOTH_URL is not set: the base URL of a server, for example '
    + 'http://127.0.0.1:8283');
}

/**
 * The official client, unmodified, against the server under test. It does not retry, because a
 * retry would hide an answer that ought to fail a test.
 */
export const letta = watched(new Letta({
  baseURL: process.env.THOTH_URL,
  apiKey: null,
  maxRetries: 0,
  logLevel: 'off',
  fetch: counting(checkedFetch),
}));
