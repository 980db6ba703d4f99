package dev.otajobs.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** A partition of the events topic and an offset in it: what a producer's ack names. */
public record Position(int partition, long offset) {

  /** The header in which a moved record carries its first place. */
  static final String HEADER = "ota.origin";

  private static final Pattern FORM = Pattern.compile("(\\d{1,9}):(\\d{1,18})");

  /** The first place of a moved record; empty if its headers do not name one. */
  static Optional<Position> origin(Headers headers) {
    Header origin = headers.lastHeader(HEADER);
    if (origin == null || origin.value() == null) {
      return Optional.empty();
    }
    Matcher parts = FORM.matcher(new String(origin.value(), StandardCharsets.UTF_8));
    return parts.matches()
        ? Optional.of(
            new Position(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2))))
        : Optional.empty();
  }

  /** As operators write it: {@code 0-5}. */
  public String text() {
    return partition + "-" + offset;
  }

  /** Writes this position into the headers of a record that is moved. */
  public void writeTo(Headers headers) {
    headers.remove(HEADER);
    headers.add(HEADER, (partition + ":" + offset).getBytes(StandardCharsets.UTF_8));
  }
}
