import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { ConflictError, NotFoundError, UnprocessableEntityError } from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { aFolder, aTextFile, all, anAgent, EMBEDDING, ids, refused, several, unique, unknown }
  from '../client/fixtures.js';

describe('folders', () => {
  test('keep what they were given', async () => {
    const name = unique('papers');

    const made = await letta.folders.create({ name, description: 'PDFs', instructions: 'Read.',
      metadata: { year: 2024 }, embedding: EMBEDDING });

    assert.deepEqual([made.name, made.description, made.instructions, made.metadata],
      [name, 'PDFs', 'Read.', { year: 2024 }]);
    assert.equal(made.embedding_config.handle, EMBEDDING);
    assert.deepEqual(await letta.folders.retrieve(made.id), made);
  });

  test('take the configuration Thoth gives them', async () => {
    const { embedding_config: config } = await aFolder({ embedding: undefined,
      embedding_config: { embedding_model: 'text-embedding-3-small',
        embedding_endpoint_type: 'openai', embedding_dim: 1536 } });

    assert.deepEqual([config.embedding_model, config.embedding_dim],
      ['text-embedding-3-small', 1536]);
  });

  test('change where something is given', async () => {
    const made = await aFolder({ description: 'old', instructions: 'kept' });

    const changed = await letta.folders.update(made.id, { description: 'new' });

    assert.deepEqual([changed.name, changed.description, changed.instructions],
      [made.name, 'new', 'kept']);
    assert.deepEqual(await letta.folders.retrieve(made.id), changed);
  });

  test('have their name once', async () => {
    const [first, second] = [await aFolder(), await aFolder()];

    await refused(aFolder({ name: first.name }), ConflictError);
    await refused(letta.folders.update(second.id, { name: first.name }), ConflictError);
  });

  test('go with their files', async () => {
    const folder = await aFolder();
    const file = await aTextFile(folder, 'a.txt', 'A');

    assert.equal(await letta.folders.delete(folder.id), null);

    await refused(letta.folders.retrieve(folder.id), NotFoundError);
    await refused(letta.folders.update(folder.id, { name: 'x' }), NotFoundError);
    await refused(letta.folders.delete(folder.id), NotFoundError);
    await refused(letta.folders.files.retrieve(file.id, { folder_id: folder.id }), NotFoundError);
  });

  test('are refused when they cannot be', async () => {
    await refused(letta.folders.create({}), UnprocessableEntityError, /name/);
    await refused(letta.folders.retrieve('folder-1'), UnprocessableEntityError);
    await refused(letta.folders.retrieve(unknown('source')), NotFoundError);
  });
});

describe('folders.list', () => {
  let made;

  before(async () => {
    made = await several(60, () => aFolder());
  });

  test('holds fifty and is paged to the end, each once', async () => {
    const first = await letta.folders.list();
    const listed = ids(await all(letta.folders.list({ order: 'asc' })));
    assert.equal(first.items.length, 50);
    assert.deepEqual(listed.filter((id) => ids(made).includes(id)), ids(made));
    assert.equal(new Set(listed).size, listed.length);
  });

  test('goes on after a folder, before a folder, and by name', async () => {
    const page = async (query) => ids((await letta.folders.list(query)).items);

    assert.deepEqual(await page({ after: made[3].id, limit: 2, order: 'asc' }),
      ids(made.slice(4, 6)));
    assert.deepEqual(await page({ before: made[5].id, limit: 2, order: 'asc' }),
      ids(made.slice(3, 5)));
    assert.deepEqual(await page({ name: made[7].name }), [made[7].id]);
    await refused(letta.folders.list({ order_by: 'colour' }), UnprocessableEntityError, /order_by/);
  });
});

describe('folders.agents.list', () => {
  test('has the ids of those it was given to', async () => {
    const folder = await aFolder();
    const agents = await several(2, () => anAgent());
    const listed = () => letta.folders.agents.list(folder.id);

    assert.deepEqual(await all(await listed()), []);
    for (const { id } of agents) await letta.agents.folders.attach(folder.id, { agent_id: id });

    assert.deepEqual((await all(await listed())).sort(), ids(agents).sort());
    await refused(letta.folders.agents.list(unknown('source')), NotFoundError);
  });
});
