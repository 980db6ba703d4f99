package dev.otajobs.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.codec.JobsSerde;
import dev.otajobs.job.Change;
import dev.otajobs.job.FieldValue.Text;
import dev.otajobs.job.Job;
import dev.otajobs.job.JobEvent;
import dev.otajobs.job.JobField;
import dev.otajobs.job.Jobs;
import dev.otajobs.job.Revision;
import dev.otajobs.job.Stamp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;

/** The index has what the table has, whatever comes in whatever order. */
class IndexJobsTest {

  /** One event of a few accounts, jobs, firmwares and times. */
  private record Step(
      String jobId, String accountId, String firmwareId, long time, String kind, String instance) {}

  @Provide
  static Arbitrary<List<Step>> histories() {
    return Combinators.combine(
            Arbitraries.of("j1", "j2", "j3"),
            Arbitraries.of("a", "b"),
            Arbitraries.of("f", "g", "固件"),
            Arbitraries.longs().between(1, 3),
            Arbitraries.of("STATIC", "DYNAMIC", "start", "erase"),
            Arbitraries.of("", "iot-1"))
        .as(Step::new)
        .list()
        .ofMaxSize(12);
  }

  @Property(tries = 500)
  void shouldHaveWhatTheTableHas(@ForAll("histories") List<Step> history) {
    // given
    Rig rig = new Rig();
    IndexJobs processor = rig.started();

    // when
    for (int i = 0; i < history.size(); i++) {
      rig.take(processor, history.get(i), i);
    }

    // then
    assertThat(rig.entries()).isEqualTo(rig.expected());
  }

  @Property(tries = 200)
  void shouldBeBuiltFromATableThatIsOlder(@ForAll("histories") List<Step> history) {
    // given
    Rig rig = new Rig();
    for (int i = 0; i < history.size(); i++) {
      rig.fold(history.get(i), i);
    }
    IndexJobs processor = rig.started();
    assertThat(rig.index.get(IndexKey.built())).isNull();

    // when
    rig.punctuate();
    rig.take(processor, new Step("j1", "a", "f", 0, "STATIC", ""), history.size());

    // then
    assertThat(rig.index.get(IndexKey.built())).isNotNull();
    assertThat(rig.entries()).isEqualTo(rig.expected());
  }

  /** More than one slice. */
  @Example
  void shouldBeBuiltSliceBySlice() {
    // given
    Rig rig = new Rig();
    IntStream.range(0, 4_500)
        .forEach(i -> rig.fold(new Step("j" + i, "a", "f", i, "STATIC", ""), i));
    rig.started();

    // when
    rig.punctuate();
    assertThat(rig.index.get(IndexKey.built())).isNull();
    rig.punctuate();
    assertThat(rig.index.get(IndexKey.built())).isNull();
    rig.punctuate();

    // then
    assertThat(rig.index.get(IndexKey.built())).isNotNull();
    assertThat(rig.entries()).isEqualTo(rig.expected()).hasSize(4_500);
  }

  /** Only the 16 smallest account ids of a JobId are kept. */
  @Example
  void shouldForgetAJobThatIsPushedOut() {
    // given
    Rig rig = new Rig();
    IndexJobs processor = rig.started();

    // when
    for (int i = 0; i < 20; i++) {
      String account = "account-" + (char) ('z' - i);
      rig.take(processor, new Step("j1", account, "f", 1, "STATIC", ""), i);
    }

    // then
    assertThat(rig.entries()).isEqualTo(rig.expected()).hasSize(Jobs.MAX_ACCOUNTS);
  }

