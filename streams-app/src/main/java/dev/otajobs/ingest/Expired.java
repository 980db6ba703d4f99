package dev.otajobs.ingest;

import dev.otajobs.job.Revision;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The header of a tombstone that the retention writes: the revision of the jobs that were seen to
 * be over. The tombstone erases these jobs only as long as they have met nothing else, so an event
 * that was in the log before it, and not folded yet, keeps its job.
 */
public final class Expired {

  static final String HEADER = "ota.expired";

  private Expired() {}

  /** Marks a tombstone as one of jobs with this revision. */
  public static void write(Revision revision, Headers headers) {
    headers.add(HEADER, revision.text().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The revision in a tombstone's headers; empty if a producer wrote it.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Optional<Revision> read(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    if (header == null) {
      return Optional.empty();
    } else if (header.value() == null) {
      throw new IllegalArgumentException("it has no value");
    }
    return Optional.of(Revision.parse(new String(header.value(), StandardCharsets.UTF_8)));
  }
}
