import { AGENTS, ARCHIVAL_TOOLS, CORE_TOOLS, NO_SKILLS, SKILLS } from './agents.js';

const EMBEDDING = 'openai/text-embedding-3-small';

const shortName = (handle) => handle.split('/').at(-1);

/** What Thoth does with its agents whenever it starts. */
export class Boot {
  /** What it found to be different from what it wants, and so changed. */
  changes = [];

  /**
   * `database` is what Thoth keeps by itself: the skills that an agent has loaded. `model` is a
   * handle from its settings.
   */
  constructor(wire, database, { agents = AGENTS, model = 'openai/gpt-4o-mini' } = {}) {
    Object.assign(this, { wire, database, agents, model });
  }

  /** Afterwards every agent is as this version of Thoth wants it; their ids by role. */
  async start() {
    const available = await this.#availableTools();
    const ids = {};
    for (const config of this.agents) {
      const tools = config.tools.filter((name) => available.has(name));
      const found = await this.#byName(config.name);
      const id = found?.id ?? await this.#create(config, tools);
      if (found !== undefined) await this.#update(id, config, tools);
      if (config.role === 'orchestrator') await this.#attachFolder(id);
      ids[config.role] = id;
    }
    return ids;
  }

  async #availableTools() {
    const base = await this.wire.post('/v1/tools/add-base-tools', undefined, [200]);
    this.baseTools = new Map(base.map(({ name, id }) => [name, id]));
    return new Set((await this.#toolIds()).keys());
  }

  /** The ids of all tools by name: base tools, those on the usual page, and those of servers. */
  async #toolIds() {
    const ids = new Map(this.baseTools);
    for (const { name, id } of await this.wire.get('/v1/tools/')) ids.set(name, id);
    for (const server of await this.wire.get('/v1/mcp-servers/')) {
      for (const { name, id } of await this.wire.get(`/v1/mcp-servers/${server.id}/tools`)) {
        ids.set(name, id);
      }
    }
    return ids;
  }

