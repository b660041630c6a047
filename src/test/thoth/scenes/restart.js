import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { AGENTS } from '../agents.js';
import { Chat, textOf } from '../chat.js';
import { agent, habits, names, own, startThoth, wire } from '../stage.js';
import { stateOf } from '../state.js';
import { toolNames } from '../tool-server.js';

describe('the next start, of this version', () => {
  test('adds what is missing and takes away what is too much', async () => {
    const { changes } = await startThoth({}, toolNames());

    assert.deepEqual(changes.sort(),
      ['add block planning', 'attach search_articles', 'attach search_articles',
        'detach count_pages']);
    const made = await agent('orchestrator');
    assert.ok(made.system.includes('delegate analysis'));
    assert.deepEqual(made.tool_rules, AGENTS[0].rules);
    assert.equal(made.llm_config.handle, 'openai/gpt-4o-mini');
  });

  test('has the folder attached', async () => {
    assert.deepEqual(names(await wire.get(`/v1/agents/${own.ids.orchestrator}/folders`)),
      ['thoth_processed_articles']);
  });

  test('keeps what was said and remembered', async () => {
    const chat = new Chat(wire, own.ids.orchestrator);
    const { messages } = await chat.page((await chat.usual()).id);

    assert.ok(messages.map(textOf).includes('Which papers are about owls?'));
  });

  test('leaves nothing of its probe behind', async () => {
    for (const id of Object.values(own.ids)) {
      assert.deepEqual(await wire.get(`/v1/agents/${id}/archival-memory`), []);
    }
  });
});

describe('the start after that', () => {
  test('finds nothing to change', async () => {
    const before = await stateOf(wire);
    const { changes, sent, id } = await startThoth({}, toolNames());

    assert.deepEqual(changes, []);
    assert.deepEqual(sent, habits(id));
    assert.deepEqual(await stateOf(wire), before);
  });
});
