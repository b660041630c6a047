// The program under test: where it listens, and how it is started for standard input and output.
export const url = process.env.THOTH_URL;
export const command = JSON.parse(process.env.THOTH_COMMAND);
export const data = process.env.THOTH_DATA_DIR;

let agents = 0;

async function post(path, body) {
  const response = await fetch(url + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer;
}

/** A new agent with one block, to whom something was said once; its id. */
export async function makeAgent() {
  const { id } = await post("/v1/agents/", {
    name: `ada-${++agents}`,
    memory_blocks: [{ label: "human", value: "Likes owls.", limit: 1000 }],
  });
  const said = { role: "user", content: "The lighthouse is green." };
  await post(`/v1/agents/${id}/messages/capture`, { messages: [said] });
  return id;
}
