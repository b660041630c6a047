import assert from "node:assert/strict";
import { test } from "node:test";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { calls } from "./calls.js";
import { command, data, makeAgent, url } from "./server.js";

const transports = {
  http: (agent) => new StreamableHTTPClientTransport(new URL(`${url}/mcp/agents/${agent}`)),
  // The node that runs on the data directory is forwarded to.
  stdio: (agent) =>
    new StdioClientTransport({
      command: command[0],
      args: [...command.slice(1), "mcp", "--agent", agent],
      env: { ...process.env, THOTH_DATA_DIR: data },
      stderr: "ignore",
    }),
};

for (const [name, transport] of Object.entries(transports)) {
  test(`the official client over ${name}`, async (t) => {
    const agent = await makeAgent();
    const client = new Client({ name: "test", version: "1.0.0" });
    await client.connect(transport(agent));
    t.after(() => client.close());

    await t.test("is told who it talks to", () => {
      assert.equal(client.getServerVersion().name, "thoth-memory");
      assert.match(client.getInstructions(), /memory/);
    });

    const { tools } = await client.listTools();
    await t.test("knows every tool", () => {
      assert.deepEqual(tools.map((tool) => tool.name).sort(), Object.keys(calls).sort());
    });
    for (const [tool, [args, words]] of Object.entries(calls)) {
      await t.test(`calls ${tool}`, async () => {
        const result = await client.callTool({ name: tool, arguments: args });
        assert.ok(!result.isError, result.content[0].text);
        assert.ok(result.content[0].text.includes(words), result.content[0].text);
      });
    }

    await t.test("is told of a refusal", async () => {
      const result = await client.callTool({ name: "core_memory_read", arguments: { label: "no" } });
      assert.equal(result.isError, true);
    });
    await t.test("reads blocks as resources", async () => {
      const { resources } = await client.listResources();
      const block = resources.find((resource) => resource.name === "human");
      const { contents } = await client.readResource({ uri: block.uri });
      assert.ok(contents[0].text.includes("owls"), contents[0].text);
    });
    await t.test("finds the template of blocks", async () => {
      const { resourceTemplates } = await client.listResourceTemplates();
      assert.equal(resourceTemplates[0].uriTemplate, "memory://agents/{agent_id}/blocks/{label}");
    });
    await t.test("pings", async () => {
      assert.deepEqual(await client.ping(), {});
    });
  });
}
