import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { NotFoundError, UnprocessableEntityError } from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { aFolder, aTextFile, all, anAgent, ids, refused, several, unknown }
  from '../client/fixtures.js';

describe('agents.folders', () => {
  test('are attached once, listed and detached', async () => {
    const agent = await anAgent();
    const [first, second] = await several(2, () => aFolder());
    const link = { agent_id: agent.id };
    const listed = async (query) => ids(await all(letta.agents.folders.list(agent.id, query)));

    assert.equal(await letta.agents.folders.attach(first.id, link), null);
    await letta.agents.folders.attach(second.id, link);
    await letta.agents.folders.attach(first.id, link);

    assert.deepEqual(await listed(), [second.id, first.id]);
    assert.deepEqual(await listed({ limit: 1, order: 'asc' }), [first.id, second.id]);
    assert.equal(await letta.agents.folders.detach(first.id, link), null);
    assert.equal(await letta.agents.folders.detach(first.id, link), null);
    assert.deepEqual(await listed(), [second.id]);
  });

  test('come with an agent that names them', async () => {
    const folder = await aFolder();

    const agent = await anAgent({ folder_ids: [folder.id] });

    assert.deepEqual(ids(agent.sources), [folder.id]);
    const read = await letta.agents.retrieve(agent.id, { include: ['agent.sources'] });
    assert.deepEqual(ids(read.sources), [folder.id]);
  });

  test('are refused when either is not there', async () => {
    const [agent, folder] = [await anAgent(), await aFolder()];

    for (const verb of ['attach', 'detach']) {
      await refused(
        letta.agents.folders[verb](folder.id, { agent_id: unknown('agent') }), NotFoundError);
      await refused(
        letta.agents.folders[verb](unknown('source'), { agent_id: agent.id }), NotFoundError);
      await refused(
        letta.agents.folders[verb]('folder-1', { agent_id: agent.id }), UnprocessableEntityError);
    }
    await refused(letta.agents.folders.list(unknown('agent')), NotFoundError);
  });
});

describe('agents.files', () => {
  let agent;
  let files;

  before(async () => {
    const folder = await aFolder();
    agent = await anAgent({ folder_ids: [folder.id], max_files_open: 2 });
    files = await several(5, (n) => aTextFile(folder, `${n}.txt`, `text ${n}`));
  });

  const listed = async (query) => (await all(letta.agents.files.list(agent.id, query)))
    .map((file) => file.file_name);
  const link = () => ({ agent_id: agent.id });

  test('are those of its folders, closed, and paged to the end', async () => {
    const page = await letta.agents.files.list(agent.id, { limit: 2 });

    assert.deepEqual([page.files.length, page.has_more], [2, true]);
    assert.deepEqual(await listed({ limit: 2 }), ['4.txt', '3.txt', '2.txt', '1.txt', '0.txt']);
    assert.ok(page.files.every((file) => !file.is_open && file.visible_content === null));
  });

  test('are opened and closed', async () => {
    assert.deepEqual(await letta.agents.files.open(files[1].id, link()), []);

    const [open] = (await letta.agents.files.list(agent.id, { is_open: true })).files;
    assert.deepEqual([open.file_id, open.visible_content], [files[1].id, 'text 1']);
    assert.equal(await letta.agents.files.close(files[1].id, link()), null);
    assert.deepEqual(await listed({ is_open: true }), []);
  });

  test('are at most so many open: the one opened longest ago is closed', async () => {
    await letta.agents.files.open(files[0].id, link());
    await letta.agents.files.open(files[1].id, link());

    assert.deepEqual(await letta.agents.files.open(files[2].id, link()), ['0.txt']);
    assert.deepEqual((await letta.agents.files.closeAll(agent.id)).sort(), ['1.txt', '2.txt']);
    assert.deepEqual(await listed({ is_open: true }), []);
  });

  test('are refused when they are not there', async () => {
    for (const verb of ['open', 'close']) {
      await refused(letta.agents.files[verb](unknown('file'), link()), NotFoundError);
      await refused(
        letta.agents.files[verb](files[0].id, { agent_id: unknown('agent') }), NotFoundError);
    }
    await refused(letta.agents.files.closeAll(unknown('agent')), NotFoundError);
    await refused(letta.agents.files.list(unknown('agent')), NotFoundError);
  });
});
