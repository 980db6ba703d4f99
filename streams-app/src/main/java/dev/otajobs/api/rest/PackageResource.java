package dev.otajobs.api.rest;

import dev.otajobs.api.AccountCalls;
import dev.otajobs.api.Viewer;
import dev.otajobs.auth.accounts.Permission;
import dev.otajobs.codec.FirmwareInfo;
import dev.otajobs.codec.FirmwareReader;
import dev.otajobs.codec.JsonWriter;
import dev.otajobs.codec.MemberJson;
import dev.otajobs.events.OtaPackage;
import dev.otajobs.firmware.Firmware;
import dev.otajobs.firmware.FirmwareKey;
import dev.otajobs.query.packages.PackageAnswer;
import dev.otajobs.query.packages.PackageFinder;
import dev.otajobs.write.RecordWriter;
import dev.otajobs.write.WriteException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code /v1/packages/{firmwareId}}: GET and HEAD show a package of the account, PUT writes
 * it as a whole, DELETE removes it. Batches that were created for a package stay as they are.
 */
public final class PackageResource extends Resource {

  /** The path up to the id of the package. */
  public static final String PREFIX = "/v1/packages/";

  private static final Logger LOG = LoggerFactory.getLogger(PackageResource.class);

  private final BearerCallers callers;
  private final AccountCalls calls;
  private final PackageFinder packages;
  private final RecordWriter<OtaPackage> writer;
  private final Clock clock;

  public PackageResource(
      BearerCallers callers,
      AccountCalls calls,
      PackageFinder packages,
      RecordWriter<OtaPackage> writer,
      Clock clock) {
    this.callers = callers;
    this.calls = calls;
    this.packages = packages;
    this.writer = writer;
    this.clock = clock;
  }

  @Override
  Future<RestReply> reply(HttpServerRequest request, Buffer body) {
    return switch (request.method().name()) {
      case "GET", "HEAD" -> bounded(key(request, Permission.READ), this::get);
      case "PUT" -> bounded(key(request, Permission.PACKAGES), key -> put(key, request, body));
      case "DELETE" -> bounded(key(request, Permission.PACKAGES), this::delete);
      default ->
          throw new ProblemException(
              RestReply.Failed.of(
                  Problem.PACKAGE_METHOD_NOT_ALLOWED, "Allow", "GET, HEAD, PUT, DELETE"));
    };
  }

  /** One of the account's calls in flight. */
  private Future<RestReply> bounded(
      FirmwareKey key, Function<FirmwareKey, Future<RestReply>> call) {
    return calls.run(key.accountId(), () -> call.apply(key), RestReply.Failed.busy());
  }

  private FirmwareKey key(HttpServerRequest request, Permission needed) {
    Viewer viewer = callers.admit(request.getHeader(HttpHeaders.AUTHORIZATION), needed);
    String id =
        PathId.after(PREFIX, request.path())
            .filter(FirmwareKey::isFirmwareId)
            .orElseThrow(() -> new ProblemException(Problem.BAD_PACKAGE_PATH));
    return new FirmwareKey(id, viewer.accountId());
  }

  private Future<RestReply> get(FirmwareKey key) {
    return find(key)
        .map(
            found ->
                found
                    .<RestReply>map(firmware -> new RestReply.Package(json(firmware), false))
                    .orElseGet(() -> RestReply.Failed.of(Problem.PACKAGE_NOT_FOUND)));
  }

  private Future<RestReply> put(FirmwareKey key, HttpServerRequest request, Buffer body) {
    byte[] text = JsonBody.bytes(request, body);
    Instant now = Instant.ofEpochMilli(clock.millis());
    Firmware given = read(key, text, now, now);
    return packages
        .find(key)
        .compose(
            known -> {
              Optional<Firmware> before = replaced(known);
              Firmware firmware =
                  before
                      .map(old -> read(key, text, old.record().getCreatedAt(), now))
                      .orElse(given);
              return write(key, firmware.record())
                  .map(at -> new RestReply.Package(json(firmware), before.isEmpty()));
            });
  }

  private static Firmware read(FirmwareKey key, byte[] text, Instant created, Instant modified) {
    try {
      return FirmwareReader.read(key, text, created, modified);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          new RestReply.Failed(Problem.BAD_PACKAGE, String.valueOf(e.getMessage()), Map.of()));
    }
  }

  /** A record that cannot be read may be replaced: that is how it is mended. */
  private static Optional<Firmware> replaced(PackageAnswer known) {
    return known instanceof PackageAnswer.Unreadable ? Optional.empty() : found(known);
  }

  private Future<RestReply> delete(FirmwareKey key) {
    return packages
        .find(key)
        .compose(
            known -> {
              if (known instanceof PackageAnswer.Absent) {
                throw new ProblemException(Problem.PACKAGE_NOT_FOUND);
              }
              replaced(known);
              return write(key, null)
                  .map(
                      at -> {
                        AuditLog.removed(key);
                        return new RestReply.Removed();
                      });
            });
  }

  private Future<Optional<Firmware>> find(FirmwareKey key) {
    return packages.find(key).map(PackageResource::found);
  }

  private static Optional<Firmware> found(PackageAnswer answer) {
    if (answer instanceof PackageAnswer.Found found) {
      return Optional.of(found.firmware());
    } else if (answer instanceof PackageAnswer.Absent) {
      return Optional.empty();
    } else if (answer instanceof PackageAnswer.Unreadable broken) {
      throw new ProblemException(
          new RestReply.Failed(
              Problem.BROKEN_PACKAGE,
              Problem.BROKEN_PACKAGE.detail() + ": " + broken.why(),
              Map.of()));
    }
    LOG.debug("no package, answer={}", answer);
    throw new ProblemException(
        RestReply.Failed.of(Problem.PACKAGE_UNAVAILABLE, "Retry-After", "1"));
  }

  private Future<?> write(FirmwareKey key, @Nullable OtaPackage record) {
    return writer
        .write(key.text(), record)
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof WriteException write ? notWritten(key, write) : failure));
  }

  private static ProblemException notWritten(FirmwareKey key, WriteException failure) {
    LOG.warn("a package was not written, key={} problem={}", key.text(), failure.getMessage());
    return new ProblemException(
        RestReply.Failed.of(
            failure.isMaybeWritten() ? Problem.MAYBE_WRITTEN : Problem.NOT_WRITTEN,
            "Retry-After",
            "1"));
  }

  private static Buffer json(Firmware firmware) {
    return Buffer.buffer(
        JsonWriter.object(out -> MemberJson.write(FirmwareInfo.of(firmware), out)));
  }
}
