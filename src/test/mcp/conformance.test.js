import { conformance, general } from "./scenarios.js";

// The other scenarios want tools that no program should ship: see suite.test.js.
conformance(general);
