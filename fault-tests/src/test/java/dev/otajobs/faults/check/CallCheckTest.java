package dev.otajobs.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.faults.history.Created;
import dev.otajobs.faults.history.Listing;
import dev.otajobs.faults.history.Outcome;
import dev.otajobs.job.JobKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By the jobs of {@code written.tsv}: job-1 was created at second 1, job-3 at second 9. */
class CallCheckTest {

  private static final Listing.Item FIRST = item("job-1/100000000000001", 1);
  private static final Listing.Item THIRD = item("job-3/100000000000002", 9);

  private final Recording recording = Recording.written();
  private final Verdict verdict = new Verdict();

  @Test
  void shouldAcceptWhatIsFoundAndListed() {
    // given
    created(1, FIRST, 2);
    created(1, FIRST, 3);
    created(2, THIRD, 10);
    listed(5, 1, FIRST);
    listed(11, 2, THIRD, FIRST);
    recording.history().add(SampleRead.at(1_500).ended(Outcome.ABSENT, 404));
    recording.history().add(SampleRead.at(2_500).ended(Outcome.UNAVAILABLE, 503));

    // then
    assertThat(check()).isZero();
    assertThat(verdict.counted("batches created by calls")).isEqualTo(2);
  }

  @Test
  void shouldRefuseThatAnAnsweredBatchIsDenied() {
    created(1, FIRST, 2);
    recording.history().add(SampleRead.at(2_500).ended(Outcome.ABSENT, 404));
    assertThat(check()).isOne();
  }

  @Test
  void shouldRefuseASecondBatchOfACallThatWasSentAgain() {
    created(1, FIRST, 2);
    created(1, THIRD, 3);
    assertThat(check()).isOne();
  }

  @Test
  void shouldRefuseAnotherTimeOfCreation() {
    created(1, new Listing.Item(FIRST.key(), THIRD.utcCreate()), 2);
    assertThat(check()).isOne();
  }

  @Test
  void shouldRefuseASuccessWithoutABatchOrAList() {
    recording.history().create(Outcome.GARBLED);
    recording.history().add(new Listing("instance-1", 1, Outcome.GARBLED, 0, List.of()));
    assertThat(check()).isEqualTo(2);
  }

  @Test
  void shouldRefuseAListWithAHole() {
    created(1, FIRST, 2);
    created(2, THIRD, 10);
    listed(11, 2, THIRD);
    assertThat(check()).as("it lacks one, and is shorter than its total").isEqualTo(2);
  }

  @Test
  void shouldRefuseAPageThatIsCut() {
    // given
    listed(11, 2, THIRD);
    listed(12, 60, THIRD, FIRST);

    // then
    assertThat(check()).isEqualTo(2);
  }

  @Test
  void shouldRefuseATotalThatIsTooSmall() {
    created(1, FIRST, 2);
    listed(3, 0, FIRST);
    assertThat(check()).isOne();
  }

  @Test
  void shouldRefuseABatchThatIsTwiceInAList() {
    listed(3, 2, FIRST, FIRST);
    assertThat(check()).isOne();
  }

  @Test
  void shouldRefuseAListThatIsNotInOrder() {
    listed(10, 2, FIRST, THIRD);
    assertThat(check()).isOne();
  }

  @Test
  void shouldRefuseWhatNobodyHasCreated() {
    listed(10, 1, item("job-6/100000000000001", 2));
    assertThat(check()).isOne();
  }

  @Test
  void shouldAcceptThatAFullPageEnds() {
    // given
    created(1, FIRST, 2);
    List<Listing.Item> page = new ArrayList<>();
    for (int i = 0; i < Listing.PAGE; i++) {
      page.add(item("other-" + i + "/100000000000001", 5));
    }
    listed(10, 201, page.toArray(new Listing.Item[0]));

    // then
    assertThat(check()).as("those that nobody has created").isEqualTo(Listing.PAGE);
  }

  private static Listing.Item item(String job, int second) {
    return new Listing.Item(JobKey.parse(job), "2026-01-01T00:00:%02d.000Z".formatted(second));
  }

  private void created(int call, Listing.Item batch, long second) {
    recording
        .history()
        .add(new Created(call, batch.key(), batch.utcCreate(), second * 1_000_000_000));
  }

  private void listed(long second, int total, Listing.Item... items) {
    recording
        .history()
        .add(
            new Listing(
                "instance-1", second * 1_000_000_000, Outcome.FOUND, total, Arrays.asList(items)));
  }

  private long check() {
    new CallCheck(recording.run(), verdict).check();
    return verdict.violations(Invariant.I11);
  }
}
