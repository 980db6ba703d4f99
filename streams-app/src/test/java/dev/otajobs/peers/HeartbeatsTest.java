package dev.otajobs.peers;

import static dev.otajobs.peers.PeerFixture.CLOCK;
import static dev.otajobs.peers.PeerFixture.SEED;
import static dev.otajobs.peers.PeerFixture.TLS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.otajobs.auth.accounts.AccessKeyId;
import dev.otajobs.auth.nonces.NonceMemory.Use;
import dev.otajobs.auth.nonces.RecentNonces;
import dev.otajobs.config.PeerPattern;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobLookup;
import dev.otajobs.query.history.HistoryLookup;
import dev.otajobs.query.routing.GroupMetadata;
import dev.otajobs.query.routing.Member;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who of the others lives, by real heartbeats. */
class HeartbeatsTest {

  private static final HostInfo SELF = new HostInfo("127.0.0.1", 1);
  private static final AccessKeyId KEY = new AccessKeyId("key");
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Vertx vertx = Vertx.vertx();
  private final PeerClient client = new PeerClient(vertx, TLS, 4);
  private final PeerClient jobClient = new PeerClient(vertx, TLS, 4);
  private final Collection<StreamsMetadata> members = new CopyOnWriteArrayList<>();
  private final AtomicInteger refreshes = new AtomicInteger();
  private final GroupMetadata group =
      new GroupMetadata(
          () -> {
            refreshes.incrementAndGet();
            return members;
          },
          SELF,
          "events",
          1);
  private final Heartbeats heartbeats =
      new Heartbeats(vertx, group, List.of(new PeerPattern("127.0.0.1:*")), client, jobClient);

