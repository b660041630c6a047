package io.thoth.memory.models;

import java.util.Set;

/** How the servers of models can be spoken to, in the words that clients know. */
public final class EndpointTypes {
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

  /** The model inside this program, in the word that clients know for one without a server. */
  private static final String INSIDE = "hugging-face";

  private EndpointTypes() {}

  /** How the embedder of this provider is spoken to; an unknown one speaks as OpenAI's does. */
  public static String ofEmbedder(String provider) {
    if (EMBEDDING.contains(provider)) {
      return provider;
    }
    return provider.equals("thoth") ? INSIDE : "openai";
  }
}
