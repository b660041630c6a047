package io.thoth.memory.models;

import java.util.Set;

/** How the servers of models can be spoken to, in the words that clients know. */
final class EndpointTypes {
  static final Set<String> LANGUAGE =
      Set.of(
          "openai",
          "anthropic",
          "google_ai",
          "google_vertex",
          "azure",
          "groq",
          "ollama",
          "webui",
          "webui-legacy",
          "lmstudio",
          "lmstudio-legacy",
          "lmstudio-chatcompletions",
          "llamacpp",
          "koboldcpp",
          "vllm",
          "hugging-face",
          "minimax",
          "mistral",
          "together",
          "bedrock",
          "deepseek",
          "xai",
          "zai",
          "zai_coding",
          "baseten",
          "fireworks",
          "openrouter",
          "chatgpt_oauth");

  static final Set<String> EMBEDDING =
      Set.of(
          "openai",
          "anthropic",
          "bedrock",
          "google_ai",
          "google_vertex",
          "azure",
          "groq",
          "ollama",
          "webui",
          "webui-legacy",
          "lmstudio",
          "lmstudio-legacy",
          "llamacpp",
          "koboldcpp",
          "vllm",
          "hugging-face",
          "mistral",
          "together",
          "pinecone");

  private EndpointTypes() {}
}
