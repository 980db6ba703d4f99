package dev.otajobs.query.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.api.SampleJobs;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobAnswer.Absent;
import dev.otajobs.query.JobAnswer.NotYet;
import dev.otajobs.query.JobAnswer.Unavailable;
import dev.otajobs.query.JobLookup;
import dev.otajobs.query.JobQuery;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom a query is put to, in which order, and for how long. */
class RoutedJobsTest {

  private static final String EVENTS = "events";
  private static final int[] NONE = {};
  private static final HostInfo SELF = new HostInfo("self", 1);
  private static final HostInfo OTHER = new HostInfo("other", 1);
  private static final HostInfo THIRD = new HostInfo("third", 1);
  private static final JobKey KEY = new JobKey("job", SampleJobs.ACCOUNT);
  private static final JobQuery QUERY = new JobQuery(KEY, 0, Consistency.DEFAULT);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final JobAnswer FOUND = SampleJobs.seed(Revision.at(0, 1), Optional.empty());

  private final Vertx vertx = Vertx.vertx();
  private final List<StreamsMetadata> members = new ArrayList<>();
  private final GroupMetadata group = new GroupMetadata(() -> members, SELF, EVENTS, 1);
  private final Map<HostInfo, JobLookup> alive = new HashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<Duration> patience = new CopyOnWriteArrayList<>();
  private JobLookup local = replica("self", new Unavailable("not here"));

  @AfterEach
  void closeVertx() throws Exception {
    vertx.close().await(5, TimeUnit.SECONDS);
  }

  private JobAnswer find(JobQuery query) throws Exception {
    group.refresh();
    return new RoutedJobs(
            vertx,
            group,
            (own, deadline) -> local.find(own, deadline),
            peer -> Optional.ofNullable(alive.get(peer)))
        .find(query, Deadline.in(PATIENCE))
        .await(10, TimeUnit.SECONDS);
  }

  private JobLookup replica(String name, JobAnswer answer) {
    return (query, deadline) -> {
      asked.add(name);
      patience.add(deadline.remaining());
      return Future.succeededFuture(answer);
    };
  }

  private void member(HostInfo host, int[] owned, int... standbys) {
    members.add(Member.of(host, EVENTS, owned, standbys));
  }

  @Test
  void shouldAskAgainWhileThePartitionChangesHands() throws Exception {
    // given
    member(SELF, NONE);
    member(OTHER, new int[] {0});
    alive.put(
        OTHER,
        (query, deadline) ->
            Future.succeededFuture(asked.size() < 2 ? unavailable("other", true) : found("other")));

    // then
    assertThat(find(QUERY)).isEqualTo(FOUND);
    assertThat(asked).containsExactly("other", "other", "other");
  }

  /** An owner that stops may hold a call without an answer, while another one takes over. */
  @Test
  void shouldKeepTimeForAnotherAttemptWhileThePartitionChangesHands() throws Exception {
    // given
    member(SELF, NONE, 0);
    member(OTHER, new int[] {0});
    alive.put(OTHER, replica("other", new Unavailable("silent")));
    local =
        (query, deadline) ->
            Future.succeededFuture(asked.size() < 4 ? unavailable("self", true) : found("self"));

    // then
    assertThat(find(QUERY)).isEqualTo(FOUND);
    assertThat(asked).containsExactly("other", "self", "other", "other", "self");
    assertThat(patience).allMatch(time -> time.compareTo(PATIENCE.dividedBy(2)) < 0);
  }

  @Test
  void shouldGiveUpOnAPartitionThatChangesHandsForLong() throws Exception {
    // given
    member(SELF, NONE);
    member(OTHER, new int[] {0});
    alive.put(OTHER, (query, deadline) -> Future.succeededFuture(unavailable("other", true)));

    // then
    assertThat(find(QUERY)).isInstanceOf(Unavailable.class);
    assertThat(asked).hasSize(7);
  }

