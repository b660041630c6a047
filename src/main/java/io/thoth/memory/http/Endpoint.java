package io.thoth.memory.http;

import io.vertx.core.http.HttpMethod;

/** One route of the API: what the router serves and {@code /openapi.json} describes. */
public sealed interface Endpoint permits Asked, Direct {
  HttpMethod method();

  /**
   * With parameters in braces, in the form the contract declares: {@code /v1/blocks/{block_id}}.
   */
  String path();

  String summary();
}
