const skillRules = [
  { tool_name: 'load_skill', type: 'exit_loop' },
  { tool_name: 'unload_skill', type: 'exit_loop' },
];

const block = (label, limit, value) => ({
  label, value, limit, description: `What the agent keeps under ${label}.`,
});

/** The block that tells which skills are loaded, when none is. */
export const NO_SKILLS = ['=== Currently Loaded Skills ===', 'Slot 1: [empty]', 'Slot 2: [empty]',
  'Slot 3: [empty]'].join('\n');

const orchestrator = {
  role: 'orchestrator',
  name: 'thoth_main_orchestrator',
  prompt: 'You are the research orchestrator.\nYour agent ID is: {{AGENT_ID}}\n'
    + 'Load a skill before a task; delegate analysis to thoth_research_analyst.',
  tools: ['list_skills', 'load_skill', 'search_articles'],
  initialSkill: 'onboarding',
  rules: skillRules,
  blocks: [
    block('persona', 500, 'Coordinates research and loads skills.'),
    block('human', 2000, 'What the user prefers is kept here.'),
    block('research_context', 3000, '=== Active Research ===\n\nNone yet.'),
    block('loaded_skills', 1000, NO_SKILLS),
    block('planning', 2000, '=== Current Plan ===\n\n[No active plan]'),
    block('scratchpad', 2000, '=== Working Memory ===\n\n[Empty]'),
  ],
};

const analyst = {
  role: 'analyst',
  name: 'thoth_research_analyst',
  prompt: 'You analyse papers in depth.\nYour agent ID is: {{AGENT_ID}}',
  tools: ['answer_research_question', 'explore_citation_network', 'compare_articles',
    'evaluate_article', 'get_citation_context', 'find_related_papers', 'read_full_article',
    'unload_article', 'search_articles', 'list_skills', 'load_skill'],
  rules: skillRules,
  blocks: [
    block('persona', 500, 'Analyses papers.'),
    block('analysis_criteria', 1000, 'Novelty, method, results, clarity.'),
    block('paper_summaries', 3000, '=== Paper Summaries ===\n\nNone yet.'),
    block('planning', 1500, '=== Analysis Plan ===\n\n[None]'),
    block('scratchpad', 2000, '=== Working Memory ===\n\n[Empty]'),
  ],
};

/** The agents Thoth has, and what each of its versions wants of them. */
export const AGENTS = [orchestrator, analyst];

/** The same as an older Thoth knew them: without plans, and with fewer tools. */
export const OLDER_AGENTS = [
  { ...orchestrator, tools: ['list_skills', 'load_skill'],
    blocks: orchestrator.blocks.filter(({ label }) => label !== 'planning') },
  analyst,
];

/** The tools of Letta that Thoth attaches by name, and never detaches. */
export const CORE_TOOLS = ['conversation_search', 'memory_replace', 'memory_insert',
  'core_memory_replace', 'core_memory_append', 'send_message'];
export const ARCHIVAL_TOOLS = ['archival_memory_insert', 'archival_memory_search'];

/** What a skill wants attached while it is loaded. */
export const SKILLS = {
  onboarding: ['get_user_preferences', 'set_user_preferences'],
  discovery: ['list_discovery_sources', 'run_discovery'],
};
