package io.thoth.memory.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.thoth.memory.support.DescribedRoute;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.TestNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A secured server answers nobody without the password, an open one everybody. */
class AccessTest {
  private static final String PASSWORD = "two words & a half";
  private static final Set<String> OPEN =
      Set.of("/health", "/v1/health/", "/v1/ready/", "/v1/version", "/openapi.json");

  private static TestNode secured;
  private static TestNode open;

  @BeforeAll
  static void start() {
    secured =
        TestNode.start(Map.of("LETTA_SERVER_SECURE", "true", "LETTA_SERVER_PASSWORD", PASSWORD));
    open = TestNode.start();
  }

  @AfterAll
  static void stop() {
    secured.close();
    open.close();
  }

  static List<DescribedRoute> guarded() {
    return DescribedRoute.of(secured).stream().filter(r -> !OPEN.contains(r.path())).toList();
  }

  private static Reply ask(TestNode node, DescribedRoute route, String... headers) {
    // No JSON: what is let in is refused for that, and changes nothing.
    return node.send(route.method(), route.plausible(), route.takesBody() ? "{" : null, headers);
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void nobodyGetsInWithoutThePassword(DescribedRoute route) {
    for (Reply reply :
        List.of(
            ask(secured, route),
            ask(secured, route, "Authorization", "Bearer wrong"),
            ask(secured, route, "X-BARE-PASSWORD", "password wrong"))) {
      assertEquals(401, reply.status(), reply::toString);
      assertEquals("{\"detail\":\"Unauthorized\"}", reply.body());
      assertEquals("Bearer", reply.header("WWW-Authenticate").orElseThrow());
    }
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void thePasswordLetsInUnderEitherHeader(DescribedRoute route) {
    Reply bearer = ask(secured, route, "Authorization", "Bearer " + PASSWORD);
    Reply bare = ask(secured, route, "X-BARE-PASSWORD", "password " + PASSWORD);

    assertNotEquals(401, bearer.status(), bearer::toString);
    assertEquals(bearer.status(), bare.status(), bare::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health",
        "/v1/health/",
        "/v1/health",
        "/v1/ready/",
        "/v1/version",
        "/openapi.json"
      })
  void healthVersionAndDescriptionAreForEverybody(String path) {
    assertEquals(200, secured.get(path).status());
    assertEquals(200, secured.get(path, "Authorization", "Bearer wrong").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer two words & a half ",
        "bearer two words & a half",
        "BEARER   two words & a half"
      })
  void theSchemeMayBeWrittenInAnyCase(String header) {
    assertEquals(200, secured.get("/v1/blocks/", "Authorization", header).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Bearer",
        "Bearer ",
        "Bearer two",
        "two words & a half",
        "Basic two words & a half",
        "Bearer TWO WORDS & A HALF",
        "Bearer password two words & a half",
        "Bearer two words & a halfx"
      })
  void nothingButThePasswordLetsIn(String header) {
    assertEquals(401, secured.get("/v1/blocks/", "Authorization", header).status());
  }

  @ParameterizedTest
  @CsvSource({"password two words & a half, 200", "two words & a half, 401", "passwordtwo, 401"})
  void theBareHeaderBeginsWithTheWordPassword(String header, int status) {
    assertEquals(status, secured.get("/v1/blocks/", "X-BARE-PASSWORD", header).status());
  }

  @Test
  void oneRightHeaderIsEnough() {
    Reply reply =
        secured.get(
            "/v1/blocks/",
            "Authorization",
            "Bearer wrong",
            "X-BARE-PASSWORD",
            "password " + PASSWORD);

    assertEquals(200, reply.status());
  }

  @Test
  void aPasswordInTheQueryIsNone() {
    assertEquals(401, secured.get("/v1/blocks/?password=two&token=two&api_key=two").status());
  }

  @Test
  void whatIsNotThereIsNotToldToStrangersApart() {
    assertEquals(404, secured.get("/v1/nothing").status());
    assertEquals(405, secured.put("/v1/blocks/", Map.of()).status());
  }

  @Test
  void nobodyUploadsABodyWithoutThePassword() {
    Reply reply = secured.post("/v1/blocks/", "x".repeat(21_000_000));

    assertEquals(401, reply.status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "Bearer anything", "Basic dTpw", "Bearer two words & a half"})
  void anOpenServerDoesNotLookAtTokens(String header) {
    assertEquals(200, open.get("/v1/blocks/", "Authorization", header).status());
    assertEquals(200, open.get("/v1/blocks/", "X-BARE-PASSWORD", header).status());
  }
}
