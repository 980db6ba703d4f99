package dev.otajobs.api.consistency;

import dev.otajobs.ingest.Position;
import dev.otajobs.job.Revision;
import dev.otajobs.query.Consistency;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code Ota-At-Least} and {@code Ota-Max-Staleness-Ms} of a call; {@code ETag} and, if a standby
 * answered, {@code Ota-Staleness-Ms} of a reply; {@code Ota-Position} of a reply to a call that
 * wrote an event. An ETag, as it came or without its quotes, and a position are tokens for {@code
 * Ota-At-Least}.
 */
public final class ConsistencyHeaders {

  private static final String AT_LEAST = "Ota-At-Least";
  private static final String MAX_STALENESS = "Ota-Max-Staleness-Ms";
  private static final String POSITION = "Ota-Position";
  private static final String STALENESS = "Ota-Staleness-Ms";

  private ConsistencyHeaders() {}

  /**
   * What a call asks for.
   *
   * @throws IllegalArgumentException if a header cannot be read; the message is for the caller
   */
  public static Consistency read(HttpServerRequest request) {
    String atLeast = request.getHeader(AT_LEAST);
    String maxStaleness = request.getHeader(MAX_STALENESS);
    return atLeast == null && maxStaleness == null
        ? Consistency.DEFAULT
        : new Consistency(revision(atLeast), millis(maxStaleness));
  }

  /** What is said of the job in a reply. */
  public static void write(
      HttpServerResponse response, EntityTag tag, Optional<Duration> staleness) {
    response.putHeader(HttpHeaders.ETAG, tag.text());
    staleness.ifPresent(age -> response.putHeader(STALENESS, Long.toString(age.toMillis())));
  }

  /** Where the event of a call stands: a token for {@code Ota-At-Least}. */
  public static void writePosition(HttpServerResponse response, Position at) {
    response.putHeader(POSITION, Revision.at(at.partition(), at.offset()).text());
  }

  private static Optional<Revision> revision(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(EntityTag.revisionIn(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The header " + AT_LEAST + " must be partition-offset, as in 3-1042, or an ETag.", e);
    }
  }

  private static Optional<Duration> millis(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(
          "The header " + MAX_STALENESS + " must be a number of milliseconds.");
    }
    return Optional.of(Duration.ofMillis(Long.parseLong(text)));
  }
}
