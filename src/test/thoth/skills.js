import { SKILLS } from './agents.js';
import { skillsText } from './boot.js';

/** Every tool of a large page and of the servers, by name. */
async function known(wire) {
  const ids = new Map();
  for (const { name, id } of await wire.get('/v1/tools/?limit=500')) ids.set(name, id);
  for (const server of await wire.get('/v1/mcp-servers/')) {
    for (const { name, id } of await wire.get(`/v1/mcp-servers/${server.id}/tools`)) {
      ids.set(name, id);
    }
  }
  return ids;
}

const namesOf = async (wire, agent) =>
  new Set((await wire.get(`/v1/agents/${agent}`)).tools.map(({ name }) => name));

/** What Thoth does when an agent asks for a skill. */
export async function loadSkill(wire, database, agent, skill) {
  const [ids, has] = [await known(wire), await namesOf(wire, agent)];
  for (const name of [...SKILLS[skill], 'unload_skill']) {
    if (!has.has(name)) await wire.patch(`/v1/agents/${agent}/tools/attach/${ids.get(name)}`);
  }
  await tell(wire, database, agent, [...(database[agent] ?? []), skill]);
}

export async function unloadSkill(wire, database, agent, skill) {
  const [ids, has] = [await known(wire), await namesOf(wire, agent)];
  for (const name of SKILLS[skill].filter((each) => has.has(each))) {
    await wire.patch(`/v1/agents/${agent}/tools/detach/${ids.get(name)}`);
  }
  await tell(wire, database, agent, database[agent].filter((each) => each !== skill));
}

async function tell(wire, database, agent, skills) {
  database[agent] = skills;
  const blocks = await wire.get(`/v1/agents/${agent}/core-memory/blocks`);
  const labels = blocks.map(({ label }) => label);
  if (!labels.includes('loaded_skills')) throw new Error(`no block for skills among ${labels}`);
  await wire.patch(`/v1/agents/${agent}/core-memory/blocks/loaded_skills`,
    { value: skillsText(skills) });
}