  /** On the page one gets without asking for more. */
  async #byName(name) {
    return (await this.wire.get('/v1/agents/')).find((agent) => agent.name === name);
  }

  async #create(config, tools) {
    const { id } = await this.wire.post('/v1/agents/', {
      name: config.name,
      system: prompt(config, 'PENDING'),
      embedding_config: await this.#embedding(),
      tools,
      include_base_tools: true,
      llm_config: await this.#languageModel(),
      memory_blocks: config.blocks,
      tool_rules: config.rules,
    });
    this.changes.push(`create ${config.name}`);
    await this.wire.patch(`/v1/agents/${id}`, { system: prompt(config, id) });
    await this.#attach(id, [...CORE_TOOLS, ...ARCHIVAL_TOOLS]);
    if (config.initialSkill !== undefined) await this.#load(id, config.initialSkill);
    return id;
  }

  /** Without this model in the list, Thoth makes no agent. */
  async #embedding() {
    const models = await this.wire.get('/v1/models/embedding');
    const model = models.find((each) =>
      each.embedding_model === shortName(EMBEDDING) || each.handle === EMBEDDING);
    if (model === undefined) throw new Error(`${EMBEDDING} is not offered`);
    return {
      embedding_endpoint_type: model.embedding_endpoint_type,
      embedding_endpoint: model.embedding_endpoint,
      embedding_model: model.embedding_model,
      embedding_dim: model.embedding_dim,
      embedding_chunk_size: model.embedding_chunk_size,
    };
  }

  async #languageModel() {
    const models = await this.wire.get('/v1/models/');
    const model = models.find((each) =>
      each.model === shortName(this.model) || each.handle === this.model);
    if (model === undefined) throw new Error(`${this.model} is not offered`);
    return {
      model: model.model,
      model_endpoint_type: model.model_endpoint_type,
      model_endpoint: model.model_endpoint,
      context_window: model.context_window,
    };
  }

  async #update(id, config, tools) {
    await this.wire.patch(`/v1/agents/${id}`, {
      system: prompt(config, id),
      llm_config: { model: this.model },
      tool_rules: config.rules,
    });
    await this.#attach(id, [...tools, ...CORE_TOOLS, ...ARCHIVAL_TOOLS]);
    await this.#addMissingBlocks(id, config);
    await this.#restoreSkills(id, config);
    await this.#probeArchive(id);
  }

  async #toolsOf(id) {
    return (await this.wire.get(`/v1/agents/${id}`)).tools;
  }

  async #attach(id, wanted) {
    const has = new Set((await this.#toolsOf(id)).map(({ name }) => name));
    const ids = await this.#toolIds();
    for (const name of wanted.filter((each) => !has.has(each) && ids.has(each))) {
      await this.wire.patch(`/v1/agents/${id}/tools/attach/${ids.get(name)}`);
      this.changes.push(`attach ${name}`);
    }
  }

  async #addMissingBlocks(id, config) {
    const blocks = await this.wire.get(`/v1/agents/${id}/core-memory/blocks`);
    const labels = new Set(blocks.map(({ label }) => label));
    for (const { label, value, limit } of config.blocks.filter((each) => !labels.has(each.label))) {
      const made = await this.wire.post('/v1/blocks/', { label, value, limit });
      await this.wire.patch(`/v1/agents/${id}/core-memory/blocks/attach/${made.id}`);
      this.changes.push(`add block ${label}`);
    }
  }

  async #load(id, skill) {
    this.database[id] = [...(this.database[id] ?? []), skill];
    await this.#attach(id, [...SKILLS[skill], 'unload_skill']);
    await this.#tellSkills(id);
  }

  /** The analyst has no such block, and Thoth does not mind. */
  async #tellSkills(id) {
    await this.wire.patch(`/v1/agents/${id}/core-memory/blocks/loaded_skills`,
      { value: skillsText(this.database[id] ?? []) }, [200, 404]);
  }

  async #restoreSkills(id, config) {
    const skills = this.database[id] ?? [];
    const extra = skills.length === 0
      ? [] : [...skills.flatMap((skill) => SKILLS[skill]), 'unload_skill'];
    await this.#tellSkills(id);
    await this.#attach(id, extra);
    await this.#detachSurplus(id, [...config.tools, ...CORE_TOOLS, ...ARCHIVAL_TOOLS, ...extra]);
  }

  /** By the name as it is: a prefix before it would have every tool detached at every start. */
  async #detachSurplus(id, allowed) {
    for (const tool of await this.#toolsOf(id)) {
      if (!allowed.includes(tool.name)) {
        await this.wire.patch(`/v1/agents/${id}/tools/detach/${tool.id}`);
        this.changes.push(`detach ${tool.name}`);
      }
    }
  }

  /** Anything in the list that comes back is deleted, and nothing else. */
  async #probeArchive(id) {
    const probed = await this.wire.post(
      `/v1/agents/${id}/archival`, { content: '__thoth_health_check__' });
    if (!Array.isArray(probed)) throw new Error('the probe of archival memory is left there');
    for (const passage of probed) {
      await this.wire.delete(`/v1/agents/${id}/archival/${passage.id}`);
    }
  }

  /** Its answer is not looked at, but an error would be logged. */
  async #attachFolder(id) {
    const folders = await this.wire.get('/v1/folders');
    const folder = folders.find(({ name }) => name === 'thoth_processed_articles');
    if (folder !== undefined) await this.wire.post(`/v1/agents/${id}/folders/${folder.id}`);
  }
}

const prompt = (config, id) => config.prompt.replace('{{AGENT_ID}}', id);

export function skillsText(skills) {
  const slots = skills.map((skill, at) =>
    `Slot ${at + 1}: ${skill} (tools: ${SKILLS[skill].join(', ')})`);
  return [...NO_SKILLS.split('\n').slice(0, 1), ...slots,
    ...NO_SKILLS.split('\n').slice(1 + slots.length)].join('\n');
}
