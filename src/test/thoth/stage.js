import { Boot } from './boot.js';
import { registerAtContainerStart, registerOwn } from './servers.js';
import { serveTools } from './tool-server.js';
import { Wire } from './wire.js';

/** Thoth's requests to the program under test, one after the other. */
export const wire = new Wire(process.env.THOTH_URL);

/** What Thoth keeps by itself: `skills` of agents, `ids` of agents by role, `port` of its tools. */
export const own = { skills: {}, ids: {}, port: 0 };

export const names = (things) => things.map(({ name }) => name).sort();

export const agent = (role) => wire.get(`/v1/agents/${own.ids[role]}`);

/**
 * Starts Thoth with these settings, offering these tools: the tools that were found, the id of its
 * server, what it found to change, and all requests that may have changed something.
 */
export async function startThoth(settings, offered) {
  const server = await serveTools(offered, own.port);
  own.port = server.port;
  const from = wire.requests.length;
  try {
    const id = await registerAtContainerStart(wire, server.url);
    const tools = await registerOwn(wire, server.url);
    const boot = new Boot(wire, own.skills, settings);
    own.ids = await boot.start();
    return { tools, id, changes: boot.changes, sent: wire.mutations(from).map(shortened).sort() };
  } finally {
    server.close();
  }
}

const shortened = (request) => request.replace(/(passage|source)-[0-9a-f-]+$/, '…');

/** All that Thoth sends at every start, whether there is something to change or not. */
export function habits(server) {
  const ofAgent = (id) => [
    `PATCH /v1/agents/${id}`,
    `POST /v1/agents/${id}/archival`,
    `DELETE /v1/agents/${id}/archival/…`,
  ];
  return [
    'POST /v1/tools/mcp/servers',
    `PATCH /v1/mcp-servers/${server}`,
    'POST /v1/tools/add-base-tools',
    ...Object.values(own.ids).flatMap(ofAgent),
    `PATCH /v1/agents/${own.ids.orchestrator}/core-memory/blocks/loaded_skills`,
    `POST /v1/agents/${own.ids.orchestrator}/folders/…`,
  ].sort();
}
