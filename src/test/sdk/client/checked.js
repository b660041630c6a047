import { contract, contractExists } from './contract.js';
import { shapes } from './shapes.js';

/** How many answers were held to each set of shapes, and what was wrong. */
export const seen = { answers: 0, violations: [] };

const checks = contractExists ? [shapes(), contract()] : [shapes()];

/**
 * A `fetch` that fails when an answer does not have the shape of its route and status. The SDK
 * reports that as a connection error with this error as its cause.
 */
export async function checkedFetch(url, init) {
  const response = await fetch(url, init);
  // The SDK asks itself whether it can send forms.
  if (new URL(url).protocol === 'data:') return response;
  const answer = await read(response.clone(), new URL(url).pathname, init?.method ?? 'GET');
  const wrong = checks.flatMap((check) => check(answer));
  seen.answers += 1;
  if (wrong.length > 0) throw violation(answer, wrong);
  return response;
}

async function read(response, path, method) {
  const text = await response.text();
  const streamed = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  const body = streamed ? eventsOf(text) : text === '' ? undefined : JSON.parse(text);
  return { method: method.toUpperCase(), path, status: response.status, body, streamed };
}

/** What each event holds, without the last one; throws unless that says that nothing follows. */
function eventsOf(text) {
  const events = text.split('\n\n');
  if (events.pop() !== '' || events.pop() !== 'data: [DONE]') throw new Error(`no end: ${text}`);
  return events.map((event) => JSON.parse(event.replace(/^data: /, '')));
}

function violation({ method, path, status, body }, wrong) {
  const where = `${method} ${path} answered ${status}`;
  seen.violations.push(`${where}: ${wrong[0]}`);
  return new Error([where, ...wrong, JSON.stringify(body)?.slice(0, 400)].join('\n'));
}
