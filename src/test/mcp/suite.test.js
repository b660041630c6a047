import assert from "node:assert/strict";
import { test } from "node:test";
import { conformance, general, listed, others, particular, withoutVerdict } from "./scenarios.js";

test("every scenario of the suite is run or has a reason", async () => {
  const known = await listed();
  assert.ok(known.length > 20, known.join());
  assert.deepEqual(known.sort(), [...general, ...particular, ...Object.keys(others)].sort());
});

conformance([...general, ...particular]);
withoutVerdict(Object.keys(others));
