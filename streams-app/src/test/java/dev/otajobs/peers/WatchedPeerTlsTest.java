package dev.otajobs.peers;

import static dev.otajobs.peers.PeerFixture.SEED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.otajobs.config.ConfigException;
import dev.otajobs.config.PeerConfig;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.JobAnswer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of peers' TLS, and their roll without a restart. */
class WatchedPeerTlsTest {

  private static final PeerPair OLD = PeerPair.selfSigned();
  private static final PeerPair NEW = PeerPair.selfSigned();
  private static final PeerPair SIGNED = PeerPair.signed();
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Vertx vertx = Vertx.vertx();

  @TempDir private Path dir;

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  /** Two instances; queries go both ways all the time, on new connections, too. */
  @Test
  void shouldRollTheCertificateWithoutAFailedQuery() throws Exception {
    // given
    try (Instance first = new Instance("first");
        Instance second = new Instance("second")) {
      Queue<JobAnswer> failed = new ConcurrentLinkedQueue<>();
      AtomicInteger asked = new AtomicInteger();
      AtomicBoolean done = new AtomicBoolean();
      Thread caller =
          new Thread(
              () -> {
                while (!done.get()) {
                  asked.incrementAndGet();
                  failed.addAll(first.failures(second));
                  failed.addAll(second.failures(first));
                }
              });
      caller.start();

      // when: everybody trusts both, then everybody proves the new one, then only that is trusted
      for (Instance instance : List.of(first, second)) {
        instance.roll(OLD, OLD.ca() + NEW.ca());
      }
      awaitMore(asked);
      for (Instance instance : List.of(first, second)) {
        instance.roll(NEW, OLD.ca() + NEW.ca());
        awaitMore(asked);
      }
      for (Instance instance : List.of(first, second)) {
        instance.roll(NEW, NEW.ca());
        awaitMore(asked);
      }
      done.set(true);
      caller.join();

      // then
      assertThat(failed).isEmpty();
      assertThat(first.failures(OLD.trusting(OLD.ca() + NEW.ca()))).hasSize(1);
      assertThat(first.failures(NEW.trusting(NEW.ca()))).isEmpty();
    }
  }

  @Test
  void shouldKeepWhatItHasIfTheNewFilesCannotBeUsed() throws Exception {
    // given
    try (Instance instance = new Instance("kept")) {
      PeerTls before = instance.tls.get();

      // when
      PeerPair.replace(instance.config.caFile(), "no certificate");
      PeerPair.replace(instance.config.tls().certificate(), NEW.chain());

      // then: what is written afterwards is taken, so the others were looked at
      await()
          .during(Duration.ofSeconds(3))
          .atMost(SOON)
          .until(() -> instance.tls.get().equals(before));
      instance.roll(NEW, NEW.ca());
      assertThat(instance.failures(NEW.trusting(NEW.ca()))).isEmpty();
    }
  }

  @Test
  void shouldTrustTheCertificateItselfWithoutACaFile() throws Exception {
    // given
    PeerConfig shared = withoutCaFile(OLD.write(dir, ""));

    // then
    try (WatchedPeerTls tls = WatchedPeerTls.open(shared)) {
      assertThat(tls.get().own().isSelfSigned()).isTrue();
    }
  }

  @Test
  void shouldNeedTheCaFileOfACertificateThatACaSigned() throws Exception {
    assertRefused(withoutCaFile(SIGNED.write(dir, "")), "is signed by a CA: set peer.tls.ca.file");
  }

  @Test
  void shouldRefuseACaFileThatCannotBeUsed() throws Exception {
    assertRefused(OLD.write(dir, ""), "has no certificate");
    assertRefused(OLD.write(dir, "no certificate"), "has something else than X.509 certificates");
    assertRefused(OLD.write(dir, OLD.key()), "has something else than X.509 certificates");
    assertRefused(OLD.write(dir, "x".repeat(1024 * 1024 + 1)), "is longer than 1048576 bytes");
    PeerConfig config = OLD.write(dir, "");
    Files.delete(config.caFile());
    assertRefused(config, "does not exist");
  }

  @Test
  void shouldRefuseAKeyThatDoesNotFit() throws Exception {
    // given
    PeerConfig config = OLD.write(dir, OLD.ca());

    // when
    PeerPair.replace(config.tls().key(), NEW.key());

    // then
    assertRefused(config, "peer.tls.key.file");
  }

  /** Whole rounds of queries that began after this call. */
  private static void awaitMore(AtomicInteger asked) {
    int now = asked.get();
    await().atMost(PeerFixture.PATIENCE).until(() -> asked.get() >= now + 2);
  }

  private static PeerConfig withoutCaFile(PeerConfig config) {
    return new PeerConfig(
        config.listen(),
        config.advertised(),
        config.tls(),
        config.tls().certificate(),
        config.allowed());
  }

  private static void assertRefused(PeerConfig config, String problem) {
    assertThatThrownBy(() -> WatchedPeerTls.open(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("peer.tls.")
        .hasMessageContaining(problem)
        .hasMessageNotContaining("PRIVATE KEY");
  }

  /** The files, the listener and the client of one instance. */
  private final class Instance implements AutoCloseable {

    final PeerConfig config;
    final WatchedPeerTls tls;
    final PeerServer server;
    final PeerClient client;

    Instance(String name) throws IOException {
      config = OLD.write(Files.createDirectory(dir.resolve(name)), OLD.ca());
      tls = WatchedPeerTls.open(config);
      server =
          new PeerServer(
              tls.get(), PeerFixture.handler(PeerFixture.always(new JobAnswer.Absent())));
      client = new PeerClient(vertx, tls.get(), 1);
      tls.watch(
          changed -> {
            server.listener.use(changed.listener());
            client.use(changed);
          });
    }

    /** Writes the files and waits until they are in use. */
    void roll(PeerPair pair, String trusted) throws IOException {
      PeerTls before = tls.get();
      PeerPair.replace(config.caFile(), trusted);
      await().atMost(SOON).until(() -> !tls.get().trusted().equals(before.trusted()));
      if (!Files.readString(config.tls().key()).equals(pair.key())) {
        PeerPair.replace(config.tls().key(), pair.key());
        PeerPair.replace(config.tls().certificate(), pair.chain());
        await().atMost(SOON).until(() -> !tls.get().own().equals(before.own()));
      }
    }

    /** Asks the other instance over the kept connection and over a new one. */
    List<JobAnswer> failures(Instance other) {
      return Stream.concat(
              failed(client, other).stream(), failures(other.server, tls.get()).stream())
          .toList();
    }

    /** Asks this instance over a new connection. */
    List<JobAnswer> failures(PeerTls caller) {
      return failures(server, caller);
    }

    private List<JobAnswer> failures(PeerServer asked, PeerTls caller) {
      try (PeerClient once = new PeerClient(vertx, caller, 1)) {
        return failed(once, asked);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    private List<JobAnswer> failed(PeerClient from, Instance other) {
      return failed(from, other.server);
    }

    private List<JobAnswer> failed(PeerClient from, PeerServer asked) {
      try {
        JobAnswer answer =
            PeerFixture.await(
                new RemoteJobs(asked.address(), from)
                    .find(SEED, Deadline.in(PeerFixture.PATIENCE)));
        return answer instanceof JobAnswer.Absent ? List.of() : List.of(answer);
      } catch (TimeoutException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() throws Exception {
      tls.close();
      client.close();
      server.close();
    }
  }
}
