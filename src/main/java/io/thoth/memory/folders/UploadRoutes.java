package io.thoth.memory.folders;

import io.thoth.memory.bus.Answer;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.http.Direct;
import io.thoth.memory.http.Endpoint;
import io.thoth.memory.http.Incoming;
import io.thoth.memory.id.Id;
import io.thoth.memory.id.Sha256;
import io.thoth.memory.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The route that takes files, as forms that browsers and the SDKs send. */
public final class UploadRoutes {
  private static final int LARGEST = 10 << 20;
  private static final String FORM = "multipart/form-data";

  private final Bus bus;

  public UploadRoutes(Bus bus) {
    this.bus = bus;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Direct.uploaded(
            "/v1/folders/{folder_id}/upload", "Keep a text as a file of a folder", this::upload));
  }

  /** What has come of the one file so far. */
  private static final class Arriving {
    @Nullable String name;
    @Nullable String type;
    Buffer content = Buffer.buffer();
  }

  private void upload(RoutingContext context) {
    String folderId = Id.require("folder_id", Id.FOLDER, context.pathParam("folder_id"));
    HttpServerRequest request = context.request();
    String type = request.getHeader("Content-Type");
    if (type != null && !type.toLowerCase(Locale.ROOT).startsWith(FORM)) {
      throw new Fault(FaultKind.UNSUPPORTED_TYPE, "Content-Type: this route takes " + FORM);
    }
    if (type == null) {
      throw Fault.invalid("file", "is required, in a body of " + FORM);
    }
    Arriving arriving = new Arriving();
    request.setExpectMultipart(true);
    request.uploadHandler(upload -> take(context, upload, arriving));
    request.exceptionHandler(_ -> fail(context, unreadable()));
    request.endHandler(_ -> end(context, folderId, arriving));
  }

  private static void take(RoutingContext context, HttpServerFileUpload upload, Arriving arriving) {
    if (!upload.name().equals("file") || arriving.name != null) {
      upload.handler(_ -> {});
      return;
    }
    arriving.name = upload.filename();
    arriving.type = upload.contentType();
    upload.exceptionHandler(_ -> fail(context, unreadable()));
    upload.handler(chunk -> add(context, arriving, chunk));
  }

  private static void add(RoutingContext context, Arriving arriving, Buffer chunk) {
    if (arriving.content.length() + chunk.length() > LARGEST) {
      fail(context, new Fault(FaultKind.TOO_LARGE, "file: is larger than " + LARGEST + " bytes"));
    } else if (!context.failed()) {
      keep(context, arriving, chunk);
    }
  }

  private static void keep(RoutingContext context, Arriving arriving, Buffer chunk) {
    try {
      Incoming.hold(context, chunk.length());
      arriving.content.appendBuffer(chunk);
    } catch (Fault fault) {
      arriving.content = Buffer.buffer();
      fail(context, fault);
    }
  }

  private static void fail(RoutingContext context, Fault fault) {
    if (!context.failed() && !context.response().ended()) {
      context.fail(fault);
    }
  }

  private static Fault unreadable() {
    return new Fault(FaultKind.UNACCEPTABLE, "The form does not arrive as it must");
  }

  private void end(RoutingContext context, String folderId, Arriving arriving) {
    if (context.failed()) {
      return;
    }
    try {
      if (arriving.name == null) {
        throw Fault.invalid("file", "is required");
      }
      String given = query(context, "name").orElse(arriving.name);
      Folders.Upload question =
          new Folders.Upload(
              folderId,
              given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1),
              arriving.type,
              query(context, "duplicate_handling").orElse(null),
              text(arriving.content));
      bus.ask(Folders.UPLOAD, question, caller(context, question))
          .onSuccess(answer -> answer(context, answer))
          .onFailure(context::fail);
    } catch (Fault fault) {
      fail(context, fault);
    }
  }

  private static Optional<String> query(RoutingContext context, String name) {
    return context.queryParam(name).stream().findFirst();
  }

  private static String text(Buffer content) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(content.getBytes()))
              .toString();
      if (text.indexOf('\0') < 0) {
        return text;
      }
    } catch (CharacterCodingException e) {
      // Told below, like every other content that is no text.
    }
    throw new Fault(FaultKind.UNSUPPORTED_TYPE, "file: only text in UTF-8 is kept");
  }

  /** The boundary of a form differs whenever it is sent, so the key stands for what is in it. */
  private static Caller caller(RoutingContext context, Folders.Upload question) {
    Optional<String> key = Incoming.idempotencyKey(context);
    return Incoming.caller(context, key.orElse(null), key.isEmpty() ? null : digest(question));
  }

  private static String digest(Folders.Upload question) {
    return Sha256.hex(Json.writeBytes(List.of(Folders.UPLOAD.address(), question)));
  }

  private static void answer(RoutingContext context, Answer<StoredFile> answer) {
    if (answer.replayed()) {
      context.response().putHeader("Idempotency-Replayed", "true");
    }
    context
        .response()
        .putHeader("Content-Type", "application/json")
        .end(Buffer.buffer(answer.json()));
  }
}
