package dev.otajobs.projection;

import dev.otajobs.job.Job;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.JobView;
import dev.otajobs.job.Jobs;
import dev.otajobs.trace.TraceContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Sends what callers see of a job to the views topic whenever that has changed, and a tombstone
 * when nobody can see the job any more. The key is {@link JobKey#text}.
 *
 * <p>A view is sent once more when an event is read a second time: after a crash the table may hold
 * an event whose view was never sent.
 */
final class PublishViews extends ContextualProcessor<byte[], Jobs, byte[], byte[]> {

  private final ViewEncoder encoder;
  private final ProjectionMetrics metrics;

  PublishViews(ViewEncoder encoder, ProjectionMetrics metrics) {
    this.encoder = encoder;
    this.metrics = metrics;
  }

  @Override
  public void process(Record<byte[], Jobs> changed) {
    String jobId = new String(changed.key(), StandardCharsets.UTF_8);
    changed.value().added().forEach((accountId, job) -> metrics.folded(job));
    if (changed.value().wasErased()) {
      metrics.erased();
    }
    for (Jobs.Update update : changed.value().updates()) {
      publish(new JobKey(jobId, update.accountId()), update, changed);
    }
  }

  private void publish(JobKey key, Jobs.Update update, Record<byte[], Jobs> changed) {
    Optional<JobView> before = view(key, update.before());
    Optional<JobView> after = view(key, update.after());
    if (after.isPresent() && (update.isRepeated() || !after.equals(before))) {
      forward(key, encoder.encode(after.get()), changed);
    } else if (after.isEmpty() && before.isPresent()) {
      forward(key, null, changed);
    }
  }

  private static Optional<JobView> view(JobKey key, @Nullable Job job) {
    return job == null ? Optional.empty() : JobView.of(key, job.state());
  }

  /** Of the headers that the event's producer wrote only the trace: the others are of the event. */
  @SuppressWarnings("NullAway") // a null value is a tombstone
  private void forward(JobKey key, byte @Nullable [] view, Record<byte[], Jobs> changed) {
    Headers headers = new RecordHeaders();
    TraceContext.read(name -> texts(changed.headers(), name))
        .ifPresent(
            trace ->
                trace.write(
                    (name, text) -> headers.add(name, text.getBytes(StandardCharsets.US_ASCII))));
    context()
        .forward(
            new Record<>(
                key.text().getBytes(StandardCharsets.UTF_8), view, changed.timestamp(), headers));
  }

  private static List<String> texts(Headers headers, String name) {
    List<String> texts = new ArrayList<>();
    for (Header header : headers.headers(name)) {
      // What is no ASCII is no trace.
      texts.add(
          header.value() == null ? "" : new String(header.value(), StandardCharsets.ISO_8859_1));
    }
    return texts;
  }
}
