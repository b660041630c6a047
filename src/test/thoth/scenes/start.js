import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ARCHIVAL_TOOLS, CORE_TOOLS, OLDER_AGENTS, SKILLS } from '../agents.js';
import { agent, names, startThoth, wire } from '../stage.js';
import { toolNames } from '../tool-server.js';

describe('before it starts', () => {
  for (const path of ['/v1/health', '/v1/health/', '/health', '/v1/version', '/v1/version/']) {
    test(`${path} answers at once`, async () => {
      assert.equal((await wire.send('GET', path)).status, 200);
    });
  }

  test('a token that nobody gave out is ignored while the server is open', async () => {
    const headers = { Authorization: 'Bearer thoths-own' };

    assert.equal((await wire.send('GET', '/v1/models/', undefined, headers)).status, 200);
  });
});

describe('the first start, of an older Thoth', () => {
  test('registers more tools than a page usually holds, by their own names', async () => {
    const { tools, changes } = await startThoth({ agents: OLDER_AGENTS }, toolNames(true));

    assert.deepEqual(names(tools), [...toolNames(true)].sort());
    assert.ok(changes.includes('create thoth_main_orchestrator'), String(changes));
    assert.ok(changes.includes('create thoth_research_analyst'), String(changes));
    const all = await wire.get('/v1/tools/');
    assert.deepEqual(toolNames(true).filter((name) => !names(all).includes(name)), []);
  });

  for (const config of OLDER_AGENTS) {
    test(`makes ${config.name} as asked`, async () => {
      const made = await agent(config.role);
      const blocks = await wire.get(`/v1/agents/${made.id}/core-memory/blocks`);

      assert.ok(made.system.includes(`Your agent ID is: ${made.id}`));
      assert.deepEqual(made.tool_rules, config.rules);
      assert.equal(made.llm_config.model, 'gpt-4o-mini');
      assert.equal(made.embedding_config.embedding_dim, 1536);
      for (const block of config.blocks.filter(({ label }) => label !== 'loaded_skills')) {
        const { value, limit, description } = blocks.find(({ label }) => label === block.label);
        assert.deepEqual({ label: block.label, value, limit, description }, block);
      }
      const wanted = [...config.tools, ...CORE_TOOLS, ...ARCHIVAL_TOOLS]
        .filter((name) => toolNames(true).includes(name) || !toolNames().includes(name));
      assert.deepEqual(wanted.filter((name) => !names(made.tools).includes(name)), []);
    });
  }

  test('loads the first skill', async () => {
    const { tools } = await agent('orchestrator');

    assert.deepEqual([...SKILLS.onboarding, 'unload_skill']
      .filter((name) => !names(tools).includes(name)), []);
  });
});