  /** Jobs that are created, moved and erased while the index is built. */
  @Example
  void shouldTakeEventsBetweenTwoSlices() {
    // given
    Rig rig = new Rig();
    IntStream.range(0, 3_000)
        .forEach(i -> rig.fold(new Step("j" + i, "a", "f", 5, "STATIC", ""), i));
    IndexJobs processor = rig.started();

    // when
    rig.punctuate();
    rig.take(processor, new Step("j0", "a", "g", 1, "STATIC", ""), 3_000);
    rig.take(processor, new Step("j999", "a", "g", 1, "STATIC", ""), 3_001);
    rig.take(processor, new Step("j1", "a", "f", 1, "erase", ""), 3_002);
    rig.take(processor, new Step("j998", "a", "f", 1, "erase", ""), 3_003);
    rig.take(processor, new Step("new", "a", "f", 1, "DYNAMIC", ""), 3_004);
    rig.punctuate();

    // then
    assertThat(rig.entries()).isEqualTo(rig.expected()).hasSize(2_999);
  }

  /** The first time, the index' record was lost with the instance, and the table's was not. */
  @Example
  void shouldBeMendedByAnEventThatIsReadASecondTime() {
    // given
    Rig rig = new Rig();
    Step creation = new Step("j1", "a", "f", 1, "STATIC", "");
    rig.fold(creation, 7);
    rig.index.put(IndexKey.built(), new byte[0]);
    IndexJobs processor = rig.started();

    // when
    rig.take(processor, creation, 7);

    // then
    assertThat(rig.entries()).isEqualTo(rig.expected()).hasSize(1);
  }

  private static Jobs says(Step step, int offset) {
    if (step.kind().equals("erase")) {
      return Jobs.ERASED;
    }
    Change change =
        step.kind().equals("start")
            ? new Change.Started()
            : new Change.Created(
                Optional.of(step.instance()).filter(text -> !text.isEmpty()),
                Map.of(
                    JobField.FIRMWARE_ID, new Text(step.firmwareId()),
                    JobField.SELECTION_TYPE, new Text(step.kind())));
    JobEvent event = new JobEvent(new Stamp(0, step.time(), new UUID(0, offset)), change);
    return Jobs.of(step.accountId(), Job.of(event, Revision.at(0, offset)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Stores, the processor's context, and what the table should have: new ones for each try. */
  private static final class Rig {

    final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    final KeyValueStore<byte[], byte[]> index =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(OtaJobTopology.INDEX),
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
    final Map<String, Jobs> jobs = new HashMap<>();

    Rig() {
      index.init(context.getStateStoreContext(), index);
      table.init(context.getStateStoreContext(), table);
    }

    IndexJobs started() {
      IndexJobs processor = new IndexJobs();
      processor.init(context);
      return processor;
    }

    void punctuate() {
      context.scheduledPunctuators().stream()
          .filter(one -> !one.cancelled())
          .forEach(
              one -> {
                assertThat(one.getInterval()).isLessThan(Duration.ofSeconds(1));
                one.getPunctuator().punctuate(0);
              });
    }

    void take(IndexJobs processor, Step step, int offset) {
      Jobs now = fold(step, offset);
      processor.process(new Record<>(bytes(step.jobId()), now, 0));
    }

    /** As the reduce does it. */
    Jobs fold(Step step, int offset) {
      Jobs added = says(step, offset);
      Jobs before = jobs.get(step.jobId());
      Jobs now = before == null ? added : before.join(added);
      jobs.put(step.jobId(), now);
      table.put(bytes(step.jobId()), ValueAndTimestamp.make(now, 0));
      return now;
    }

    Set<IndexEntry> expected() {
      Set<IndexEntry> expected = new HashSet<>();
      jobs.forEach(
          (jobId, all) ->
              all.byAccount()
                  .forEach(
                      (accountId, job) ->
                          IndexEntry.of(accountId, jobId, job).ifPresent(expected::add)));
      return expected;
    }

    Set<IndexEntry> entries() {
      Set<IndexEntry> entries = new HashSet<>();
      try (KeyValueIterator<byte[], byte[]> all = index.all()) {
        while (all.hasNext()) {
          KeyValue<byte[], byte[]> next = all.next();
          if (next.key.length > 1) {
            entries.add(IndexEntry.parse(next.key, next.value));
          }
        }
      }
      return entries;
    }
  }
}
