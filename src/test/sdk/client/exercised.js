import { AsyncLocalStorage } from 'node:async_hooks';
import { Letta } from '@letta-ai/letta-client';

const running = new AsyncLocalStorage();

/** Names like `agents.blocks.list` of the SDK methods that had a successful, valid answer. */
export const exercised = new Set();

/** Names of those that were called and had an answer of any kind. */
export const asked = new Set();

/** Every resource of a client with its dotted name; the client itself is called `''`. */
export function resourcesOf(client, name = '') {
  const children = Object.entries(client).filter(([, value]) => value?._client instanceof Letta);
  return [[name, client], ...children.flatMap(([child, resource]) =>
    resourcesOf(resource, name === '' ? child : `${name}.${child}`))];
}

/** The public methods of a resource, read from its class. */
export function methodsOf(resource) {
  const prototype = Object.getPrototypeOf(resource);
  return Object.getOwnPropertyNames(prototype).filter((name) =>
    name !== 'constructor' && !name.startsWith('_') && typeof prototype[name] === 'function');
}

/** The same client, seen through a window that notes which method a request comes from. */
export function watched(target, name = '') {
  return new Proxy(target, {
    get(resource, property) {
      const value = resource[property];
      const path = name === '' ? String(property) : `${name}.${String(property)}`;
      if (value?._client instanceof Letta) return watched(value, path);
      if (typeof value !== 'function') return value;
      return (...words) => running.run(path, () => value.apply(resource, words));
    },
  });
}

/** A `fetch` that counts the running SDK method as exercised when the answer is a success. */
export function counting(fetchFunction) {
  return async (url, init) => {
    const response = await fetchFunction(url, init);
    if (running.getStore() !== undefined) asked.add(running.getStore());
    if (response.ok && running.getStore() !== undefined) exercised.add(running.getStore());
    return response;
  };
}
