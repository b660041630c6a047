import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { NotFoundError } from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { aConversation, anAgent, captured, refused, said, unknown } from '../client/fixtures.js';

const context = (agent, query = {}) => letta.get(`/v1/agents/${agent.id}/context`, { query });

/** A quarter of the bytes in UTF-8, rounded up. */
const tokens = (text) => Math.ceil(Buffer.byteLength(text) / 4);

describe('agents.recompile', () => {
  test('answers the prompt with the strings clients look for', async () => {
    const agent = await anAgent({
      system: 'Be kind.', memory_blocks: [{ label: 'human', value: 'Größe 🦉', limit: 99 }] });
    await letta.agents.passages.create(agent.id, { text: 'a memory' });
    await captured(agent, [said('hello')]);

    const text = await letta.agents.recompile(agent.id, { update_timestamp: true });

    for (const part of ['Be kind.\n\n<memory_blocks>\n', '<human>\n<description>\n',
      '- chars_current=7\n- chars_limit=99\n', '<value>\nGröße 🦉\n</value>\n</human>',
      '</memory_blocks>\n\n<memory_metadata>\n', `- AGENT_ID: ${agent.id}\n`,
      '- CONVERSATION_ID: default\n', '- System prompt last recompiled: ',
      '- 1 earlier messages', '- 1 passages']) {
      assert.ok(text.includes(part), `${part} is not in ${text}`);
    }
    assert.ok(!text.includes('- The current system date is:'));
    await refused(letta.agents.recompile(unknown('agent')), NotFoundError);
  });

  test('a dry run changes nothing', async () => {
    const agent = await anAgent();
    const before = await context(agent);

    const dry = await letta.agents.recompile(agent.id, { dry_run: true, update_timestamp: true });

    assert.deepEqual(await context(agent), before);
    assert.equal(dry, await letta.agents.recompile(agent.id));
  });
});

describe('GET /v1/agents/{id}/context', () => {
  test('counts every part, and the parts make the whole', async () => {
    const agent = await anAgent({
      system: 'Be kind.', tools: ['conversation_search'], include_base_tools: false,
      memory_blocks: [{ label: 'human', value: 'Größe 🦉' }] });
    await captured(agent, [said('one'), { role: 'assistant', content: 'two' }]);

    const window = await context(agent);

    assert.deepEqual(window.functions_definitions.map((one) => one.function.name),
      ['conversation_search']);
    assert.deepEqual(window.messages.map((one) => one.role), ['system', 'user', 'assistant']);
    assert.deepEqual([window.num_messages, window.num_recall_memory, window.num_archival_memory],
      [3, 2, 0]);
    assert.equal(window.num_tokens_system, tokens(window.system_prompt));
    assert.equal(window.num_tokens_core_memory, tokens(window.core_memory));
    assert.equal(window.num_tokens_external_memory_summary, tokens(window.external_memory_summary));
    assert.ok(window.num_tokens_functions_definitions > 0);
    const parts = Object.entries(window).filter(([name]) => name.startsWith('num_tokens_'))
      .reduce((sum, [, count]) => sum + count, 0);
    assert.equal(window.context_window_size_current, parts);
    assert.equal(window.context_window_size_max, agent.llm_config.context_window);
  });

  test('of a conversation, with its own messages', async () => {
    const agent = await anAgent();
    const conversation = await aConversation(agent);
    await captured(agent, [said('there')], { conversation_id: conversation.id });

    const window = await context(agent, { conversation_id: conversation.id });

    assert.deepEqual(window.messages.map((one) => one.content.at(-1).text).slice(1), ['there']);
    assert.ok(window.external_memory_summary.includes(`- CONVERSATION_ID: ${conversation.id}`));
    await refused(context(agent, { conversation_id: unknown('conv') }), NotFoundError);
    await refused(context({ id: unknown('agent') }), NotFoundError);
  });
});
