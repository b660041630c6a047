import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { APIConnectionError, Letta } from '@letta-ai/letta-client';
import { checkedFetch, seen } from '../client/checked.js';
import { letta } from '../client/client.js';
import { contract, contractExists, readContract } from '../client/contract.js';
import { aBlock, anAgent, anArchive } from '../client/fixtures.js';
import { shapes } from '../client/shapes.js';

const checks = { shapes: shapes(), ...(contractExists ? { contract: contract() } : {}) };

/** Every way to break an answer that no client may see: verb, path, what is wrong, and the body. */
async function brokenAnswers() {
  const [block, agent, archive] = [await aBlock(), await anAgent(), await anArchive()];
  const passage = await letta.archives.passages.create(archive.id, { text: 'sound' });
  const { value: _value, ...withoutValue } = block;
  const { llm_config: _config, ...withoutConfig } = agent;
  const { text: _text, ...withoutText } = passage;
  return [
    ['GET', `/v1/blocks/${block.id}`, withoutValue],
    ['GET', `/v1/blocks/${block.id}`, { ...block, limit: '100' }],
    ['GET', '/v1/blocks/', [block, { ...block, tags: 'none' }]],
    ['GET', '/v1/blocks', { items: [block] }],
    ['GET', `/v1/agents/${agent.id}`, withoutConfig],
    ['GET', `/v1/agents/${agent.id}`, { ...agent, agent_type: 'spy' }],
    ['GET', `/v1/agents/${agent.id}`, { ...agent, created_at: 'yesterday' }],
    ['GET', `/v1/agents/${agent.id}`, { ...agent, memory: { ...agent.memory, blocks: [{}] } }],
    ['GET', `/v1/agents/${agent.id}`, undefined],
    ['POST', `/v1/archives/${archive.id}/passages`, withoutText],
    ['POST', `/v1/archives/${archive.id}/passages`, { ...passage, embedding: ['a'] }],
    ['GET', `/v1/archives/${archive.id}`, { ...archive, organization_id: undefined }],
    ['POST', '/v1/passages/search', [{ passage, metadata: {} }]],
    ['GET', '/v1/tags/', [1]],
    ['GET', '/v1/health/', {}],
  ].map(([method, path, body]) => ({ method, path, status: 200, body: parsed(body) }));
}

const parsed = (body) => body === undefined ? undefined : JSON.parse(JSON.stringify(body));

for (const [name, check] of Object.entries(checks)) {
  describe(`the check of ${name}`, () => {
    test('finds every broken answer', async () => {
      for (const answer of await brokenAnswers()) {
        assert.notDeepEqual(check(answer), [], JSON.stringify(answer).slice(0, 200));
      }
    });

    test('finds a status that should not be', async () => {
      const answer = { method: 'DELETE', path: '/v1/archives/archive-1', status: 200, body: null };

      assert.notDeepEqual(check(answer), []);
      assert.notDeepEqual(check({ ...answer, status: 204 }), []);
      assert.deepEqual(check({ ...answer, status: 204, body: undefined }), []);
    });

    test('lets an answer say more', async () => {
      const block = await aBlock();
      const answer = { method: 'GET', path: `/v1/blocks/${block.id}`, status: 200 };

      assert.deepEqual(check({ ...answer, body: { ...block, colour: 'red' } }), []);
    });
  });
}

describe('the shapes of this project', () => {
  const wrong = (status, body) =>
    checks.shapes({ method: 'GET', path: '/v1/blocks/block-1', status, body });

  test('hold errors too', () => {
    assert.notDeepEqual(wrong(404, { error: 'no' }), []);
    assert.notDeepEqual(wrong(404, { detail: [{ msg: 'no' }] }), []);
    assert.notDeepEqual(wrong(422, { detail: 'no trace id' }), []);
    assert.notDeepEqual(wrong(412, { detail: 'no current block' }), []);
    assert.deepEqual(wrong(404, { detail: 'Block not found' }), []);
  });

  test('know every route they are asked about', () => {
    const answer = { method: 'GET', path: '/v1/unheard-of', status: 200, body: {} };

    assert.notDeepEqual(checks.shapes(answer), []);
  });

});

if (contractExists) {
  describe('an answer', () => {
    test('has every field that is published', async () => {
      const { schemas } = readContract().components;
      const archive = await anArchive();
      const agent = await anAgent();
      const samples = { BlockResponse: await aBlock(), AgentState: agent, Archive: archive,
        LLMConfig: agent.llm_config, EmbeddingConfig: agent.embedding_config,
        Passage: await letta.archives.passages.create(archive.id, { text: 'whole' }) };

      for (const [name, sample] of Object.entries(samples)) {
        const missing = Object.keys(schemas[name].properties).filter((key) => !(key in sample));
        assert.deepEqual(missing, [], name);
      }
    });
  });
}

describe('a server with broken answers', () => {
  const { violations } = seen;
  let server, client;

  before(async () => {
    server = createServer((_, response) => {
      response.setHeader('content-type', 'application/json').end('{"status":"ok"}');
    });
    await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const baseURL = `http://127.0.0.1:${server.address().port}`;
    client = new Letta({ baseURL, maxRetries: 0, logLevel: 'off', fetch: checkedFetch });
    seen.violations = [];
  });

  after(() => {
    seen.violations = violations;
    server.close();
  });

  test('fails the call of the SDK', async () => {
    const error = await client.health().catch((reason) => reason);

    assert.ok(error instanceof APIConnectionError);
    assert.match(error.cause.message, /GET \/v1\/health\/ answered 200/);
    assert.match(error.cause.message, /version/);
    assert.equal(seen.violations.length, 1);
  });
});
