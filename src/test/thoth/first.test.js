import { writeFileSync } from 'node:fs';
import { after } from 'node:test';
import { own } from './stage.js';

/** A life of Thoth, scene by scene; what it keeps of it by itself goes into a file. */
for (const scene of ['start', 'running', 'chatting', 'operating', 'restart']) {
  await import(`./scenes/${scene}.js`);
}

after(() => writeFileSync(process.env.THOTH_NOTES, JSON.stringify(own)));
