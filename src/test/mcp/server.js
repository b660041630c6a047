// The program under test: where it listens, and how it is started for standard input and output.
export const url = process.env.THOTH_URL;
export const command = JSON.parse(process.env.THOTH_COMMAND);
export const data = process.env.THOTH_DATA_DIR;

let agents = 0;

/** A new agent with one block; its id. */
export async function makeAgent() {
  const response = await fetch(`${url}/v1/agents/`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      name: `ada-${++agents}`,
      memory_blocks: [{ label: "human", value: "Likes owls.", limit: 1000 }],
    }),
  });
  const agent = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(agent));
  return agent.id;
}
