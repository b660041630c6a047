import assert from "node:assert/strict";
import { test } from "node:test";
import { script } from "./run.js";
import { url } from "./server.js";

const path = "@modelcontextprotocol/conformance/dist/index.js";

const passing = [
  "server-initialize",
  "ping",
  "tools-list",
  "resources-list",
  "dns-rebinding-protection",
];

const wantsItsOwnTools = "calls a tool that only the suite's own example server has";
const wantsItsOwnResources = "reads a resource that only the suite's own example server has";
const hasNoPrompts = "the server offers no prompts, and says so in its capabilities";
const isStateless = "the server keeps no session and no stream, so it never sends on its own";

/** The other scenarios, and why a stateless server of tools and resources does not pass them. */
const others = {
  "tools-call-simple-text": wantsItsOwnTools,
  "tools-call-image": wantsItsOwnTools,
  "tools-call-audio": wantsItsOwnTools,
  "tools-call-embedded-resource": wantsItsOwnTools,
  "tools-call-mixed-content": wantsItsOwnTools,
  "tools-call-error": wantsItsOwnTools,
  "json-schema-2020-12": wantsItsOwnTools,
  "resources-read-text": wantsItsOwnResources,
  "resources-read-binary": wantsItsOwnResources,
  "resources-templates-read": wantsItsOwnResources,
  "resources-subscribe": isStateless,
  "resources-unsubscribe": isStateless,
  "tools-call-with-logging": isStateless,
  "tools-call-with-progress": isStateless,
  "tools-call-sampling": isStateless,
  "tools-call-elicitation": isStateless,
  "elicitation-sep1034-defaults": isStateless,
  "elicitation-sep1330-enums": isStateless,
  "server-sse-polling": isStateless,
  "server-sse-multiple-streams": isStateless,
  "logging-set-level": isStateless,
  "completion-complete": hasNoPrompts,
  "prompts-list": hasNoPrompts,
  "prompts-get-simple": hasNoPrompts,
  "prompts-get-with-args": hasNoPrompts,
  "prompts-get-embedded-resource": hasNoPrompts,
  "prompts-get-with-image": hasNoPrompts,
};

test("every scenario of the suite is run or has a reason", async () => {
  const list = await script(path, "list", "--server");
  const known = [...list.matchAll(/^\s+- ([a-z0-9-]+) \[/gm)].map((found) => found[1]);
  assert.ok(known.length > 20, list);
  assert.deepEqual(known.sort(), [...passing, ...Object.keys(others)].sort());
});

for (const scenario of passing) {
  test(`conformance: ${scenario}`, async () => {
    const report = await script(path, "server", "--url", `${url}/mcp`, "--scenario", scenario);
    assert.match(report, /Passed: (\d+)\/\1, 0 failed/, report);
  });
}
