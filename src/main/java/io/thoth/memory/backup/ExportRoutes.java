package io.thoth.memory.backup;

import com.fasterxml.jackson.core.JsonGenerator;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.http.Direct;
import io.thoth.memory.http.Endpoint;
import io.thoth.memory.http.Incoming;
import io.thoth.memory.http.ResponseStream;
import io.thoth.memory.json.Json;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The route that exports everything, streamed. */
public final class ExportRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(ExportRoutes.class);
  private static final int AT_ONCE = 2;

  private final Bus bus;
  private final Semaphore running = new Semaphore(AT_ONCE);

  public ExportRoutes(Bus bus) {
    this.bus = bus;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Direct.guarded(
            "/api/agents/export",
            "Export every agent, block and archive with its passages, ids kept",
            this::export));
  }

  private void export(RoutingContext context) {
    Caller caller = Incoming.caller(context);
    caller.grant().requireNoAgent();
    if (!running.tryAcquire()) {
      throw Fault.unavailable(AT_ONCE + " exports are running already; try again later");
    }
    Thread.ofVirtual().name("export").start(() -> stream(context.response(), caller));
  }

  private void stream(HttpServerResponse response, Caller caller) {
    response
        .setChunked(true)
        .putHeader("Content-Type", "application/json")
        .putHeader("Content-Disposition", "attachment; filename=\"agents_backup.json\"");
    try {
      // Closed only when all is written: closing would make a broken document look whole.
      ResponseStream out = new ResponseStream(response);
      JsonGenerator json = Json.raw().createGenerator(out);
      new Export(bus, caller, json).write();
      json.close();
    } catch (IOException e) {
      LOG.info("request={} the export was not taken: {}", caller.requestId(), e.getMessage());
      response.reset();
    } catch (RuntimeException e) {
      // The status is sent; only a broken connection can still say that this is not everything.
      LOG.error("request={} the export failed", caller.requestId(), e);
      response.reset();
    } finally {
      running.release();
    }
  }
}
