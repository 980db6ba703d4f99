package dev.otajobs.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.codec.JobsSerde;
import dev.otajobs.job.Job;
import dev.otajobs.job.JobChange;
import dev.otajobs.job.JobEvent;
import dev.otajobs.job.JobEvents;
import dev.otajobs.job.JobHistory;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Jobs;
import dev.otajobs.job.Revision;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/** A table may be older than its histories, which begin while events come in. */
class RecordHistoryTest {

  private static final JobKey KEY = new JobKey("job", "100");
  private static final byte[] JOB_ID = KEY.jobId().getBytes(StandardCharsets.UTF_8);

  @Provide
  Arbitrary<List<JobEvent>> lives() {
    return JobEvents.lives()
        .map(
            life -> {
              List<JobEvent> copied = new ArrayList<>(life);
              copied.addAll(life.subList(0, life.size() / 2));
              return copied;
            });
  }

  @Property
  void shouldHaveEveryEventWheneverItBeganAndWasTrimmed(
      @ForAll("lives") List<JobEvent> life,
      @ForAll @IntRange(max = 12) int began,
      @ForAll @IntRange(max = 12) int walked,
      @ForAll @IntRange(min = 1, max = 4) int most,
      @ForAll Random random) {
    // given
    Rig rig = new Rig();
    RecordHistory processor = new RecordHistory(most, random::nextBoolean);

    // when
    for (int i = 0; i < life.size(); i++) {
      if (i == began) {
        processor.init(rig.context);
      }
      if (i == walked && i > began) {
        rig.walk();
      }
      Jobs now = rig.fold(life.get(i), i);
      if (i >= began) {
        processor.process(new Record<>(JOB_ID, now, 0));
      }
    }
    if (life.size() <= began) {
      processor.init(rig.context);
    }
    rig.walk();

    // then
    JobHistory known = StoredHistory.read(rig.history, KEY).history(most);
    Job job = rig.jobs.of(KEY.accountId()).orElseThrow();
    assertThat(known.isOf(job)).isTrue();
    assertThat(known.whole().orElseThrow().revision()).isEqualTo(job.revision());
    assertThat(known.changes()).hasSizeLessThanOrEqualTo(most);
    assertThat(rig.history.get(HistoryKey.BUILT)).isNotNull();
    if (began == 0 && life.stream().distinct().count() <= most) {
      assertThat(known.earlier()).isEmpty();
    }
  }

  /** Stores and the processor's context: new ones for each try. */
  private static final class Rig {

    final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    final KeyValueStore<byte[], byte[]> history =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(OtaJobTopology.HISTORY),
                Serdes.ByteArray(),
                Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    final TimestampedKeyValueStore<byte[], Jobs> table =
        Stores.timestampedKeyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(OtaJobTopology.STORE),
                Serdes.ByteArray(),
                new JobsSerde())
            .withLoggingDisabled()
            .build();
    Jobs jobs;

    Rig() {
      history.init(context.getStateStoreContext(), history);
      table.init(context.getStateStoreContext(), table);
    }

    /** As the reduce does it. */
    Jobs fold(JobEvent event, int offset) {
      Jobs says =
          Jobs.of(
              KEY.accountId(),
              new JobChange(
                  event.stamp(), Job.of(event, Revision.at(offset % 3, offset)), "source", offset));
      jobs = jobs == null ? says : jobs.join(says);
      table.put(JOB_ID, ValueAndTimestamp.make(jobs, 0));
      return jobs;
    }

    void walk() {
      context.scheduledPunctuators().stream()
          .filter(one -> !one.cancelled())
          .forEach(one -> one.getPunctuator().punctuate(0));
    }
  }
}
