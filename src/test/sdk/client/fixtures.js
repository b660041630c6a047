import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { toFile } from '@letta-ai/letta-client';
import { letta } from './client.js';

export const MODEL = 'openai/gpt-4o-mini';
export const EMBEDDING = 'openai/text-embedding-3-small';

/** A name nothing else has, so that tests can share one server. */
export const unique = (prefix) => `${prefix}-${randomUUID().slice(0, 8)}`;

/** A well-formed id that belongs to nothing, for example `unknown('agent')`. */
export const unknown = (prefix) => `${prefix}-${randomUUID()}`;

export const anAgent = (fields = {}) =>
  letta.agents.create({ name: unique('agent'), model: MODEL, embedding: EMBEDDING, ...fields });

export const aBlock = (fields = {}) =>
  letta.blocks.create({ label: unique('label'), value: 'a value', ...fields });

export const anArchive = (fields = {}) =>
  letta.archives.create({ name: unique('archive'), embedding: EMBEDDING, ...fields });

export const aConversation = (agent, fields = {}) =>
  letta.conversations.create({ agent_id: agent.id, ...fields });

export const aFolder = (fields = {}) =>
  letta.folders.create({ name: unique('folder'), embedding: EMBEDDING, ...fields });

export const aTextFile = async (folder, name, text, fields = {}) =>
  letta.folders.files.upload(folder.id, { file: await toFile(text, name), ...fields });

/** The SDK can only give an identity to an agent, not make one. */
export const anIdentity = (fields = {}) => letta.post('/v1/identities/', { body: {
  identifier_key: unique('person'), name: 'Ada', identity_type: 'user', ...fields } });

/** Stores turns as they happened elsewhere; answers their ids. */
export const captured = async (agent, messages, fields = {}) => (await letta.post(
  `/v1/agents/${agent.id}/messages/capture`, { body: { messages, ...fields } })).message_ids;

export const said = (content, fields = {}) => ({ role: 'user', content, ...fields });

/** `count` things made one after the other, so that their order is known. */
export async function several(count, make) {
  const made = [];
  for (let index = 0; index < count; index += 1) made.push(await make(index));
  return made;
}

/** Everything an auto-paging iterator yields. */
export async function all(pages) {
  const items = [];
  for await (const item of pages) items.push(item);
  return items;
}

export const ids = (items) => items.map((item) => item.id);

export const contents = (messages) => messages.map((message) => message.content);

export const types = (messages) => messages.map((message) => message.message_type);

export const labels = (blocks) => blocks.map((block) => block.label).sort();

/** The error of a call that must be refused with this exception of the SDK. */
export async function refused(call, exception, message) {
  const error = await call.then(
    () => assert.fail('the call was accepted'),
    (reason) => reason);
  assert.ok(error instanceof exception, `${error?.stack}\ncaused by ${error?.cause?.stack}`);
  assert.equal(typeof error.error.detail, 'string');
  if (message) assert.match(error.error.detail, message);
  return error;
}
