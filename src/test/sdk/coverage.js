import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { seen } from './client/checked.js';
import { letta } from './client/client.js';
import { asked, exercised, methodsOf, resourcesOf } from './client/exercised.js';
import { outside, refusals } from './client/unserved.js';

/** Every method of the SDK by its dotted name, read from its classes. */
function published() {
  return resourcesOf(letta).flatMap(([name, resource]) => name === ''
    ? ['health']
    : methodsOf(resource).map((method) => `${name}.${method}`));
}

const isOutside = (method) =>
  Object.keys(outside).some((name) => method.startsWith(`${name}.`));

/** Runs after all suites, in their process: it looks at what they have done. */
describe('the SDK', () => {
  test('has the resources these tests are about', () => {
    const names = resourcesOf(letta).map(([name]) => name);

    for (const name of ['agents', 'agents.blocks', 'agents.passages', 'agents.archives', 'blocks',
      'blocks.agents', 'archives', 'archives.passages', 'passages', 'tags', 'models',
      'models.embeddings', 'tools', 'agents.tools', 'agents.messages', 'messages',
      'conversations', 'conversations.messages', 'agents.files', 'agents.folders',
      'agents.identities', 'folders', 'folders.files', 'mcpServers', 'runs', 'steps']) {
      assert.ok(names.includes(name), name);
    }
  });

  test('has no method that is neither exercised nor named with the reason', () => {
    assert.deepEqual(published().filter((name) =>
      !exercised.has(name) && !(name in refusals) && !isOutside(name)), []);
  });

  test('has every method that is named, and those that are refused were tried', () => {
    const names = published();

    assert.deepEqual(Object.keys(refusals).filter((name) => !names.includes(name)), []);
    assert.deepEqual(Object.keys(outside).filter((name) =>
      !names.some((method) => method.startsWith(`${name}.`))), []);
    assert.deepEqual(Object.keys(refusals).filter((name) => !asked.has(name)), []);
    assert.deepEqual([...exercised].filter((name) => name in refusals || isOutside(name)), []);
  });

  test('has never had an answer of the wrong shape', () => {
    assert.deepEqual(seen.violations, []);
    assert.ok(seen.answers > 1000, `${seen.answers} answers`);
  });
});
