package dev.otajobs.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.otajobs.job.Change;
import dev.otajobs.job.Job;
import dev.otajobs.job.JobChange;
import dev.otajobs.job.JobEvent;
import dev.otajobs.job.JobEvents;
import dev.otajobs.job.JobHistory;
import dev.otajobs.job.JobOutcome;
import dev.otajobs.job.Revision;
import dev.otajobs.job.Stamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.errors.SerializationException;

class HistoryCodecTest {

  /** What the release that made this format wrote; it must be read for ever. */
  private static final String GOLDEN =
      "010100d00f00000000000000010000000000000002020002d00f00000100d00f000000000000"
          + "00010000000000000002000200a01f000000000000000300000000000000040674776fa41f02"
          + "0004a01f0000000100a01f000000000000000300000000000000041043414e43454c45440106"
          + "776879";

  @Provide
  Arbitrary<List<JobEvent>> lives() {
    return JobEvents.lives();
  }

  @Property
  void shouldReadWhatItWrote(
      @ForAll("lives") List<JobEvent> life, @ForAll @IntRange(min = 1, max = 12) int most) {
    JobHistory history = JobHistory.of(Optional.empty(), changes(life), most);

    assertThat(HistoryCodec.history(HistoryCodec.encode(history))).isEqualTo(history);
    history
        .changes()
        .forEach(
            change ->
                assertThat(HistoryCodec.change(HistoryCodec.encode(change))).isEqualTo(change));
    history
        .earlier()
        .ifPresent(
            earlier ->
                assertThat(HistoryCodec.earlier(HistoryCodec.encode(earlier))).isEqualTo(earlier));
  }

  @Example
  void shouldReadTheFirstFormat() {
    JobHistory history = HistoryCodec.history(HexFormat.of().parseHex(GOLDEN));

    assertThat(history).isEqualTo(sample());
    assertThat(HistoryCodec.encode(history)).isEqualTo(HexFormat.of().parseHex(GOLDEN));
  }

  @Example
  void shouldRefuseWhatIsNoHistory() {
    byte[] bytes = HistoryCodec.encode(sample());
    byte[] other = bytes.clone();
    other[0] = 9;

    assertThatThrownBy(() -> HistoryCodec.history(other))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("another format");
    assertThatThrownBy(() -> HistoryCodec.history(Arrays.copyOf(bytes, bytes.length - 3)))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("damaged");
    assertThatThrownBy(() -> HistoryCodec.history(new byte[0]))
        .isInstanceOf(SerializationException.class);
  }

  /** Two events, of which one fell out. */
  private static JobHistory sample() {
    Stamp first = new Stamp(0, 1_000, new UUID(1, 2));
    Stamp second = new Stamp(0, 2_000, new UUID(3, 4));
    return JobHistory.of(
        Optional.empty(),
        List.of(
            new JobChange(
                first,
                Job.of(new JobEvent(first, new Change.Started()), Revision.at(0, 1)),
                "one",
                1_001),
            new JobChange(
                second,
                Job.of(
                    new JobEvent(
                        second, new Change.Finished(JobOutcome.CANCELED, Optional.of("why"))),
                    Revision.at(0, 2)),
                "two",
                2_002)),
        1);
  }

  private static List<JobChange> changes(List<JobEvent> life) {
    List<JobChange> changes = new ArrayList<>();
    for (JobEvent event : life) {
      changes.add(
          new JobChange(event.stamp(), Job.of(event, Revision.at(1, changes.size())), "source", 5));
    }
    return changes;
  }
}
