import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { NotFoundError } from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { anAgent, anArchive, ids, refused, several, unknown } from '../client/fixtures.js';

describe('agents.archives', () => {
  test('an archive is shared by the agents it is attached to', async () => {
    const [archive, one, two] = [await anArchive(), await anAgent(), await anAgent()];

    const answer = await letta.agents.archives.attach(archive.id, { agent_id: one.id });
    await letta.agents.archives.attach(archive.id, { agent_id: two.id });
    const passage = await letta.archives.passages.create(archive.id, { text: 'for both of them' });

    assert.equal(answer, null);
    for (const { id } of [one, two]) {
      const found = await letta.agents.passages.search(id, { query: 'for both of them' });
      assert.deepEqual(ids(found.results), [passage.id]);
    }
    const agents = await letta.get(`/v1/archives/${archive.id}/agents`);
    assert.deepEqual(ids(agents).sort(), [one.id, two.id].sort());
  });

  test('a detached archive is searched no more, and detaching again is nothing', async () => {
    const [archive, agent] = [await anArchive(), await anAgent()];
    await letta.agents.archives.attach(archive.id, { agent_id: agent.id });
    await letta.archives.passages.create(archive.id, { text: 'out of sight' });

    const answer = await letta.agents.archives.detach(archive.id, { agent_id: agent.id });
    await letta.agents.archives.detach(archive.id, { agent_id: agent.id });

    assert.equal(answer, null);
    const found = await letta.agents.passages.search(agent.id, { query: 'out of sight' });
    assert.deepEqual(found.results, []);
    assert.ok((await letta.archives.retrieve(archive.id)).name);
  });

  test('one agent may have several, attached again without harm', async () => {
    const [agent, archives] = [await anAgent(), await several(3, () => anArchive())];
    for (const archive of [...archives, archives[0]]) {
      await letta.agents.archives.attach(archive.id, { agent_id: agent.id });
    }
    const passages = await Promise.all(archives.map((archive) =>
      letta.archives.passages.create(archive.id, { text: 'a word about lighthouses' })));

    const found = await letta.agents.passages.search(agent.id, { query: 'lighthouses' });

    assert.deepEqual(ids(found.results).sort(), ids(passages).sort());
  });

  test('an unknown archive or agent is 404', async () => {
    const [archive, agent] = [await anArchive(), await anAgent()];

    await refused(letta.agents.archives.attach(unknown('archive'), { agent_id: agent.id }),
      NotFoundError);
    await refused(letta.agents.archives.attach(archive.id, { agent_id: unknown('agent') }),
      NotFoundError);
  });
});
