import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { test } from "node:test";
import { calls } from "./calls.js";
import { script } from "./run.js";
import { makeAgent, url } from "./server.js";

const agent = await makeAgent();

// Installed by itself, the package misses the package.json of the workspace it was taken from.
const scope = new URL("node_modules/@modelcontextprotocol/", import.meta.url);
copyFileSync(new URL("inspector-cli/package.json", scope), new URL("package.json", scope));

async function inspect(...words) {
  const target = ["--cli", `${url}/mcp/agents/${agent}`, "--transport", "http"];
  const path = "@modelcontextprotocol/inspector-cli/build/cli.js";
  return JSON.parse(await script(path, ...target, ...words));
}

const word = (value) => (typeof value === "string" ? value : JSON.stringify(value));

test("the inspector lists every tool", async () => {
  const { tools } = await inspect("--method", "tools/list");
  assert.deepEqual(tools.map((tool) => tool.name).sort(), Object.keys(calls).sort());
});

for (const [tool, [args, words]] of Object.entries(calls)) {
  test(`the inspector calls ${tool}`, async () => {
    const pairs = Object.entries(args).map(([name, value]) => `${name}=${word(value)}`);
    const given = pairs.length ? ["--tool-arg", ...pairs] : [];
    const result = await inspect("--method", "tools/call", "--tool-name", tool, ...given);
    assert.ok(!result.isError, result.content[0].text);
    assert.ok(result.content[0].text.includes(words), result.content[0].text);
  });
}

test("the inspector lists and reads resources", async () => {
  const { resources } = await inspect("--method", "resources/list");
  assert.ok(resources.some((resource) => resource.name === "human"));
  const read = await inspect("--method", "resources/read", "--uri", resources[0].uri);
  assert.ok(read.contents[0].text.length > 0);
});
