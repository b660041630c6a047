import { createServer } from 'node:http';
import { Server } from '../mcp/node_modules/@modelcontextprotocol/sdk/dist/esm/server/index.js';
import { StreamableHTTPServerTransport } from
  '../mcp/node_modules/@modelcontextprotocol/sdk/dist/esm/server/streamableHttp.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from
  '../mcp/node_modules/@modelcontextprotocol/sdk/dist/esm/types.js';
import { AGENTS, SKILLS } from './agents.js';

/** More than fit on a usual page: Thoth has more than sixty tools. */
const NAMES = [...new Set([
  ...AGENTS.flatMap(({ tools }) => tools),
  ...Object.values(SKILLS).flat(),
  'unload_skill',
  ...Array.from({ length: 50 }, (_, n) => `research_query_${n}`),
])];

const described = (name) => ({
  name,
  description: `What ${name} does.`,
  inputSchema: { type: 'object', properties: { query: { type: 'string' } } },
});

/** The names of Thoth's tools; an older version knew fewer. */
export const toolNames = (older = false) =>
  older ? NAMES.filter((name) => name !== 'search_articles') : NAMES;

/** Thoth's own MCP server, on a free port or on the one given: `{ url, close }`. */
export async function serveTools(names, port = 0) {
  const server = createServer((request, response) => answer(names, request, response));
  await new Promise((resolve) => { server.listen(port, '127.0.0.1', resolve); });
  return {
    port: server.address().port,
    url: `http://127.0.0.1:${server.address().port}/mcp`,
    close: () => server.closeAllConnections() || server.close(),
  };
}

/** Without sessions: each request has a server of its own. */
async function answer(names, request, response) {
  if (request.url === '/health') return response.end('{"status":"healthy"}');
  const server = new Server({ name: 'thoth', version: '1.0.0' }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: names.map(described) }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => ({
    content: [{ type: 'text', text: `${params.name}: ${params.arguments.query}` }],
  }));
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
  response.on('close', () => transport.close());
  await server.connect(transport);
  await transport.handleRequest(request, response);
}
