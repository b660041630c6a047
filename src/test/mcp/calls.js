// How every tool is called once. A tool that the server lists and that is not here fails the tests,
// so that none goes untried. Each entry: arguments, and words that the answer must hold; in this order,
// one works on what the one before has stored.
export const calls = {
  core_memory_list: [{}, "human"],
  core_memory_read: [{ memory_block: "human" }, "Likes owls."],
  core_memory_append: [{ memory_block: "human", content: "Has a boat." }, "Likes owls.\nHas a boat."],
  core_memory_replace: [
    { label: "human", old_content: "boat", new_content: "barge" },
    "Likes owls.\nHas a barge.",
  ],
  memory_replace: [{ label: "human", old_string: "barge", new_string: "raft" }, "Has a raft."],
  memory_insert: [{ label: "human", new_string: "Is Ada.", insert_line: 0 }, "Is Ada.\nLikes owls."],
  memory_apply_patch: [{ label: "human", patch: "@@\n-Has a raft.\n+Has a ship." }, "Has a ship."],
  memory_rethink: [{ label: "human", new_memory: "Ada likes owls." }, "now holds:\nAda likes owls."],
  memory: [
    { command: "create", path: "/memories/plan", description: "Plans", file_text: "None." },
    "Successfully created memory block",
  ],
  memory_finish_edits: [{}, "Done."],
  archival_memory_insert: [{ content: "The ferry leaves at nine." }, "The ferry leaves at nine."],
  archival_memory_search: [{ query: "ferry", top_k: 3 }, "The ferry leaves at nine."],
  conversation_search: [{ query: "lighthouse", limit: 3 }, "The lighthouse is green."],
  list_agents: [{}, "ada"],
  memory_stats: [{ detailed: true }, "human"],
  memory_health_check: [{ run_tests: true }, "store: ok"],
};
