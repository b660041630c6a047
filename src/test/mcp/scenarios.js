import assert from "node:assert/strict";
import { test } from "node:test";
import { script } from "./run.js";

const passed = /Passed: ([1-9]\d*)\/\1, 0 failed, 0 warnings/;
const path = "@modelcontextprotocol/conformance/dist/index.js";

/** What any server of tools and resources passes, whatever these are. */
export const general = [
  "server-initialize",
  "ping",
  "tools-list",
  "resources-list",
  "dns-rebinding-protection",
];

/** What a server passes that has the suite's own tools and resources. */
export const particular = [
  "tools-call-simple-text",
  "tools-call-image",
  "tools-call-audio",
  "tools-call-embedded-resource",
  "tools-call-mixed-content",
  "tools-call-error",
  "json-schema-2020-12",
  "resources-read-text",
  "resources-read-binary",
  "resources-templates-read",
];

const asksTheClient = "the server would have to ask the client, and to know which node waits for the answer";
const sendsMeanwhile = "each POST is answered with one JSON document, so nothing is sent while a tool works";
const remembersTheClient = "a server without sessions cannot remember what a client wants to hear of";
const gradesStreams = "the suite gives up without a verdict when a server has no session or no stream";
const hasNoPrompts = "the server offers no prompts, and says so in its capabilities";

/** The other scenarios, and why a stateless server of tools and resources does not pass them. */
export const others = {
  "tools-call-sampling": asksTheClient,
  "tools-call-elicitation": asksTheClient,
  "elicitation-sep1034-defaults": asksTheClient,
  "elicitation-sep1330-enums": asksTheClient,
  "tools-call-with-logging": sendsMeanwhile,
  "tools-call-with-progress": sendsMeanwhile,
  "logging-set-level": remembersTheClient,
  "resources-subscribe": remembersTheClient,
  "resources-unsubscribe": remembersTheClient,
  "server-sse-polling": gradesStreams,
  "server-sse-multiple-streams": gradesStreams,
  "completion-complete": hasNoPrompts, // it asks for the arguments of a prompt
  "prompts-list": hasNoPrompts,
  "prompts-get-simple": hasNoPrompts,
  "prompts-get-with-args": hasNoPrompts,
  "prompts-get-embedded-resource": hasNoPrompts,
  "prompts-get-with-image": hasNoPrompts,
};

/** The names of all scenarios for servers. */
export async function listed() {
  const list = await script(path, "list", "--server");
  return [...list.matchAll(/^\s+- ([a-z0-9-]+) \[/gm)].map((found) => found[1]);
}

/** A test for each scenario, that at least one check passes and none fails. */
export function conformance(scenarios) {
  const url = process.env.THOTH_MCP_URL;
  for (const scenario of scenarios) {
    test(`conformance: ${scenario}`, async () => {
      const report = await script(path, "server", "--url", url, "--scenario", scenario);
      assert.match(report, passed, report);
    });
  }
}

/** A test for each scenario with a reason, that the reason still holds. */
export function withoutVerdict(scenarios) {
  const url = process.env.THOTH_MCP_URL;
  for (const scenario of scenarios) {
    test(`not served: ${scenario}`, async () => {
      const report = await script(path, "server", "--url", url, "--scenario", scenario).catch(
        (failure) => failure.stdout,
      );
      assert.doesNotMatch(report, passed, report);
      assert.match(report, /Passed: \d/, report);
    });
  }
}