  @AfterEach
  void stop() throws Exception {
    heartbeats.close();
    client.close();
    jobClient.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private HostInfo join(String host, int port) {
    HostInfo address = new HostInfo(host, port);
    members.add(Member.of(address, "events", new int[] {}));
    return address;
  }

  @Test
  void shouldKnowWhoLivesAndWhoIsSilent() throws Exception {
    // given
    join(SELF.host(), SELF.port());
    HostInfo nobody = join("127.0.0.1", 2);
    try (PeerServer server =
        new PeerServer(
            TLS,
            PeerFixture.handler(
                PeerFixture.always(new JobAnswer.Absent()), () -> Map.of("100", 3)))) {
      HostInfo peer = join("127.0.0.1", server.port());

      // when
      heartbeats.begin();

      // then
      await().atMost(SOON).until(() -> heartbeats.admitted("100").equals(List.of(3)));
      await().atMost(SOON).until(() -> heartbeats.at(nobody).isEmpty());
      assertThat(heartbeats.alive()).containsExactly(peer);
      assertThat(heartbeats.aliveCount()).isEqualTo(1);
      assertThat(heartbeats.knownCount()).isEqualTo(2);
      assertThat(heartbeats.at(SELF)).isEmpty();
    }
    await().atMost(SOON).until(() -> heartbeats.aliveCount() == 0);
    assertThat(heartbeats.admitted("100")).as("the dead use nothing").isEmpty();
  }

  @Test
  void shouldForgetWhoLeavesTheGroup() throws Exception {
    // given
    try (PeerServer server =
        new PeerServer(TLS, PeerFixture.handler(PeerFixture.always(new JobAnswer.Absent())))) {
      HostInfo peer = join("127.0.0.1", server.port());
      heartbeats.begin();
      await().atMost(SOON).until(() -> heartbeats.at(peer).isPresent());

      // when
      members.clear();
      join(SELF.host(), SELF.port());

      // then
      await().atMost(SOON).until(() -> heartbeats.at(peer).isEmpty());
      assertThat(heartbeats.knownCount()).isZero();
    }
  }

  @Test
  void shouldNeverConnectToAnAddressThatIsNotAllowed() throws Exception {
    // given
    AtomicInteger called = new AtomicInteger();
    try (PeerServer server =
        new PeerServer(
            TLS,
            request -> {
              called.incrementAndGet();
              request.response().end();
            })) {
      HostInfo stranger = join("localhost", server.port());
      join("127.0.0.1", 0);
      join("127.0.0.1", 70_000);
      join("bad host\r\n", 1);
      join("", 1);

      // when
      heartbeats.begin();
      await().atMost(SOON).until(() -> refreshes.get() > 5);

      // then
      assertThat(called).hasValue(0);
      assertThat(heartbeats.at(stranger)).isEmpty();
      assertThat(heartbeats.aliveCount()).isZero();
      assertThat(heartbeats.knownCount()).isEqualTo(5);
    }
  }

  @Test
  void shouldNotTakeAStrangerForALivingPeer() throws Exception {
    // given
    try (PeerServer server =
        new PeerServer(TLS, request -> request.response().setStatusCode(404).end())) {
      HostInfo peer = join("127.0.0.1", server.port());

      // when
      heartbeats.begin();

      // then
      await().atMost(SOON).until(() -> refreshes.get() > 1);
      await().atMost(SOON).until(() -> heartbeats.at(peer).isEmpty());
    }
  }

  /** Callers may make it wait for an event that never comes; it lives all the same. */
  @Test
  void shouldHoldAPeerForAliveWhoseJobCallsAllWait() throws Exception {
    // given
    try (PeerServer server =
        new PeerServer(
            TLS,
            PeerFixture.handler(
                (query, deadline) -> Promise.<JobAnswer>promise().future(),
                () -> Map.of("100", 3)))) {
      HostInfo peer = join("127.0.0.1", server.port());
      heartbeats.begin();
      await().atMost(SOON).until(() -> heartbeats.admitted("100").equals(List.of(3)));

      // when
      JobLookup jobs = heartbeats.at(peer).orElseThrow();
      IntStream.range(0, 100).forEach(i -> jobs.find(SEED, Deadline.in(Duration.ofMinutes(1))));
      int before = refreshes.get();

      // then: one that had not been heard of for five beats would be silent
      await().atMost(SOON).until(() -> refreshes.get() > before + 12);
      await().atMost(SOON).until(() -> heartbeats.at(peer).isPresent());
    }
  }

  @Test
  void shouldRefuseANonceThatAPeerHasSeen() throws Exception {
    // given
    RecentNonces others = new RecentNonces(1_000);
    try (PeerServer server =
        new PeerServer(
            TLS,
            new PeerHandler(
                PeerFixture.always(new JobAnswer.Absent()),
                PeerFixture.NO_INDEX,
                HistoryLookup.NONE,
                others,
                () -> Map.of("100", 3),
                PeerFixture.NO_REPORT,
                CLOCK))) {
      join("127.0.0.1", server.port());
      heartbeats.begin();
      await().atMost(SOON).until(() -> heartbeats.admitted("100").equals(List.of(3)));
      SimpleMeterRegistry metrics = new SimpleMeterRegistry();
      PeerNonces nonces =
          new PeerNonces(new RecentNonces(1_000), SELF, heartbeats, client, metrics);

      int shared = 0;
      for (int i = 0; i < 50; i++) {
        double unshared = metrics.counter("ota.nonces.unshared").count();

        // when
        others.useNow(KEY, "theirs-" + i, Instant.now(), 1_000);

        // then
        Use theirs = use(nonces, "theirs-" + i);
        assertThat(use(nonces, "ours-" + i)).isEqualTo(Use.FRESH);
        assertThat(use(nonces, "ours-" + i)).isEqualTo(Use.USED);
        Use ours = others.useNow(KEY, "ours-" + i, Instant.now(), 1_000);
        // On a busy machine a call may take longer than the half second that it is given.
        if (metrics.counter("ota.nonces.unshared").count() == unshared) {
          assertThat(theirs).isEqualTo(Use.USED);
          assertThat(ours).isEqualTo(Use.USED);
          shared++;
        }
      }
      assertThat(shared).isGreaterThan(25);
    }
  }

  @Test
  void shouldTellAndCountWhatItCannotShare() throws Exception {
    // given
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      HostInfo nobody = join("127.0.0.1", silent.getLocalPort());
      heartbeats.begin();
      await()
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> heartbeats.at(nobody).isPresent());
      SimpleMeterRegistry metrics = new SimpleMeterRegistry();
      PeerNonces nonces =
          new PeerNonces(new RecentNonces(1_000), SELF, heartbeats, client, metrics);

      // then
      assertThat(use(nonces, "n")).isEqualTo(Use.UNSHARED);
      assertThat(use(nonces, "n")).isEqualTo(Use.USED);
      assertThat(metrics.counter("ota.nonces.unshared").count()).isEqualTo(1);
    }
  }

  private static Use use(PeerNonces nonces, String nonce) throws Exception {
    return PeerFixture.await(nonces.use(KEY, nonce, Instant.now(), 1_000));
  }
}
