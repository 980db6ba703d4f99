package dev.otajobs.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.job.Change;
import dev.otajobs.job.Job;
import dev.otajobs.job.JobEvent;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import dev.otajobs.job.Stamp;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobFinder;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleJobsTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // the account's instances, the job's, the one asked for, whether it is found
        "-,   -, -, true",
        "-,   a, -, true",
        "-,   a, a, true",
        "-,   a, b, false",
        "-,   -, a, false",
        "a b, a, -, true",
        "a b, b, b, true",
        "a b, -, -, true",
        "a b, c, -, false",
        "a b, c, c, false",
        "a b, -, c, false",
        "a b, a, b, false"
      })
  void shouldFind(
      @Nullable String listed, @Nullable String own, @Nullable String asked, boolean found) {
    // given
    Viewer viewer =
        new Viewer("account", listed == null ? Set.of() : Set.of(listed.split(" ", -1)));
    VisibleJobs jobs = jobs(Optional.ofNullable(own), new JobAnswer.Absent());

    // when
    JobAnswer answer =
        jobs.find(viewer, "j", Optional.ofNullable(asked), Consistency.DEFAULT).result();

    // then
    assertThat(answer instanceof JobAnswer.Found).isEqualTo(found);
    assertThat(answer instanceof JobAnswer.Absent).isEqualTo(!found);
  }

  @Test
  void shouldAnswerForAHiddenJobWhatIsAnsweredForNone() {
    // given
    Viewer viewer = new Viewer("account", Set.of("a"));
    JobAnswer outage = new JobAnswer.Unavailable("the brokers are away");

    // then
    assertThat(
            jobs(Optional.of("b"), outage)
                .find(viewer, "j", Optional.empty(), Consistency.DEFAULT)
                .result())
        .isEqualTo(outage);
  }

  /** Has one job, of this instance, and answers this for all others. */
  private static VisibleJobs jobs(Optional<String> instance, JobAnswer none) {
    JobEvent created =
        new JobEvent(new Stamp(0, 1, new UUID(0, 1)), new Change.Created(instance, Map.of()));
    JobAnswer.Found found =
        new JobAnswer.Found(
            new JobKey("j", "account"), Job.of(created, Revision.at(0, 1)), Optional.empty());
    return SampleJobs.visible(
        SampleJobs.finder(
            (query, deadline) ->
                Future.succeededFuture(query.key().equals(found.key()) ? found : none)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0000", "a\nb", "\uD800", "\uDC00\uD800", "\uFFFF"})
  void shouldNotLookUpWhatNoJobCanHave(String jobId) {
    assertThat(notLookedUp(jobId)).isInstanceOf(JobAnswer.Absent.class);
  }

  @Test
  void shouldNotLookUpWhatIsTooLong() {
    assertThat(notLookedUp("j".repeat(129))).isInstanceOf(JobAnswer.Absent.class);
    assertThat(notLookedUp("任".repeat(10_000))).isInstanceOf(JobAnswer.Absent.class);
  }

  private static JobAnswer notLookedUp(String jobId) {
    JobFinder none =
        SampleJobs.finder(
            (query, deadline) -> {
              throw new AssertionError("looked up");
            });
    return SampleJobs.visible(none)
        .find(Viewer.unsigned("a"), jobId, Optional.empty(), Consistency.DEFAULT)
        .result();
  }
}
