package dev.otajobs.api.rest;

import dev.otajobs.firmware.FirmwareKey;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobView;
import dev.otajobs.job.Tag;
import dev.otajobs.query.index.IndexQuery;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a list is asked for, by the parameters of its query.
 *
 * @param firmwareId the package; mandatory
 * @param texts fields and the values that they must have
 * @param tag a tag that the job must have
 * @param limit the most items of a page
 */
record JobFilter(
    String firmwareId,
    Optional<String> instance,
    IndexQuery.Times times,
    Map<JobField, String> texts,
    Optional<Tag> tag,
    Optional<IndexQuery.After> cursor,
    int limit) {

  static final int MAX_LIMIT = 100;

  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_PARAMETERS = 20;
  private static final Map<String, JobField> FIELDS =
      Map.of(
          "status", JobField.JOB_STATUS,
          "product", JobField.PRODUCT_KEY,
          "type", JobField.JOB_TYPE);
  private static final Set<String> OTHERS =
      Set.of("firmware", "instance", "from", "to", "tag", "cursor", "limit");

  /**
   * Reads a query.
   *
   * @throws IllegalArgumentException with what is wrong, for the caller
   */
  static JobFilter read(@Nullable String query) {
    Map<String, String> given = parameters(query == null ? "" : query);
    Map<JobField, String> texts = new HashMap<>();
    FIELDS.forEach(
        (name, field) -> {
          if (given.containsKey(name)) {
            texts.put(field, given.get(name));
          }
        });
    String firmwareId = given.getOrDefault("firmware", "");
    if (!FirmwareKey.isFirmwareId(firmwareId)) {
      throw new IllegalArgumentException(
          "firmware must be the id of a package, whose jobs are listed");
    }
    IndexQuery.Times times =
        new IndexQuery.Times(time(given, "from", 0), time(given, "to", Long.MAX_VALUE));
    if (times.from() > times.to()) {
      throw new IllegalArgumentException("from is later than to");
    }
    return new JobFilter(
        firmwareId,
        Optional.ofNullable(given.get("instance")),
        times,
        texts,
        Optional.ofNullable(given.get("tag")).map(JobFilter::tag),
        Optional.ofNullable(given.get("cursor")).map(JobFilter::cursor),
        limit(given.get("limit")));
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> given = new HashMap<>();
    for (Map.Entry<String, List<String>> one :
        new QueryStringDecoder(query, StandardCharsets.UTF_8, false, MAX_PARAMETERS)
            .parameters()
            .entrySet()) {
      if (!FIELDS.containsKey(one.getKey()) && !OTHERS.contains(one.getKey())) {
        throw new IllegalArgumentException("a list has no such parameter");
      }
      if (one.getValue().size() > 1) {
        throw new IllegalArgumentException(one.getKey() + " is given more than once");
      }
      given.put(one.getKey(), one.getValue().get(0));
    }
    given.values().removeIf(String::isEmpty);
    return given;
  }

  private static long time(Map<String, String> given, String name, long otherwise) {
    String text = given.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      long millis = Instant.parse(text).toEpochMilli();
      if (millis >= 0) {
        return millis;
      }
    } catch (DateTimeException | ArithmeticException e) {
      // Refused below.
    }
    throw new IllegalArgumentException(name + " must be a time such as 2026-01-01T00:00:00Z");
  }

  private static Tag tag(String text) {
    int separator = text.indexOf(':');
    if (separator < 1) {
      throw new IllegalArgumentException("tag must be key:value");
    }
    return new Tag(text.substring(0, separator), text.substring(separator + 1));
  }

  private static IndexQuery.After cursor(String text) {
    return Cursor.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("cursor must be the NextCursor of a list"));
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    if (!text.matches("[0-9]{1,3}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > MAX_LIMIT) {
      throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT);
    }
    return Integer.parseInt(text);
  }

  /** Whether a job is what is asked for, beyond what the index knows of it. */
  boolean takes(JobView job) {
    return texts.entrySet().stream()
            .allMatch(
                text ->
                    new FieldValue.Text(text.getValue()).equals(job.fields().get(text.getKey())))
        && (tag.isEmpty()
            || (job.fields().get(JobField.TAGS) instanceof FieldValue.TagList tags
                && tags.tags().contains(tag.get())));
  }
}
