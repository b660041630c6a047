import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Chat } from './chat.js';
import { habits, own, startThoth, wire } from './stage.js';
import { stateOf } from './state.js';
import { toolNames } from './tool-server.js';

test('a start after the memory itself was started again finds nothing to change', async () => {
  Object.assign(own, JSON.parse(readFileSync(process.env.THOTH_NOTES, 'utf8')));
  const { ids } = own;
  const before = await stateOf(wire);

  const { changes, sent, id } = await startThoth({}, toolNames());

  assert.deepEqual(own.ids, ids);
  assert.deepEqual(changes, []);
  assert.deepEqual(sent, habits(id));
  assert.deepEqual(await stateOf(wire), before);
  assert.equal((await new Chat(wire, ids.orchestrator).usual()).summary, 'Owls (default)');
});
