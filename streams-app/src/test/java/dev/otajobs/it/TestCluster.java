package dev.otajobs.it;

import static org.awaitility.Awaitility.await;

import dev.otajobs.testkit.service.PeerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two instances of one group, with a standby of each partition.
 *
 * @param shared the settings that further instances of the group have, too
 * @param credentials for what proves that an instance is a peer
 */
record TestCluster(
    TestService first, TestService second, Map<String, String> shared, Path credentials)
    implements AutoCloseable {

  static final int PARTITIONS = 4;

  /** Both are ready and know each other. */
  static TestCluster start() {
    return start(Map.of());
  }

  /** For signed calls of many in a second; slow machines get their answers. */
  static TestCluster startWithAccounts() {
    return start(with(AccountsFixture.settings(), Map.of("query.deadline.ms", "6000")));
  }

  static TestCluster start(Map<String, String> overrides) {
    return start(overrides, Map.of(), Map.of());
  }

  /** The group keeps the partitions of an instance that stops for it. */
  static TestCluster startStatic(Map<String, String> overrides) {
    return start(
        overrides,
        Map.of("kafka.group.instance.id", "first"),
        Map.of("kafka.group.instance.id", "second"));
  }

  private static TestCluster start(
      Map<String, String> overrides, Map<String, String> ofFirst, Map<String, String> ofSecond) {
    Path credentials = RealStack.newDirectory("peers");
    Map<String, String> shared = new TreeMap<>();
    shared.put("application.id", "it-" + UUID.randomUUID());
    shared.put("num.standby.replicas", "1");
    shared.put("kafka.probing.rebalance.interval.ms", "60000");
    shared.put("topics.partitions", Integer.toString(PARTITIONS));
    shared.putAll(overrides);
    TestService first =
        new TestService(with(with(PeerSettings.of(credentials), shared), ofFirst)).start();
    shared.put("topics.events", first.config.topics().events());
    shared.put("topics.dead.letters", first.config.topics().deadLetters());
    shared.put("topics.misplaced", first.config.topics().misplaced());
    shared.put("topics.views", first.config.topics().views());
    shared.put("topics.packages", first.config.topics().packages());
    TestService second =
        new TestService(with(with(PeerSettings.of(credentials), shared), ofSecond)).start();
    TestCluster cluster = new TestCluster(first, second, Map.copyOf(shared), credentials);
    cluster.awaitReady();
    return cluster;
  }

  /** The settings of one more instance, which the others reach at this address. */
  Map<String, String> settings(String advertised) {
    Map<String, String> own = with(PeerSettings.of(credentials), shared);
    own.put("peer.listen", "127.0.0.1:" + advertised.substring(advertised.indexOf(':') + 1));
    own.put("peer.advertised", advertised);
    return own;
  }

  private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(some);
    all.putAll(more);
    return all;
  }

  void awaitReady() {
    for (TestService service : new TestService[] {first, second}) {
      await()
          .atMost(TestService.PATIENCE)
          .until(
              () ->
                  service.get("/ready").statusCode() == 200
                      && service.metric("ota_peers_alive") == 1);
    }
    await()
        .atMost(TestService.PATIENCE)
        .until(() -> copies("owner").equals(all()) && copies("standby").equals(all()));
  }

  /** The partitions of which there is such a copy whose age is known, smallest first. */
  private List<Integer> copies(String role) {
    return Stream.of(first, second)
        .flatMap(service -> service.copies(role).stream())
        .sorted()
        .toList();
  }

  private static List<Integer> all() {
    return IntStream.range(0, PARTITIONS).boxed().toList();
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}
