package io.thoth.memory.agentfile;

import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.bus.Scope;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.http.Direct;
import io.thoth.memory.http.Endpoint;
import io.thoth.memory.http.Incoming;
import io.thoth.memory.http.ResponseStream;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Json;
import io.thoth.memory.turns.TimeSlice;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes of agent files; both directions stream. Large files are much to compute, so the few
 * that are under way have platform threads, among which the operating system sees to fairness.
 */
public final class AgentFileRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(AgentFileRoutes.class);
  private static final String EXPORT = "/v1/agents/{agent_id}/export";
  private static final int AT_ONCE = 4;

  private final Bus bus;
  private final AgentFileConfig config;
  private final Semaphore running = new Semaphore(AT_ONCE);

  public AgentFileRoutes(Bus bus, AgentFileConfig config) {
    this.bus = bus;
    this.config = config;
    prepare();
  }

  /** Files that a node has left behind when it was killed are nobody's. */
  private void prepare() {
    try {
      Files.createDirectories(config.uploads());
      try (var left = Files.newDirectoryStream(config.uploads(), "*.af")) {
        for (Path file : left) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Direct.guarded(EXPORT, "Export agents as a file", this::export),
        Direct.posted(EXPORT, "Export agents as a file, too", this::export),
        Direct.uploaded("/v1/agents/import", "Import the agents of a file", this::bring));
  }

  private void export(RoutingContext context) {
    Caller caller = Incoming.caller(context);
    String agentId = Id.require("agent_id", Id.AGENT, context.pathParam("agent_id"));
    Wanted wanted = ExportQuestion.of(context.queryParams(), Incoming.body(context)).of(agentId);
    caller.grant().requireNoAgent();
    begin();
    Runnable work = TimeSlice.usual(() -> stream(context, caller, wanted));
    Thread.ofPlatform().daemon().name("agent-export").start(work);
  }

  private void begin() {
    if (!running.tryAcquire()) {
      throw Fault.unavailable(AT_ONCE + " agent files are under way already; try again later");
    }
  }

  private void stream(RoutingContext context, Caller caller, Wanted wanted) {
    HttpServerResponse response = context.response();
    try {
      Gathering gathered = new Gathering(bus, caller, wanted);
      response
          .setChunked(true)
          .putHeader("Content-Type", "application/json")
          .putHeader("Content-Disposition", "attachment; filename=\"agent.af\"");
      ResponseStream out = new ResponseStream(response);
      new AgentFileExport(bus, caller, wanted, gathered, out).write();
    } catch (IOException e) {
      LOG.info("request={} the export was not taken: {}", caller.requestId(), e.getMessage());
      response.reset();
    } catch (RuntimeException e) {
      failed(context, caller, e);
    } finally {
      running.release();
    }
  }

  /** Once the head is sent, only a broken connection can still say that this is not everything. */
  private static void failed(RoutingContext context, Caller caller, RuntimeException problem) {
    if (!context.response().headWritten()) {
      context.response().headers().remove("Content-Disposition").remove("Transfer-Encoding");
      context.response().setChunked(false);
      context.vertx().runOnContext(_ -> context.fail(problem));
      return;
    }
    LOG.error("request={} the export failed", caller.requestId(), problem);
    context.response().reset();
  }

  private void bring(RoutingContext context) {
    String key = Incoming.idempotencyKey(context).orElse(null);
    Caller asked = Incoming.caller(context);
    asked.grant().require(Scope.WRITE);
    asked.grant().requireNoAgent();
    begin();
    String name = UUID.randomUUID() + ".af";
    Path file = config.uploads().resolve(name);
    Upload.receive(context.vertx(), context.request(), file, config.mostBytes())
        .onSuccess(
            _ ->
                Thread.ofPlatform()
                    .daemon()
                    .name("agent-upload")
                    .start(() -> bring(context, key, file)))
        .onFailure(
            problem -> {
              done(file);
              boolean large = problem instanceof Fault fault && fault.kind() == FaultKind.TOO_LARGE;
              if (large) {
                context.response().putHeader("Connection", "close");
                context.addEndHandler(_ -> context.request().connection().close());
              }
              context.fail(problem);
            });
  }

  private void bring(RoutingContext context, @Nullable String key, Path file) {
    try {
      AgentFiles.Import question =
          ImportForm.read(
              file.getFileName().toString(),
              context.request().formAttributes(),
              context.request().getHeader("x-override-embedding-model"));
      String digest = key == null ? null : UploadedFile.digest(file, without(question));
      Caller caller = Incoming.caller(context, key, digest);
      UploadedFile.unquote(file);
      answer(context, bus.call(AgentFiles.IMPORT, question, caller));
    } catch (RuntimeException problem) {
      context.vertx().runOnContext(_ -> context.fail(problem));
    } finally {
      done(file);
    }
  }

  /** What is asked, but for the name of the file, which is another one each time. */
  private static String without(AgentFiles.Import asked) {
    return Json.write(asked).replace(asked.file(), "");
  }

  private static void answer(RoutingContext context, AgentFiles.Imported imported) {
    Buffer body = Buffer.buffer(Json.writeBytes(imported));
    context
        .vertx()
        .runOnContext(
            _ -> context.response().putHeader("Content-Type", "application/json").end(body));
  }

  private void done(Path file) {
    running.release();
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("an uploaded file was not removed: {}", e.getMessage());
    }
  }
}
