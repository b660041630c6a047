import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { NotFoundError, UnprocessableEntityError } from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { EMBEDDING, all, anAgent, anArchive, ids, refused, several, unique, unknown }
  from '../client/fixtures.js';

describe('archives', () => {
  test('an archive is made, read, changed and deleted', async () => {
    const name = unique('library');

    const made = await letta.archives.create({ name, description: 'papers', embedding: EMBEDDING });
    const read = await letta.archives.retrieve(made.id);
    const changed = await letta.archives.update(made.id, { name: `${name} 2`, description: 'all' });
    const answer = await letta.archives.delete(made.id);

    assert.deepEqual([made.name, made.description], [name, 'papers']);
    assert.deepEqual(read, made);
    assert.deepEqual([changed.name, changed.description], [`${name} 2`, 'all']);
    assert.equal(changed.created_at, made.created_at);
    assert.equal(answer, null);
    await refused(letta.archives.retrieve(made.id), NotFoundError);
    await refused(letta.archives.delete(made.id), NotFoundError);
  });

  test('needs only a name', async () => {
    const archive = await letta.archives.create({ name: unique('bare') });

    assert.equal(archive.description, null);
    await refused(letta.archives.create({}), UnprocessableEntityError, /name/);
  });

  test('null leaves a field as it is', async () => {
    const { id, name } = await anArchive({ description: 'kept' });

    const after = await letta.archives.update(id, { name: null, description: null });

    assert.deepEqual([after.name, after.description], [name, 'kept']);
  });

  test('its passages go with it', async () => {
    const archive = await anArchive();
    const passage = await letta.archives.passages.create(archive.id, { text: 'goes too' });

    await letta.archives.delete(archive.id);

    const hits = await letta.passages.search({ query: 'goes too' });
    assert.ok(hits.every((hit) => hit.passage.id !== passage.id));
  });

  test('an unknown archive is 404, a malformed id 422', async () => {
    const id = unknown('archive');

    await refused(letta.archives.retrieve(id), NotFoundError);
    await refused(letta.archives.update(id, { name: 'x' }), NotFoundError);
    await refused(letta.archives.delete(id), NotFoundError);
    await refused(letta.archives.retrieve('archive-1'), UnprocessableEntityError);
  });
});

describe('archives.list', () => {
  const name = unique('crowd');
  let archives;

  before(async () => {
    archives = await several(110, () => anArchive({ name }));
  });

  test('pages through more than a hundred, newest first', async () => {
    assert.deepEqual(ids(await all(letta.archives.list({ name }))), ids(archives).reverse());
  });

  test('goes the other way on request, in pages of any size', async () => {
    const listed = await all(letta.archives.list({ name, order: 'asc', limit: 30 }));

    assert.deepEqual(ids(listed), ids(archives));
  });

  test('a page holds fifty, and the name must be exact', async () => {
    assert.equal((await letta.archives.list({ name })).items.length, 50);
    assert.deepEqual((await letta.archives.list({ name: name.slice(0, -1) })).items, []);
  });

  test('pages backwards from an archive', async () => {
    const listed = await letta.archives.list({ name, order: 'asc', before: archives[5].id });

    assert.deepEqual(ids(listed.items), ids(archives.slice(0, 5)));
  });

  test('by agent', async () => {
    const agent = await anAgent();
    await letta.agents.archives.attach(archives[7].id, { agent_id: agent.id });

    const listed = await all(letta.archives.list({ agent_id: agent.id }));

    assert.deepEqual(ids(listed), [archives[7].id]);
  });
});
