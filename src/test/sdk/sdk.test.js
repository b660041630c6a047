import { readdirSync } from 'node:fs';

/**
 * The one file that `node --test` runs: all suites in one process, then the question whether they
 * have exercised every method of the SDK. A suite can be run alone: `node --test suites/tags.js`.
 */
const folder = new URL('suites/', import.meta.url);

for (const suite of readdirSync(folder).sort()) await import(new URL(suite, folder));
await import('./coverage.js');
