const OF_BLOCKS = ['label', 'value', 'limit', 'description', 'metadata', 'read_only'];
const OF_AGENTS = ['name', 'agent_type', 'llm_config', 'embedding_config', 'system', 'tool_rules',
  'tags', 'description', 'model_settings', 'enable_sleeptime', 'message_buffer_autoclear',
  'timezone', 'max_files_open', 'per_file_view_window_char_limit'];

const only = (fields, thing) => Object.fromEntries(fields
  .filter((field) => thing[field] !== null && thing[field] !== undefined)
  .map((field) => [field, thing[field]]));

/** Deletes the agent of this name and makes it anew from what was read of it; its new id. */
export async function restored(wire, backup) {
  const offered = new Set((await wire.get('/v1/tools/')).map(({ name }) => name));
  const old = (await wire.get('/v1/agents/?limit=1000')).find(({ name }) => name === backup.name);
  await wire.delete(`/v1/agents/${old.id}`);
  const made = await wire.post('/v1/agents/', {
    ...only(OF_AGENTS, backup),
    memory_blocks: backup.blocks.map((block) => only(OF_BLOCKS, block)),
    tools: backup.tools.map(({ name }) => name).filter((name) => offered.has(name)),
  });
  return made.id;
}
