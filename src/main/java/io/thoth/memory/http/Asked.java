package io.thoth.memory.http;

import io.thoth.memory.bus.Operation;
import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that asks one operation. Components of the question named in the path come from the
 * path; {@code if_match} comes from the header; a component named {@code body} is the whole JSON
 * body. Of the others, those listed in {@code hidden} are left absent, those of a GET or DELETE and
 * those listed in {@code fromQuery} come from the query, the rest from the JSON body.
 *
 * @param shown what of the answer becomes the body
 * @param status of success; 204 has no body
 * @param version of the answered thing, for the {@code ETag} header
 * @param current how to read the thing that a stale {@code If-Match} was about
 * @param events the data of server-sent events to answer with instead; none for the usual body
 */
public record Asked<Q extends Record, A extends Record>(
    HttpMethod method,
    String path,
    Operation<Q, A> operation,
    String summary,
    Set<String> fromQuery,
    Set<String> hidden,
    Function<? super A, ? extends @Nullable Object> shown,
    int status,
    Optional<Function<A, Long>> version,
    Optional<Current<Q, ?>> current,
    Optional<Function<A, List<String>>> events)
    implements Endpoint {

  /** The read that tells what a thing is now. */
  public record Current<Q extends Record, R extends Record>(
      Operation<R, ? extends Record> read, Function<Q, R> question) {}

  private static final Function<Object, Object> AS_IT_IS = answer -> answer;
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;

  public Asked {
    fromQuery = Set.copyOf(fromQuery);
    hidden = Set.copyOf(hidden);
  }

  public static <Q extends Record, A extends Record> Asked<Q, A> get(
      String path, Operation<Q, A> operation, String summary) {
    return plain(HttpMethod.GET, path, operation, summary);
  }

  public static <Q extends Record, A extends Record> Asked<Q, A> post(
      String path, Operation<Q, A> operation, String summary) {
    return plain(HttpMethod.POST, path, operation, summary);
  }

  public static <Q extends Record, A extends Record> Asked<Q, A> patch(
      String path, Operation<Q, A> operation, String summary) {
    return plain(HttpMethod.PATCH, path, operation, summary);
  }

  public static <Q extends Record, A extends Record> Asked<Q, A> put(
      String path, Operation<Q, A> operation, String summary) {
    return plain(HttpMethod.PUT, path, operation, summary);
  }

  public static <Q extends Record, A extends Record> Asked<Q, A> delete(
      String path, Operation<Q, A> operation, String summary) {
    return plain(HttpMethod.DELETE, path, operation, summary);
  }

  private static <Q extends Record, A extends Record> Asked<Q, A> plain(
      HttpMethod method, String path, Operation<Q, A> operation, String summary) {
    return new Asked<>(
        method,
        path,
        operation,
        summary,
        Set.of(),
        Set.of(),
        AS_IT_IS,
        OK,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether the answer record itself is the body, and so its type describes the body. */
  boolean showsTheAnswer() {
    return shown.equals(AS_IT_IS);
  }

  /** The same with these components of the question taken from the query. */
  public Asked<Q, A> withQuery(String... names) {
    Set<String> query = new HashSet<>(fromQuery);
    query.addAll(Arrays.asList(names));
    return new Asked<>(
        method, path, operation, summary, query, hidden, shown, status, version, current, events);
  }

  /** The same with these components of the question left absent. */
  public Asked<Q, A> hiding(String... names) {
    Set<String> unseen = new HashSet<>(hidden);
    unseen.addAll(Arrays.asList(names));
    return new Asked<>(
        method, path, operation, summary, fromQuery, unseen, shown, status, version, current,
        events);
  }

  /** The same with another body than the answer record; a body of null is JSON {@code null}. */
  public Asked<Q, A> showing(Function<A, ? extends @Nullable Object> body) {
    return new Asked<>(
        method, path, operation, summary, fromQuery, hidden, body, status, version, current,
        events);
  }

  /** The same with status 204 and no body. */
  public Asked<Q, A> withoutBody() {
    return new Asked<>(
        method,
        path,
        operation,
        summary,
        fromQuery,
        hidden,
        shown,
        NO_CONTENT,
        version,
        current,
        events);
  }

  /** The same with an {@code ETag} made of the answer's version. */
  public Asked<Q, A> tagged(Function<A, Long> ofAnswer) {
    return new Asked<>(
        method,
        path,
        operation,
        summary,
        fromQuery,
        hidden,
        shown,
        status,
        Optional.of(ofAnswer),
        current,
        events);
  }

  /** The same, telling in a 412 what the thing is now. */
  public <R extends Record> Asked<Q, A> toldBy(
      Operation<R, ? extends Record> read, Function<Q, R> question) {
    return new Asked<>(
        method,
        path,
        operation,
        summary,
        fromQuery,
        hidden,
        shown,
        status,
        version,
        Optional.of(new Current<>(read, question)),
        events);
  }

  /** The same, answering with server-sent events when there are any: one line of data each. */
  public Asked<Q, A> streaming(Function<A, List<String>> data) {
    return new Asked<>(
        method,
        path,
        operation,
        summary,
        fromQuery,
        hidden,
        shown,
        status,
        version,
        current,
        Optional.of(data));
  }
}
