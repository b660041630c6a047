import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { NotFoundError, UnprocessableEntityError } from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { anAgent, anIdentity, ids, refused, unique, unknown } from '../client/fixtures.js';

const readBack = (agent) => letta.agents.retrieve(agent.id, { include: ['agent.identities'] });

describe('agents.identities', () => {
  test('are attached once and detached', async () => {
    const [agent, identity] = [await anAgent(), await anIdentity()];
    const link = { agent_id: agent.id };

    assert.equal(await letta.agents.identities.attach(identity.id, link), null);
    await letta.agents.identities.attach(identity.id, link);

    const read = await readBack(agent);
    assert.deepEqual([ids(read.identities), read.identity_ids], [[identity.id], [identity.id]]);
    assert.equal(read.identities[0].identifier_key, identity.identifier_key);
    const known = await letta.get(`/v1/identities/${identity.id}`);
    assert.deepEqual(known.agent_ids, [agent.id]);
    assert.equal(await letta.agents.identities.detach(identity.id, link), null);
    assert.deepEqual((await readBack(agent)).identities, []);
  });

  test('find their agents', async () => {
    const identity = await anIdentity({ identifier_key: unique('ada') });
    const agent = await anAgent({ identity_ids: [identity.id] });
    const listed = async (query) => ids((await letta.agents.list(query)).items);

    assert.deepEqual(await listed({ identity_id: identity.id }), [agent.id]);
    assert.deepEqual(await listed({ identifier_keys: [identity.identifier_key] }), [agent.id]);
  });

  test('are refused when either is not there', async () => {
    const [agent, identity] = [await anAgent(), await anIdentity()];

    for (const verb of ['attach', 'detach']) {
      const link = letta.agents.identities[verb].bind(letta.agents.identities);
      await refused(link(identity.id, { agent_id: unknown('agent') }), NotFoundError);
      await refused(link(unknown('identity'), { agent_id: agent.id }), NotFoundError);
      await refused(link('ada', { agent_id: agent.id }), UnprocessableEntityError);
    }
  });
});
