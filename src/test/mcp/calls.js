// How every tool is called once. A tool that the server lists and that is not here fails the tests,
// so that none goes untried. Each entry: arguments, and words that the answer must hold.
export const calls = {
  core_memory_list: [{}, "human"],
  core_memory_read: [{ memory_block: "human" }, "Likes owls."],
  archival_memory_insert: [{ content: "The ferry leaves at nine." }, "The ferry leaves at nine."],
  archival_memory_search: [{ query: "ferry", top_k: 3 }, "The ferry leaves at nine."],
  list_agents: [{}, "ada"],
  memory_stats: [{ detailed: true }, "human"],
  memory_health_check: [{ run_tests: true }, "store: ok"],
};
