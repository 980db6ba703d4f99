package dev.otajobs.query.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobQuery;
import dev.otajobs.query.Polling;
import dev.otajobs.query.freshness.Age;
import dev.otajobs.query.local.StoreReads.Read;
import dev.otajobs.topics.EndOffsets;
import dev.otajobs.topics.HeldBack;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of those who wait for a copy. */
class CompleteAnswersTest {

  private static final JobQuery AT_LEAST =
      new JobQuery(
          new JobKey("job", "100"),
          0,
          new Consistency(Optional.of(Revision.at(0, 9)), Optional.empty()));

  private final Vertx vertx = Vertx.vertx();
  private final Copy copy = new Copy();
  private final CompleteAnswers answers =
      new CompleteAnswers(new Polling(vertx), copy, null, Duration.ofSeconds(30));

  @AfterEach
  void close() throws Exception {
    vertx.close().await(5, TimeUnit.SECONDS);
  }

  /** A rolling restart failed a read that waited for an overlay which had ended. */
  @Test
  void shouldNotWaitForACopyThatHasGone() throws Exception {
    // given
    Future<JobAnswer> answer = answers.find(AT_LEAST, Deadline.in(Duration.ofMinutes(5)));
    assertThat(answer.isComplete()).isFalse();

    // when
    copy.here = false;

    // then
    assertThat(answer.await(60, TimeUnit.SECONDS))
        .isEqualTo(new JobAnswer.Unavailable("the copy that was waited for has gone", true));
  }

  @Test
  void shouldWaitForACopyThatStays() throws Exception {
    assertThat(
            answers.find(AT_LEAST, Deadline.in(Duration.ofMillis(300))).await(60, TimeUnit.SECONDS))
        .isInstanceOf(JobAnswer.NotYet.class);
  }

  /** Has no event of the partition yet. */
  private static final class Copy implements CompleteCopy {

    private volatile boolean here = true;

    @Override
    public int version() {
      return 0;
    }

    @Override
    public Object identity(int partition) {
      return 1;
    }

    @Override
    public boolean isHere(int partition) {
      return here;
    }

    @Override
    public Optional<Age> age(int partition) {
      return Optional.empty();
    }

    @Override
    public Read read(int partition, JobKey key) {
      return new Read.Stored(Optional.empty());
    }

    @Override
    public boolean isComplete(int partition, EndOffsets source) {
      return false;
    }

    @Override
    public boolean isPast(int partition, long offset) {
      return false;
    }

    @Override
    public boolean isSettled(int partition, JobKey key, Read.Stored shown) {
      return true;
    }

    @Override
    public boolean mayBePreceded(int partition) {
      return false;
    }

    @Override
    public Optional<HeldBack> heldBack(int partition) {
      return Optional.empty();
    }
  }
}