  @Test
  void shouldLetOnlySoManyCallsWait() throws Exception {
    // given
    member(SELF, NONE);
    member(OTHER, new int[] {0});
    alive.put(OTHER, (query, deadline) -> Future.succeededFuture(unavailable("other", true)));
    group.refresh();
    RoutedJobs jobs =
        new RoutedJobs(
            vertx,
            group,
            (own, deadline) -> local.find(own, deadline),
            peer -> Optional.ofNullable(alive.get(peer)));

    // when
    List<Future<JobAnswer>> calls = new ArrayList<>();
    for (int call = 0; call < 200; call++) {
      calls.add(jobs.find(QUERY, Deadline.in(PATIENCE)));
    }

    // then
    // Some 72; on a slow machine the first ones have asked again by now.
    assertThat(calls.stream().filter(Future::isComplete)).hasSizeBetween(50, 199);
    Future.all(calls).await(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldNotAskAgainIfOneIsTooBusy() throws Exception {
    // given
    member(SELF, NONE);
    member(OTHER, new int[] {0});
    alive.put(OTHER, (query, deadline) -> Future.succeededFuture(unavailable("other", false)));

    // then
    assertThat(find(QUERY)).isInstanceOf(Unavailable.class);
    assertThat(asked).hasSize(1);
  }

  private JobAnswer unavailable(String name, boolean moving) {
    asked.add(name);
    return new Unavailable(name, moving);
  }

  private JobAnswer found(String name) {
    asked.add(name);
    return FOUND;
  }

  @Test
  void shouldAskItselfAloneIfItIsAlone() throws Exception {
    // given
    local = replica("self", FOUND);

    // then
    assertThat(find(QUERY)).isEqualTo(FOUND);
    assertThat(patience.get(0)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void shouldAskTheOwnerAndNobodyElse() throws Exception {
    // given
    member(SELF, NONE, 0);
    member(OTHER, new int[] {0});
    alive.put(OTHER, replica("other", new Absent()));

    // then
    assertThat(find(QUERY)).isEqualTo(new Absent());
    assertThat(asked).containsExactly("other");
    assertThat(patience.get(0))
        .as("there is a standby to turn to")
        .isLessThan(PATIENCE.dividedBy(2));
  }

  @Test
  void shouldTurnToAStandbyIfTheOwnerCannotAnswer() throws Exception {
    // given
    member(SELF, NONE, 0);
    member(OTHER, new int[] {0});
    alive.put(OTHER, replica("other", new Unavailable("busy")));
    local = replica("self", FOUND);

    // then
    assertThat(find(QUERY)).isEqualTo(FOUND);
    assertThat(asked).containsExactly("other", "self");
  }

  @Test
  void shouldLeaveOutTheDead() throws Exception {
    // given
    member(SELF, NONE, 0);
    member(OTHER, new int[] {0});
    member(THIRD, NONE, 0);
    local = replica("self", FOUND);

    // then
    assertThat(find(QUERY)).isEqualTo(FOUND);
    assertThat(asked).containsExactly("self");
    assertThat(patience.get(0)).as("nobody else can be asked").isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void shouldBearAPeerThatDiesWhileTheOwnerIsAsked() throws Exception {
    // given
    member(OTHER, new int[] {0});
    member(THIRD, NONE, 0);
    alive.put(THIRD, replica("third", FOUND));
    alive.put(
        OTHER,
        (query, deadline) -> {
          alive.clear();
          return Future.succeededFuture(new Unavailable("refused"));
        });

    // then
    assertThat(find(QUERY)).isEqualTo(FOUND);
  }

  @Test
  void shouldSayWhyNobodyAnswered() throws Exception {
    // given
    member(SELF, NONE, 0);
    member(OTHER, new int[] {0});
    alive.put(OTHER, replica("other", new Unavailable("busy")));

    // then
    assertThat(find(QUERY)).isEqualTo(new Unavailable("busy"));
    members.clear();
    member(OTHER, new int[] {0});
    alive.clear();
    assertThat(find(QUERY)).isEqualTo(new Unavailable("no instance holds partition 0", true));
  }

  @Test
  void shouldTakeNotYetForAnAnswer() throws Exception {
    // given
    member(SELF, NONE, 0);
    member(OTHER, new int[] {0});
    alive.put(OTHER, replica("other", new NotYet("0-9")));
    local = replica("self", FOUND);
    JobQuery atLeast =
        new JobQuery(KEY, 0, new Consistency(Optional.of(Revision.at(0, 9)), Optional.empty()));

    // then
    assertThat(find(atLeast)).isEqualTo(new NotYet("0-9"));
    assertThat(asked).containsExactly("other");
    assertThat(patience.get(0)).as("it may wait").isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void shouldNotAskOnceTheTimeIsUp() throws Exception {
    // given
    member(OTHER, new int[] {0});
    member(SELF, NONE, 0);
    JobQuery atLeast =
        new JobQuery(KEY, 0, new Consistency(Optional.of(Revision.at(0, 9)), Optional.empty()));
    alive.put(
        OTHER,
        (query, deadline) -> {
          asked.add("other");
          while (!deadline.hasPassed()) {
            Thread.onSpinWait();
          }
          return Future.succeededFuture(new Unavailable("silent"));
        });

    // then
    assertThat(find(atLeast)).isEqualTo(new Unavailable("silent"));
    assertThat(asked).containsExactly("other");
  }

  /** Each of two holds the other one for the owner: nobody passes the question on. */
  @Test
  void shouldTakeOneHopWhateverTheMetadataSay() throws Exception {
    // given
    member(OTHER, new int[] {0});
    member(SELF, NONE, 0);
    JobLookup others = replica("other's store", new Unavailable("not here"));
    alive.put(OTHER, others);

    // then
    assertThat(find(QUERY)).isInstanceOf(Unavailable.class);
    assertThat(asked).containsExactly("other's store", "self", "other's store");
  }
}
