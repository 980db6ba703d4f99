package dev.otajobs.api.rest;

import dev.otajobs.firmware.FirmwareKey;
import dev.otajobs.job.Change;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobView;
import dev.otajobs.job.Stamped;
import dev.otajobs.job.Tag;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.index.IndexQuery;
import java.util.HashMap;
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

  private static final int DEFAULT_LIMIT = 20;
  private static final Map<String, JobField> FIELDS =
      Map.of(
          "status", JobField.JOB_STATUS,
          "product", JobField.PRODUCT_KEY,
          "type", JobField.JOB_TYPE);
  private static final Set<String> NAMES =
      Set.of(
          "status",
          "product",
          "type",
          "firmware",
          "instance",
          "from",
          "to",
          "tag",
          "cursor",
          "limit");

  /**
   * Reads a query.
   *
   * @throws IllegalArgumentException with what is wrong, for the caller
   */
  static JobFilter read(@Nullable String query) {
    QueryParameters given = QueryParameters.read(query, NAMES);
    Map<JobField, String> texts = new HashMap<>();
    FIELDS.forEach((name, field) -> given.get(name).ifPresent(text -> texts.put(field, text)));
    String firmwareId = given.get("firmware").orElse("");
    if (!FirmwareKey.isFirmwareId(firmwareId)) {
      throw new IllegalArgumentException(
          "firmware must be the id of a package, whose jobs are listed");
    }
    IndexQuery.Times times =
        new IndexQuery.Times(given.time("from", 0), given.time("to", Long.MAX_VALUE));
    if (times.from() > times.to()) {
      throw new IllegalArgumentException("from is later than to");
    }
    return new JobFilter(
        firmwareId,
        given.get("instance"),
        times,
        texts,
        given.get("tag").map(JobFilter::tag),
        given.get("cursor").map(JobFilter::cursor),
        given.limit(DEFAULT_LIMIT));
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

  /** Whether a job of the firmware is in the list. */
  boolean lists(JobAnswer.Found found) {
    Stamped<Change.Created> creation = found.job().state().creation();
    long created = creation == null ? 0 : creation.stamp().occurredAt();
    return takes(found.view())
        && instance.map(one -> found.iotInstanceId().filter(one::equals).isPresent()).orElse(true)
        && created >= times.from()
        && created <= times.to();
  }
}
