const PAGE = 300;

/** The chat of Thoth's plugin with one agent. */
export class Chat {
  constructor(wire, agent, pinned) {
    Object.assign(this, { wire, agent, pinned });
  }

  /** What a refresh of the list of chats asks for. */
  conversations() {
    return this.wire.get(`/v1/conversations/?agent_id=${this.agent}&limit=200`);
  }

  create(summary) {
    return this.wire.post(`/v1/conversations/?agent_id=${this.agent}`,
      summary === undefined ? {} : { summary });
  }

  /** The pinned one, else one that is called so, else the oldest, else a new one. */
  async usual() {
    const all = await this.conversations();
    const oldest = [...all].sort((a, b) => a.created_at.localeCompare(b.created_at))[0];
    return all.find(({ id }) => id === this.pinned)
      ?? all.find(({ summary }) => /default|Main Conversation/.test(summary ?? ''))
      ?? oldest
      ?? this.create('Default Conversation');
  }

  /** Gives every conversation without a title the beginning of what the user said first. */
  async title() {
    const titled = [];
    for (const { id } of (await this.conversations()).filter(({ summary }) => !summary)) {
      const first = (await this.wire.get(
        `/v1/conversations/${id}/messages?limit=20&order=asc`)).find(isOfUser);
      if (first !== undefined) {
        await this.rename(id, textOf(first).slice(0, 40));
        titled.push(id);
      }
    }
    return titled;
  }

  rename(id, summary) {
    return this.wire.patch(`/v1/conversations/${id}`, { summary });
  }

  remove(id) {
    return this.wire.delete(`/v1/conversations/${id}`);
  }

  /** A page of what was said, newest first, and whether the plugin offers to load more. */
  async page(id, before) {
    const cursor = before === undefined ? '' : `&before=${before}`;
    const messages = await this.wire.get(`/v1/conversations/${id}/messages`
      + `?limit=${PAGE}&order=desc&use_assistant_message=true${cursor}`);
    return { messages, hasMore: messages.length >= PAGE };
  }

  /** Says something and reads what comes, frame by frame, until the connection says no more. */
  async say(id, input) {
    const response = await this.wire.send('POST', `/v1/conversations/${id}/messages`,
      { input, streaming: true, stream_tokens: true });
    return { status: response.status, headers: response.headers, events: await events(response) };
  }

  /** What the proxy makes of it when skills are loaded. */
  async sayWithSkills(id, skills, content) {
    const response = await this.wire.send('POST', `/v1/conversations/${id}/messages`, {
      messages: [...skills.map((skill) => ({ role: 'system', content: skill })),
        { role: 'user', content }],
      streaming: true,
      stream_tokens: true,
    });
    return { status: response.status, headers: response.headers, events: await events(response) };
  }

  /** The text of the last answer; undefined when nobody answered. */
  async quick(id, input) {
    const answer = await this.wire.post(
      `/v1/conversations/${id}/messages`, { input, streaming: false });
    const said = answer.messages.filter(({ message_type: type }) => type === 'assistant_message');
    return said.at(-1)?.text ?? said.at(-1)?.content;
  }
}

const isOfUser = (message) => `${message.role ?? ''}${message.message_type ?? ''}`.includes('user');

/** What the plugin shows of a message. */
export function textOf(message) {
  const content = message.content ?? message.text;
  return typeof content === 'string'
    ? content : content.filter(({ type }) => type === 'text').map(({ text }) => text).join('');
}

/** Split at empty lines only; the first line of data is one JSON text, or the turn is lost. */
async function events(response) {
  const found = [];
  const decoder = new TextDecoder();
  let waiting = '';
  for await (const chunk of response.body) {
    waiting += decoder.decode(chunk, { stream: true });
    const frames = waiting.split('\n\n');
    waiting = frames.pop();
    for (const frame of frames) {
      const line = frame.split('\n').find((each) => each.startsWith('data:'));
      const data = line?.slice('data:'.length).trim();
      if (data !== undefined && data !== '[DONE]') found.push(JSON.parse(data));
    }
  }
  if (waiting !== '') throw new Error(`half a frame is left: ${waiting}`);
  return found;
}
