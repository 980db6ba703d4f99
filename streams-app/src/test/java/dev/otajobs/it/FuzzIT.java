package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.it.fuzz.FuzzClient;
import dev.otajobs.it.fuzz.FuzzedRequest;
import dev.otajobs.it.fuzz.FuzzedRequests;
import dev.otajobs.it.fuzz.MemoryUse;
import dev.otajobs.it.fuzz.SignedCalls;
import dev.otajobs.testkit.events.Events;
import dev.otajobs.testkit.signing.Signer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Sends generated requests, most of them malformed. Each gets a well-formed reply of the contract,
 * the service logs no error, and its memory does not grow. {@code -Dfuzz.seed=} repeats a run,
 * {@code -Dfuzz.requests=} makes it shorter or longer.
 */
@Isolated("it measures the memory of this JVM and reads its whole log")
class FuzzIT {

  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 10_000);
  private static final long SEED = Long.getLong("fuzz.seed", new Random().nextLong());
  private static final int CONNECTIONS = 4;
  private static final int MAX_FAILURES = 20;
  private static final String JOB = "fuzzed-job";
  private static final List<String> SECRETS =
      List.of(AccountsFixture.SECRET, AccountsFixture.TOKEN);

  private static final long MAX_HEAP_GROWTH = 8_000_000;
  private static final long MAX_DIRECT_GROWTH = 4_000_000;

  /** What RecentNonces says of a nonce, and some room. */
  private static final long BYTES_PER_NONCE = 130;

  private final Map<String, AtomicInteger> outcomes = new ConcurrentSkipListMap<>();
  private final FuzzedRequests requests =
      new FuzzedRequests(
          SEED,
          new SignedCalls(
              new Signer(AccountsFixture.KEY, AccountsFixture.SECRET), AccountsFixture.TOKEN, JOB));
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final PrintStream stderr = System.err;
  private TestService service;

  @BeforeEach
  void start() {
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    service = new TestService(AccountsFixture.settings()).startAndAwaitReady();
    service.write(Events.created(JOB));
    service.awaitFolded(1);
  }

  @AfterEach
  void stop() {
    try {
      if (service != null) {
        service.close();
      }
    } finally {
      System.setErr(stderr);
      stderr.print(log.toString(StandardCharsets.UTF_8));
    }
  }

  @Test
  void shouldStandWhateverIsSent() throws Exception {
    // given
    int warmUp = REQUESTS / 3;
    sendAll(0, warmUp);
    MemoryUse before = MemoryUse.afterCollection();
    int successesBefore = count("success");

    // when
    long start = System.nanoTime();
    sendAll(warmUp, REQUESTS);
    double seconds = (System.nanoTime() - start) / 1e9;
    MemoryUse after = MemoryUse.afterCollection();

    // then
    System.out.printf(
        "fuzz: seed=%d requests=%d %s, %.0f/s, before: %s, after: %s%n",
        SEED, REQUESTS, outcomes, (REQUESTS - warmUp) / seconds, before, after);
    assertThat(failures).as("to repeat: -Dfuzz.seed=" + SEED).isEmpty();
    assertThat(count("success")).as("signed calls that succeeded").isGreaterThan(REQUESTS / 20);
    assertThat(count("400")).as("refused calls").isGreaterThan(REQUESTS / 4);
    assertThat(log.toString(StandardCharsets.UTF_8))
        .as("the log")
        .doesNotContain(" ERROR ")
        .doesNotContain(SECRETS);
    long nonces = (count("success") - successesBefore) * BYTES_PER_NONCE;
    assertThat(after.heap() - before.heap()).isLessThan(MAX_HEAP_GROWTH + nonces);
    assertThat(after.direct() - before.direct()).isLessThan(MAX_DIRECT_GROWTH);
    assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 1);
    assertThat(service.get("/ready").statusCode()).isEqualTo(200);
  }

  private void sendAll(int from, int to) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      AtomicInteger next = new AtomicInteger(from);
      List<Future<Void>> running =
          threads.invokeAll(
              IntStream.range(0, CONNECTIONS)
                  .<Callable<Void>>mapToObj(i -> () -> sendUntil(next, to))
                  .toList());
      for (Future<Void> thread : running) {
        thread.get();
      }
    } finally {
      threads.shutdownNow();
      threads.awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  private Void sendUntil(AtomicInteger next, int to) throws IOException {
    try (FuzzClient client = new FuzzClient(service.port(), SECRETS, this::note)) {
      for (int i = next.getAndIncrement(); i < to; i = next.getAndIncrement()) {
        FuzzedRequest request = requests.get(i);
        try {
          client.send(request);
        } catch (IOException | AssertionError e) {
          client.close();
          failures.add(
              "request %d (%s, expected %s): %s%n%s"
                  .formatted(i, request.kind(), request.expected(), e, request.text(2000)));
          if (failures.size() >= MAX_FAILURES) {
            next.set(to);
          }
        }
      }
    }
    return null;
  }

  private void note(String outcome) {
    outcomes.computeIfAbsent(outcome, any -> new AtomicInteger()).incrementAndGet();
  }

  private int count(String outcome) {
    return outcomes.getOrDefault(outcome, new AtomicInteger()).get();
  }
}
