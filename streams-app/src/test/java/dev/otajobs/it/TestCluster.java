package dev.otajobs.it;

import static org.awaitility.Awaitility.await;

import dev.otajobs.local.SelfSignedPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.TreeMap;

/** Two instances of one group, with a standby of each partition. */
record TestCluster(TestService first, TestService second, Map<String, String> settings)
    implements AutoCloseable {

  /** Both are ready and know each other. */
  static TestCluster start() {
    return start(Map.of());
  }

  static TestCluster start(Map<String, String> overrides) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("num.standby.replicas", "1");
    settings.put("kafka.probing.rebalance.interval.ms", "60000");
    SelfSignedPair pair = SelfSignedPair.in(RealStack.newDirectory("peers"));
    settings.put("peer.tls.certificate.file", pair.certificate().toString());
    settings.put("peer.tls.key.file", pair.key().toString());
    settings.put("peer.allowed", "127.0.0.1:*");
    settings.put("topics.partitions", "4");
    settings.putAll(overrides);
    settings.put("peer.listen", "127.0.0.1:" + freePort());
    TestService first = new TestService(settings).start();
    settings.put("application.id", first.config.kafka().applicationId());
    settings.put("topics.events", first.config.topics().events());
    settings.put("topics.dead.letters", first.config.topics().deadLetters());
    settings.put("topics.misplaced", first.config.topics().misplaced());
    settings.put("topics.views", first.config.topics().views());
    settings.put("peer.listen", "127.0.0.1:" + freePort());
    TestService second = new TestService(settings).start();
    TestCluster cluster = new TestCluster(first, second, Map.copyOf(settings));
    cluster.awaitReady();
    return cluster;
  }

  /** Those of one more instance, which the others reach at this address. */
  Map<String, String> settings(String advertised) {
    Map<String, String> more = new TreeMap<>(settings);
    more.put("peer.listen", "127.0.0.1:" + advertised.substring(advertised.indexOf(':') + 1));
    more.put("peer.advertised", advertised);
    more.put("state.dir", RealStack.newDirectory("state").toString());
    return more;
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
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    first.close();
    second.close();
  }
}
