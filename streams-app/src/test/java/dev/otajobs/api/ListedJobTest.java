package dev.otajobs.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.job.Change;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.Job;
import dev.otajobs.job.JobEvent;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import dev.otajobs.job.Stamp;
import dev.otajobs.projection.IndexEntry;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.JobAnswer;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A page of three entries: created at 30, 20 and 10. */
class ListedJobTest {

  private static final List<IndexEntry> PAGE =
      List.of(entry("c", 30), entry("b", 20), entry("a", 10));

  @Test
  void shouldShowTheJobsInTheirOrder() {
    assertThat(shown(false, found("c", 30), found("b", 20), found("a", 10)))
        .containsExactly("c", "b", "a");
  }

  @Test
  void shouldShowAJobAtItsNewPlaceWithinThePage() {
    assertThat(shown(false, found("c", 15), found("b", 20), found("a", 10)))
        .containsExactly("b", "c", "a");
  }

  @Test
  void shouldLeaveAJobToTheNextPageIfThereIsOne() {
    assertThat(shown(false, found("c", 5), found("b", 20), found("a", 10)))
        .containsExactly("b", "a");
    assertThat(shown(true, found("c", 5), found("b", 20), found("a", 10)))
        .containsExactly("b", "a", "c");
  }

  /** After a crash under at-least-once an entry of what a job was may be left. */
  @Test
  void shouldShowAJobOfTwoEntriesOnce() {
    // given
    List<IndexEntry> page = List.of(entry("a", 30), entry("b", 20), entry("a", 10));

    // then
    assertThat(
            ids(ListedJob.of(page, List.of(found("a", 10), found("b", 20), found("a", 10)), true)))
        .containsExactly("b", "a");
  }

  /** It was erased and created anew, so it stands before the page. */
  @Test
  void shouldPassOverAnotherLifeOfAJob() {
    assertThat(shown(false, found("c", 30), found("b", 40), new JobAnswer.Absent()))
        .containsExactly("c");
  }

  /** The index is read of the owner, and the job of a copy that is behind. */
  @Test
  void shouldLookAJobUpAgainThatIsOlderThanItsEntry() {
    // given
    List<Consistency> asked = new ArrayList<>();
    VisibleJobs jobs =
        SampleJobs.visible(
            SampleJobs.finder(
                (query, deadline) -> {
                  asked.add(query.consistency());
                  boolean complete = query.consistency().complete();
                  return Future.succeededFuture(
                      found(query.key().jobId(), complete ? createdAt(query.key()) : 40));
                }));

    // when
    Optional<List<ListedJob>> listed =
        ListedJob.find(jobs, new Viewer("100", Set.of()), PAGE, false).result();

    // then
    assertThat(ids(listed)).containsExactly("c", "b", "a");
    assertThat(asked)
        .containsExactly(
            Consistency.DEFAULT,
            Consistency.DEFAULT,
            Consistency.DEFAULT,
            Consistency.COMPLETE,
            Consistency.COMPLETE,
            Consistency.COMPLETE);
  }

  private static long createdAt(JobKey key) {
    return PAGE.stream()
        .filter(entry -> entry.key().jobId().equals(key.jobId()))
        .findFirst()
        .orElseThrow()
        .key()
        .utcCreate();
  }

  @Test
  void shouldHaveNoListIfAJobCannotBeLookedUp() {
    assertThat(
            ListedJob.of(
                PAGE,
                List.of(found("c", 30), new JobAnswer.Unavailable("why"), found("a", 10)),
                false))
        .isEmpty();
  }

  private static List<String> shown(boolean isLast, JobAnswer... answers) {
    return ids(ListedJob.of(PAGE, List.of(answers), isLast));
  }

  private static List<String> ids(Optional<List<ListedJob>> listed) {
    return listed.orElseThrow().stream().map(job -> job.entry().key().jobId()).toList();
  }

  private static IndexEntry entry(String jobId, long utcCreate) {
    return IndexEntry.of("100", jobId, job(utcCreate)).orElseThrow();
  }

  private static JobAnswer found(String jobId, long utcCreate) {
    return new JobAnswer.Found(new JobKey(jobId, "100"), job(utcCreate), Optional.empty());
  }

  private static Job job(long utcCreate) {
    Change creation =
        new Change.Created(
            Optional.empty(), Map.of(JobField.FIRMWARE_ID, new FieldValue.Text("fw")));
    return Job.of(
        new JobEvent(new Stamp(0, utcCreate, new UUID(0, utcCreate)), creation), Revision.at(0, 1));
  }
}
