import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { APIError, ConflictError, NotFoundError, toFile, UnprocessableEntityError }
  from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { aFolder, aTextFile, all, ids, refused, several, unknown } from '../client/fixtures.js';

const contentOf = async (file, folder) => (await letta.folders.files.retrieve(
  file.id, { folder_id: folder.id, include_content: true })).content;

const fileNames = (files) => files.map((file) => file.file_name);

describe('folders.files', () => {
  test('are kept whole, and tell their content on request', async () => {
    const folder = await aFolder();

    const made = await aTextFile(folder, 'notes.md', '# Größe 🦉');

    assert.deepEqual([made.file_name, made.original_file_name, made.processing_status,
      made.file_size, made.source_id, made.content],
    ['notes.md', 'notes.md', 'completed', 14, folder.id, null]);
    const read = await letta.folders.files.retrieve(made.id, { folder_id: folder.id });
    assert.deepEqual(read, made);
    assert.equal(await contentOf(made, folder), '# Größe 🦉');
  });

  test('have the name that is asked for', async () => {
    const folder = await aFolder();

    const made = await aTextFile(folder, 'a.txt', 'A', { name: 'b.txt' });

    assert.deepEqual(fileNames(await all(letta.folders.files.list(folder.id))), ['b.txt']);
    assert.equal(made.file_name, 'b.txt');
  });

  for (const [handling, names, content] of [
    ['skip', ['a.txt'], 'old'],
    ['replace', ['a.txt'], 'new'],
    ['suffix', ['a_(1).txt', 'a.txt'], 'new'],
    [undefined, ['a_(1).txt', 'a.txt'], 'new'],
  ]) {
    test(`a name that is there is handled as asked: ${handling}`, async () => {
      const folder = await aFolder();
      await aTextFile(folder, 'a.txt', 'old');

      const kept = await aTextFile(folder, 'a.txt', 'new', { duplicate_handling: handling });

      assert.equal(await contentOf(kept, folder), content);
      assert.deepEqual(fileNames(await all(letta.folders.files.list(folder.id))), names);
    });
  }

  test('are refused when they cannot be kept', async () => {
    const folder = await aFolder();
    const upload = async (name, bytes, query) => letta.folders.files.upload(
      folder.id, { file: await toFile(bytes, name), ...query });
    await aTextFile(folder, 'a.txt', 'A');

    await refused(upload('a.txt', 'B', { duplicate_handling: 'error' }), ConflictError);
    await refused(upload('a.txt', 'B', { duplicate_handling: 'x' }), UnprocessableEntityError);
    const image = await refused(upload('a.png', Buffer.from([0xff, 0xd8, 0])), APIError, /UTF-8/);
    const large = await refused(upload('a.txt', 'x'.repeat(11 << 20)), APIError, /larger/);
    assert.deepEqual([image.status, large.status], [415, 413]);
    await refused(aTextFile({ id: unknown('source') }, 'a.txt', 'A'), NotFoundError);
    assert.equal((await all(letta.folders.files.list(folder.id))).length, 1);
  });

  test('are deleted one by one', async () => {
    const folder = await aFolder();
    const [first, second] = await several(2, (n) => aTextFile(folder, `${n}.txt`, 'x'));

    assert.equal(await letta.folders.files.delete(first.id, { folder_id: folder.id }), null);

    assert.deepEqual(ids(await all(letta.folders.files.list(folder.id))), [second.id]);
    await refused(
      letta.folders.files.delete(first.id, { folder_id: folder.id }), NotFoundError);
    await refused(
      letta.folders.files.retrieve(second.id, { folder_id: unknown('source') }), NotFoundError);
  });
});

describe('folders.files.list', () => {
  let folder;
  let made;

  before(async () => {
    folder = await aFolder();
    made = await several(12, (n) => aTextFile(folder, `${n}.txt`, `text ${n}`));
  });

  test('is newest first and paged to the end', async () => {
    const listed = async (query) =>
      ids(await all(letta.folders.files.list(folder.id, { limit: 5, ...query })));

    assert.deepEqual(await listed(), ids(made).reverse());
    assert.deepEqual(await listed({ order: 'asc' }), ids(made));
  });

  test('tells contents on request', async () => {
    const files = await all(letta.folders.files.list(
      folder.id, { include_content: true, order: 'asc', limit: 12 }));

    assert.equal(files[3].content, 'text 3');
    await refused(letta.folders.files.list(unknown('source')), NotFoundError);
  });
});
