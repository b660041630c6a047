package io.thoth.memory.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.support.RawRequest;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.StoredRows;
import io.thoth.memory.support.TestNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of the usual local origins and of configured ones may call, others not. */
class CorsTest {
  /** What the official SDKs and Thoth send besides the headers a browser lets pass anyway. */
  private static final String SDK_HEADERS =
      "authorization,content-type,idempotency-key,if-match,user_id,x-bare-password,x-project,"
          + "x-project-id,x-request-id,x-stainless-arch,x-stainless-lang,x-stainless-os,"
          + "x-stainless-package-version,x-stainless-retry-count,x-stainless-runtime,"
          + "x-stainless-runtime-version,x-stainless-timeout";

  private static TestNode node;

  @BeforeAll
  static void start() {
    node =
        TestNode.start(
            Map.of(
                "CORS_ORIGINS",
                "https://app.example.com, http://10.0.0.7:9000",
                "LETTA_SERVER_SECURE",
                "true",
                "LETTA_SERVER_PASSWORD",
                "secret"));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  /** Origin is a header the JDK's client does not let one set. */
  private static Reply ask(TestNode node, String method, String path, String... headers) {
    StringBuilder request =
        new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    return RawRequest.of(request + "\r\n").send(node.port());
  }

  private static Reply preflight(String origin, String method, String headers) {
    return ask(
        node,
        "OPTIONS",
        "/v1/blocks/",
        "Origin",
        origin,
        "Access-Control-Request-Method",
        method,
        "Access-Control-Request-Headers",
        headers);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app://obsidian.md",
        "capacitor://localhost",
        "http://localhost",
        "http://localhost:8283",
        "http://localhost:3000",
        "https://app.letta.com",
        "https://app.example.com",
        "http://10.0.0.7:9000"
      })
  void anAllowedOriginIsTold(String origin) {
    Reply reply =
        ask(node, "GET", "/v1/blocks/", "Origin", origin, "Authorization", "Bearer secret");

    assertEquals(200, reply.status(), reply::toString);
    assertEquals(origin, reply.header("Access-Control-Allow-Origin").orElseThrow());
    assertEquals("true", reply.header("Access-Control-Allow-Credentials").orElseThrow());
    assertTrue(reply.header("Vary").orElse("").toLowerCase(Locale.ROOT).contains("origin"));
  }

  @Test
  void aPageMayReadTheHeadersThatMatter() {
    Reply reply =
        ask(
            node,
            "GET",
            "/v1/blocks/",
            "Origin",
            "app://obsidian.md",
            "Authorization",
            "Bearer secret");

    List<String> exposed =
        Stream.of(reply.header("Access-Control-Expose-Headers").orElse("").split(","))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .toList();
    assertTrue(
        exposed.containsAll(List.of("x-request-id", "etag", "retry-after", "idempotency-replayed")),
        exposed::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
  void aPreflightNeedsNoPasswordAndAllowsWhatTheSdkSends(String method) {
    Reply reply = preflight("app://obsidian.md", method, SDK_HEADERS);

    assertEquals(204, reply.status(), reply::toString);
    assertEquals("app://obsidian.md", reply.header("Access-Control-Allow-Origin").orElseThrow());
    assertTrue(reply.header("Access-Control-Allow-Methods").orElse("").contains(method));
    List<String> allowed =
        List.of(
            reply
                .header("Access-Control-Allow-Headers")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .split("\\s*,\\s*"));
    assertTrue(allowed.containsAll(List.of(SDK_HEADERS.split(","))), allowed::toString);
  }

  @Test
  void refusalsAreReadableForAnAllowedPageToo() {
    Reply reply = ask(node, "GET", "/v1/blocks/", "Origin", "app://obsidian.md");

    assertEquals(401, reply.status());
    assertEquals("app://obsidian.md", reply.header("Access-Control-Allow-Origin").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "https://app.example.com.evil.example",
        "https://evil.example/app.example.com",
        "http://app.example.com",
        "https://app.example.com:8443",
        "https://APP.example.com",
        "http://localhost.evil.example",
        "http://localhost:8283.evil.example",
        "http://xlocalhost",
        "app://obsidian.md.evil",
        "appx//obsidianxmd",
        "garbage",
        "https://app.example.com https://evil.example",
        "*"
      })
  void aForeignOriginIsRefused(String origin) {
    StoredRows before = StoredRows.of(node);

    for (String method : List.of("GET", "POST", "DELETE", "OPTIONS")) {
      Reply reply =
          ask(
              node,
              method,
              "/v1/blocks/",
              "Origin",
              origin,
              "Access-Control-Request-Method",
              "POST",
              "Authorization",
              "Bearer secret");

      assertEquals(403, reply.status(), reply::toString);
      Refused.assertReadable(reply);
      assertFalse(reply.header("Access-Control-Allow-Origin").isPresent());
    }
    assertEquals(before, StoredRows.of(node));
  }

  @Test
  void aCallWithoutAnOriginIsNoMatterOfPages() {
    Reply reply = ask(node, "GET", "/v1/blocks/", "Authorization", "Bearer secret");

    assertEquals(200, reply.status());
    assertFalse(reply.header("Access-Control-Allow-Origin").isPresent());
  }

  @Test
  void aStarAllowsEveryOrigin() {
    try (TestNode anybody = TestNode.start(Map.of("ACCEPTABLE_ORIGINS", "*"))) {
      Reply reply = ask(anybody, "GET", "/v1/blocks/", "Origin", "https://any.example");

      assertEquals(200, reply.status());
      assertEquals(
          "https://any.example", reply.header("Access-Control-Allow-Origin").orElseThrow());
    }
  }
}
