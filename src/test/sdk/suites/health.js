import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkedFetch } from '../client/checked.js';
import { letta } from '../client/client.js';

describe('health', () => {
  test('says ok and which version runs', async () => {
    const health = await letta.health();

    assert.equal(health.status, 'ok');
    assert.match(health.version, /^\d+\.\d+\.\d+/);
  });

  test('answers under both slash forms without a redirect', async () => {
    const url = `${process.env.THOTH_URL}/v1/health`;

    const answer = await checkedFetch(url, { redirect: 'error' });

    assert.deepEqual(await answer.json(), await letta.health());
  });

  test('an answer names its request', async () => {
    const { response } = await letta.health().withResponse();

    assert.match(response.headers.get('x-request-id'), /^[\x21-\x7e]{1,128}$/);
  });

  test('a request id of the caller comes back', async () => {
    const { response } = await letta
      .health({ headers: { 'X-Request-Id': 'my-request-1' } }).withResponse();

    assert.equal(response.headers.get('x-request-id'), 'my-request-1');
  });
});
