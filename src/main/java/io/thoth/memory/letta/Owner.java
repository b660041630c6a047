package io.thoth.memory.letta;

/** The agent that something belongs to. */
record Owner(String id, String name) {}
