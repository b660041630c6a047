package io.thoth.memory.agentfile;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A form whose one file goes to the disk as it arrives, at the disk's pace, and with a rest
 * whenever as much has come as waits for the disk at most, so at 20 MB a second at most: others
 * have the event loop meanwhile, and whoever sends from near by the processors. Belongs to the
 * event loop of its request.
 */
final class Upload {
  private static final String FIELD = "file";
  private static final int TURN = 64 << 10;
  private static final long REST_MILLIS = 3;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final Path target;
  private final long most;
  private final Promise<Void> written = Promise.promise();
  private long size;
  private boolean found;

  private Upload(Vertx vertx, HttpServerRequest request, Path target, long most) {
    this.vertx = vertx;
    this.request = request;
    this.target = target;
    this.most = most;
  }

  /** Succeeds when the whole form is here and its file lies at {@code target}. */
  static Future<Void> receive(Vertx vertx, HttpServerRequest request, Path target, long most) {
    String type = String.valueOf(request.getHeader("Content-Type")).toLowerCase(Locale.ROOT);
    if (!type.startsWith("multipart/form-data")) {
      return Future.failedFuture(
          new Fault(
              FaultKind.UNSUPPORTED_TYPE,
              "Content-Type: this route takes multipart/form-data with a field 'file'"));
    }
    Upload upload = new Upload(vertx, request, target, most);
    try {
      return upload.receive();
    } catch (RuntimeException noBoundary) {
      return Future.failedFuture(malformed());
    }
  }

  private Future<Void> receive() {
    Promise<Void> form = Promise.promise();
    request.setExpectMultipart(true);
    request.uploadHandler(this::part);
    request.exceptionHandler(
        _ -> {
          form.tryFail(malformed());
          written.tryFail(malformed());
        });
    request.endHandler(
        _ -> {
          form.tryComplete();
          if (!found) {
            written.tryFail(Fault.invalid(FIELD, "is required"));
          }
        });
    return Future.all(form.future(), written.future()).mapEmpty();
  }

  private void part(HttpServerFileUpload part) {
    part.exceptionHandler(_ -> written.tryFail(malformed()));
    if (found || !FIELD.equals(part.name())) {
      part.handler(_ -> {});
      return;
    }
    found = true;
    part.pause();
    OpenOptions options = new OpenOptions().setCreateNew(true).setWrite(true).setPerms("rw-------");
    vertx
        .fileSystem()
        .open(target.toString(), options)
        .onSuccess(file -> take(part, file))
        .onFailure(
            problem -> {
              written.tryFail(problem);
              part.handler(_ -> {}).resume();
            });
  }

  private void take(HttpServerFileUpload part, AsyncFile file) {
    file.setWriteQueueMaxSize(TURN);
    part.endHandler(_ -> file.close().onComplete(written));
    part.handler(
        bytes -> {
          size += bytes.length();
          if (size > most) {
            part.handler(_ -> {});
            written.tryFail(
                new Fault(
                    FaultKind.TOO_LARGE,
                    "The file is larger than the " + most + " bytes that this server accepts"));
            return;
          }
          write(part, file, bytes);
        });
    part.resume();
  }

  private void write(HttpServerFileUpload part, AsyncFile file, Buffer bytes) {
    file.write(bytes).onFailure(written::tryFail);
    if (file.writeQueueFull()) {
      part.pause();
      file.drainHandler(_ -> vertx.setTimer(REST_MILLIS, _ -> part.resume()));
    }
  }

  private static Fault malformed() {
    return new Fault(FaultKind.UNACCEPTABLE, "The form does not arrive as multipart says it must");
  }
}
