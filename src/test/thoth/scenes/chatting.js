import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Chat, textOf } from '../chat.js';
import { own, wire } from '../stage.js';

describe('the chat', () => {
  let chat;
  let usual;

  test('has a usual conversation, made once', async () => {
    chat = new Chat(wire, own.ids.orchestrator);
    usual = await chat.usual();
    await chat.create();

    assert.equal(usual.summary, 'Default Conversation');
    assert.equal((await chat.usual()).id, usual.id);
    const [pinned] = await chat.conversations();
    assert.equal((await new Chat(wire, own.ids.orchestrator, pinned.id).usual()).id, pinned.id);
  });

  test('streams a turn that the plugin can read, and the next one at once', async () => {
    const picture = { type: 'image', source: { type: 'base64', media_type: 'image/png',
      data: 'iVBORw0KGgo=' } };
    const first = await chat.say(usual.id, 'Which papers are about owls?');
    const second = await chat.say(usual.id, '[skill-tools-ready] go on');
    const third = await chat.sayWithSkills(usual.id, ['Skill one.', 'Skill two.'],
      [{ type: 'text', text: 'And this one?' }, picture]);

    for (const { status, headers, events } of [first, second, third]) {
      assert.equal(status, 200);
      assert.match(headers.get('content-type'), /^text\/event-stream/);
      assert.equal(headers.get('x-accel-buffering'), 'no');
      const reasons = events.filter(({ message_type: type }) => type === 'stop_reason');
      assert.deepEqual(reasons.map(({ stop_reason: reason }) => reason), ['end_turn']);
      assert.ok(!events.some(({ message_type: type }) => type === 'error_message'));
    }
    const { messages } = await chat.page(usual.id);
    const said = messages.filter(({ message_type: type }) => type === 'user_message').map(textOf);
    assert.deepEqual(said,
      ['And this one?', '[skill-tools-ready] go on', 'Which papers are about owls?']);
    assert.equal(messages.filter(({ message_type: type }) => type === 'system_message').length, 3);
  });

  test('answers a quick question without a stream', async () => {
    assert.equal(await chat.quick(usual.id, 'Anyone?'), undefined);
  });

  test('takes what the proxy sends up to twenty megabytes, and refuses more', async () => {
    const { id } = await chat.create('Pictures');
    const input = (bytes) => [{ type: 'text', text: 'Look.' }, { type: 'image',
      source: { type: 'base64', media_type: 'image/png', data: 'A'.repeat(bytes) } }];

    const large = await chat.say(id, input(20_000_000));
    const larger = await wire.send('POST', `/v1/conversations/${id}/messages`,
      { input: input(21_000_000) });

    assert.equal(large.events.at(-2).stop_reason, 'end_turn');
    assert.equal(larger.status, 413);
    await chat.remove(id);
  });

  test('is read back page by page, older ones before the oldest shown', async () => {
    const { id } = await chat.create('Long');
    // What a model would have said, as whoever runs it would have it kept.
    const turns = Array.from({ length: 700 }, (_, n) =>
      ({ role: n % 2 === 0 ? 'user' : 'assistant', content: `Turn ${n}` }));
    await wire.post(`/v1/agents/${own.ids.orchestrator}/messages/capture`,
      { messages: turns, conversation_id: id });

    const pages = [await chat.page(id)];
    while (pages.at(-1).hasMore) {
      pages.push(await chat.page(id, pages.at(-1).messages.at(-1).id));
    }
    const texts = pages.flatMap(({ messages }) => messages)
      .filter(({ message_type: type }) => type !== 'system_message').map(textOf);

    assert.deepEqual(pages.map(({ messages }) => messages.length), [300, 300, 101]);
    assert.deepEqual(texts, turns.map(({ content }) => content).reverse());
    const middle = pages[1].messages[0].id;
    const older = await wire.get(
      `/v1/conversations/${id}/messages?limit=10&order=asc&before=${middle}`);
    assert.ok(older.every((message) => message.date < pages[1].messages[0].date));
  });

  test('lists more conversations than a usual page has, titles and deletes them', async () => {
    for (let n = 0; n < 60; n += 1) await chat.create();
    const { id } = (await chat.conversations())[0];
    await chat.say(id, 'What do owls eat?');

    const titled = await chat.title();
    await chat.rename(usual.id, 'Owls (default)');

    assert.deepEqual(titled, [id]);
    const all = await chat.conversations();
    assert.equal(all.length, 63);
    assert.equal(all.find((each) => each.id === id).summary, 'What do owls eat?');
    assert.deepEqual(await chat.title(), []);
    for (const one of all.filter(({ summary }) => summary === null).slice(3)) {
      await chat.remove(one.id);
    }
    assert.equal((await chat.conversations()).length, 6);
    assert.equal((await chat.usual()).id, usual.id);
  });

  test('a plugin on a desktop, a telephone or in a browser may call', async () => {
    for (const origin of ['app://obsidian.md', 'capacitor://localhost', 'http://localhost',
      'https://app.letta.com']) {
      const path = `/v1/conversations/${usual.id}/messages`;
      const response = await fetch(process.env.THOTH_URL + path, {
        method: 'OPTIONS',
        headers: { Origin: origin, 'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'authorization,content-type' },
      });
      assert.equal(response.status, 204, origin);
      assert.equal(response.headers.get('access-control-allow-origin'), origin);
      assert.equal(response.headers.get('access-control-allow-credentials'), 'true');
      assert.match(response.headers.get('access-control-allow-headers'), /authorization/i);
    }
  });
});
