import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { seen } from './client/checked.js';
import { letta } from './client/client.js';
import { exercised, methodsOf, resourcesOf } from './client/exercised.js';
import { later } from './client/later.js';

/** Every method of the SDK by its dotted name, read from its classes. */
function published() {
  return resourcesOf(letta).flatMap(([name, resource]) => name === ''
    ? ['health']
    : methodsOf(resource).map((method) => `${name}.${method}`));
}

const isLater = (method) =>
  Object.keys(later).some((name) => method === name || method.startsWith(`${name}.`));

/** Runs after all suites, in their process: it looks at what they have done. */
describe('the SDK', () => {
  test('has the resources these tests are about', () => {
    const names = resourcesOf(letta).map(([name]) => name);

    for (const name of ['agents', 'agents.blocks', 'agents.passages', 'agents.archives', 'blocks',
      'blocks.agents', 'archives', 'archives.passages', 'passages', 'tags', 'models',
      'models.embeddings', 'tools', 'agents.tools']) {
      assert.ok(names.includes(name), name);
    }
  });

  test('has no method that is neither exercised nor named as coming later', () => {
    assert.deepEqual(published().filter((name) => !exercised.has(name) && !isLater(name)), []);
  });

  test('has every method that is named as coming later, and none is exercised', () => {
    const names = published();

    assert.deepEqual(Object.keys(later).filter((name) =>
      !names.some((method) => method === name || method.startsWith(`${name}.`))), []);
    assert.deepEqual([...exercised].filter(isLater), []);
  });

  test('has never had an answer of the wrong shape', () => {
    assert.deepEqual(seen.violations, []);
    assert.ok(seen.answers > 1000, `${seen.answers} answers`);
  });
});
