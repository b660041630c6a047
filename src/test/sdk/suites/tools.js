import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  BadRequestError, ConflictError, NotFoundError, UnprocessableEntityError,
} from '@letta-ai/letta-client';
import { letta } from '../client/client.js';
import { all, ids, refused, several, unique, unknown } from '../client/fixtures.js';

const source = (name) => `
from typing import List, Optional

def ${name}(title: str, guests: List[str], hour: Optional[int] = None) -> str:
    """
    Plans an evening.

    Args:
        title (str): What it is called.
        guests (List[str]): Who comes.
        hour (int): When it begins.
    """
    return title
`;

const plan = () => unique('plan').replace('-', '_');

describe('tools', () => {
  test('the 26 base tools are listed, and come back when one is deleted', async () => {
    const base = await all(letta.tools.list({ return_only_letta_tools: true }));
    const one = base.find((tool) => tool.name === 'grep_files');

    const answer = await letta.tools.delete(one.id);
    const again = await all(letta.tools.list({ return_only_letta_tools: true }));

    assert.equal(base.length, 26);
    assert.equal(answer, null);
    assert.equal(again.length, 26);
    assert.notEqual(again.find((tool) => tool.name === 'grep_files').id, one.id);
  });

  test('name and schema are read from the source', async () => {
    const name = plan();

    const tool = await letta.tools.create({ source_code: source(name), tags: ['b', 'a'] });

    assert.equal(tool.name, name);
    assert.equal(tool.description, 'Plans an evening.');
    assert.deepEqual(tool.tags, ['a', 'b']);
    assert.equal(tool.tool_type, 'custom');
    assert.deepEqual(tool.json_schema, {
      name,
      description: 'Plans an evening.',
      parameters: {
        type: 'object',
        properties: {
          title: { type: 'string', description: 'What it is called.' },
          guests: {
            type: 'array', items: { type: 'string' }, description: 'Who comes.',
          },
          hour: { type: 'integer', description: 'When it begins.' },
        },
        required: ['title', 'guests'],
      },
    });
    assert.deepEqual(await letta.tools.retrieve(tool.id), tool);
  });

  test('a name that is taken is 409, and upsert changes that tool', async () => {
    const name = plan();
    const tool = await letta.tools.create({ source_code: source(name) });

    await refused(letta.tools.create({ source_code: source(name) }), ConflictError);
    const changed = await letta.tools.upsert({ source_code: source(name), tags: ['new'] });

    assert.equal(changed.id, tool.id);
    assert.deepEqual(changed.tags, ['new']);
  });

  test('a change keeps what it does not name', async () => {
    const tool = await letta.tools.create({ source_code: source(plan()), tags: ['a'] });

    const changed = await letta.tools.update(tool.id, { description: 'Other words.' });

    assert.equal(changed.description, 'Other words.');
    assert.deepEqual(changed.tags, ['a']);
    assert.equal(changed.source_code, tool.source_code);
  });

  test('a list is filtered, counted alike and paged by itself', async () => {
    const made = await several(5, () => letta.tools.create({ source_code: source(plan()) }));

    const filter = { tool_ids: ids(made) };
    const read = await all(letta.tools.list({ ...filter, limit: 2 }));

    assert.deepEqual(ids(read), ids(made).reverse());
    assert.equal((await letta.get('/v1/tools/count', { query: { tool_ids: ids(made) } })), 5);
    assert.deepEqual(ids(await all(letta.tools.list({ name: made[1].name }))), [made[1].id]);
  });

  test('a search finds tools by their words', async () => {
    const name = plan();
    await letta.tools.create({ source_code: source(name) });

    const found = await letta.tools.search({ query: name, limit: 1 });

    assert.equal(found[0].tool.name, name);
  });

  test('the base tools can be made anew', async () => {
    const made = await letta.post('/v1/tools/add-base-tools');

    assert.equal(made.length, 26);
  });

  test('what cannot be stored is refused', async () => {
    await refused(letta.tools.create({ source_code: 'x = 1' }), BadRequestError, /source_code/);
    await refused(letta.tools.create({}), UnprocessableEntityError, /source_code/);
    await refused(letta.tools.retrieve(unknown('tool')), NotFoundError);
    await refused(letta.tools.retrieve('nonsense'), UnprocessableEntityError, /tool_id/);
  });

  test('source code is never executed', async () => {
    const error = await letta.post('/v1/tools/run', { body: { source_code: source('f'), args: {} } })
      .then(() => assert.fail('it ran'), (reason) => reason);

    assert.equal(error.status, 501);
    assert.match(error.error.detail, /never executes/);
  });
});
