import { existsSync, readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import { templateOf } from './routes.js';
import { describe } from './shapes.js';

/** Beside the project, where there is one: the published shapes themselves. */
export const contractFile = new URL(
  '../../../../../shared/contract/letta-openapi.json', import.meta.url);

export const contractExists = existsSync(contractFile);

/** Published as a text, which in truth is an object: the file. */
const MISTAKEN = ['/v1/agents/{agent_id}/export'];

/** Parsed, with unknown fields allowed: an answer may say more than the contract asks for. */
export function readContract() {
  return JSON.parse(readFileSync(contractFile, 'utf8'), (key, value) =>
    key === 'additionalProperties' && value === false ? undefined : value);
}

/**
 * Holds successful answers to the published contract itself. Errors are left to the shapes of this
 * project (the published 422 is a list, the server's is one string), and so are routes that only
 * Thoth Memory has.
 */
export function contract() {
  const document = readContract();
  const ajv = new Ajv({ allErrors: true, strict: false, validateSchema: false });
  ajv.addFormat('date-time', (text) => /^\d{4}-\d\d-\d\dT/.test(text) && !isNaN(Date.parse(text)));
  ajv.addFormat('binary', true);
  ajv.addSchema(document, 'contract');
  const event = ajv.getSchema('contract#/components/schemas/LettaStreamingResponse');
  return ({ method, path, status, body, streamed }) => {
    const template = templateOf(Object.keys(document.paths), path);
    const operation = document.paths[template]?.[method.toLowerCase()];
    if (operation === undefined || status >= 400 || MISTAKEN.includes(template)) return [];
    if (operation.responses[status] === undefined) return [`status ${status} is not published`];
    if (streamed) {
      return body.flatMap((one) => event(one) ? [] : event.errors.map(describe));
    }
    if (operation.responses[status].content === undefined) {
      return body === undefined ? [] : ['a body where none is published'];
    }
    const validate = ajv.getSchema(pointer(template, method.toLowerCase(), status));
    return validate(body) ? [] : validate.errors.map(describe);
  };
}

function pointer(template, method, status) {
  const path = template.replaceAll('/', '~1');
  return encodeURI(
    `contract#/paths/${path}/${method}/responses/${status}/content/application~1json/schema`);
}
