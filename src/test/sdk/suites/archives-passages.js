import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { APIError, BadRequestError, NotFoundError, UnprocessableEntityError }
  from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { anArchive, ids, refused, unknown } from '../client/fixtures.js';

describe('archives.passages', () => {
  test('a passage keeps what it was given', async () => {
    const archive = await anArchive();
    const asked = {
      text: 'Grüße an die Welt', tags: ['a', 'b'], metadata: { page: 7 },
      created_at: '2024-02-29T23:59:59.000001Z',
    };

    const passage = await letta.archives.passages.create(archive.id, asked);

    assert.equal(passage.text, asked.text);
    assert.deepEqual(passage.tags.sort(), asked.tags);
    assert.deepEqual(passage.metadata, asked.metadata);
    assert.equal(passage.created_at, asked.created_at);
    assert.equal(passage.archive_id, archive.id);
    assert.equal(passage.is_deleted, false);
  });

  test('a time with an offset is kept as the same moment', async () => {
    const { id } = await anArchive();

    const passage = await letta.archives.passages.create(
      id, { text: 'noon in Berlin', created_at: '2025-07-01T12:00:00+02:00' });

    assert.equal(passage.created_at, '2025-07-01T10:00:00.000000Z');
  });

  test('a deleted passage is found no more', async () => {
    const { id } = await anArchive();
    const kept = await letta.archives.passages.create(id, { text: 'kept quokka' });
    const gone = await letta.archives.passages.create(id, { text: 'gone quokka' });

    const answer = await letta.archives.passages.delete(gone.id, { archive_id: id });

    assert.equal(answer, null);
    const hits = await letta.passages.search({ archive_id: id, query: 'quokka' });
    assert.deepEqual(hits.map((hit) => hit.passage.id), [kept.id]);
    await refused(letta.archives.passages.delete(gone.id, { archive_id: id }), NotFoundError);
  });

  test('a passage of another archive is not deleted', async () => {
    const [mine, other] = [await anArchive(), await anArchive()];
    const passage = await letta.archives.passages.create(other.id, { text: 'not mine' });

    await refused(letta.archives.passages.delete(passage.id, { archive_id: mine.id }),
      BadRequestError);

    const hits = await letta.passages.search({ archive_id: other.id });
    assert.deepEqual(hits.map((hit) => hit.passage.id), [passage.id]);
  });

  test('an unknown archive is 404, a passage without text 422', async () => {
    const { id } = await anArchive();

    await refused(letta.archives.passages.create(unknown('archive'), { text: 'x' }), NotFoundError);
    await refused(letta.archives.passages.create(id, { tags: [] }), UnprocessableEntityError,
      /text/);
    await refused(letta.archives.passages.delete(unknown('passage'), { archive_id: id }),
      NotFoundError);
  });

  test('a passage can be edited and is found by its new text', async () => {
    const { id } = await anArchive();
    const before = await letta.archives.passages.create(id, { text: 'aardvark', tags: ['old'] });

    const after = await letta.patch(
      `/v1/archives/${id}/passages/${before.id}`, { body: { text: 'platypus', tags: ['new'] } });

    assert.deepEqual([after.id, after.text, after.tags], [before.id, 'platypus', ['new']]);
    const [hit] = await letta.passages.search({ archive_id: id, query: 'platypus' });
    assert.equal(hit.passage.text, 'platypus');
    assert.deepEqual(await letta.passages.search({ archive_id: id, tags: ['old'] }), []);
  });
});

describe('archives.passages.createMany', () => {
  test('stores a thousand in one request, in order', async () => {
    const { id } = await anArchive();
    const passages = Array.from({ length: 1000 }, (_, n) => ({
      text: `entry ${n}`, tags: [`group-${n % 10}`], metadata: { n } }));

    const stored = await letta.archives.passages.createMany(id, { passages });

    assert.deepEqual(stored.map((passage) => passage.text), passages.map(({ text }) => text));
    assert.deepEqual(stored.map((passage) => passage.metadata.n), passages.map((_, n) => n));
    assert.equal(new Set(ids(stored)).size, 1000);
    const group = await letta.passages.search({ archive_id: id, tags: ['group-3'], limit: 100 });
    assert.deepEqual(ids(group.map((hit) => hit.passage)).sort(),
      ids(stored.filter((_, n) => n % 10 === 3)).sort());
  });

  test('is all or nothing', async () => {
    const { id } = await anArchive();

    const error = await refused(letta.archives.passages.createMany(
      id, { passages: [{ text: 'good' }, { text: 5 }] }), APIError);

    assert.equal(error.status, 422);
    assert.deepEqual(await letta.get(`/v1/archives/${id}/passages`), []);
  });
});
