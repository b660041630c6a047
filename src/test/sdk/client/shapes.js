import { readdirSync, readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import { templateOf } from './routes.js';

const folder = new URL('../shapes/', import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

/**
 * `routes.json`: verb and path template to a schema per status, `200 events` for a stream; `*` stands
 * for every error.
 */
export const routes = read('routes.json');

/**
 * Holds answers to this project's own shapes: what a client of Thoth Memory may rely on. They are
 * narrower than the published contract: every field is present (null where it has no value), times
 * have microseconds and a `Z`, a block has a version.
 */
export function shapes() {
  const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
  readdirSync(folder).filter((name) => name !== 'routes.json')
    .forEach((name) => ajv.addSchema(read(name), name));
  const compiled = new Map();
  return ({ method, path, status, body, streamed }) => {
    const schema = schemaOf(method, path, streamed ? `${status} events` : status);
    if (schema === undefined) return [`no shape for ${method} ${path} ${status}`];
    if (schema === null) return body === undefined ? [] : ['a body where none is allowed'];
    if (body === undefined) return ['no body'];
    if (!compiled.has(schema)) compiled.set(schema, ajv.compile(schema));
    const validate = compiled.get(schema);
    return validate(body) ? [] : validate.errors.map(describe);
  };
}

export const describe = (error) =>
  `${error.instancePath || 'the body'} ${error.message} ${JSON.stringify(error.params)}`;

function schemaOf(method, path, status) {
  if (status >= 400) return routes['*'][status] ?? routes['*']['*'];
  const verbs = Object.keys(routes).filter((route) => route.startsWith(`${method} `));
  const template = templateOf(verbs.map((route) => route.slice(method.length + 1)), path);
  return routes[`${method} ${template}`]?.[status];
}
