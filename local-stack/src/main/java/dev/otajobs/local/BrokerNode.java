package dev.otajobs.local;

import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One broker and its place in a cluster.
 *
 * @param name of its directory, log and pid file
 * @param id from 1
 * @param port for clients
 * @param voters the controllers' ports, that of broker N at N - 1
 * @param detour a second way in, for clients that shall not connect directly
 * @param secured a second way in, for clients that must authenticate
 */
record BrokerNode(
    String name,
    int id,
    int port,
    List<Integer> voters,
    Optional<Detour> detour,
    Optional<SecuredListener> secured) {

  /**
   * A listener that tells its clients another port than its own, that of a proxy before it.
   *
   * @param port where the broker listens
   * @param advertised what clients are told to connect to
   */
  record Detour(int port, int advertised) {}

  static BrokerNode single(int port, Optional<Detour> detour) {
    return new BrokerNode(
        LocalBroker.NAME, 1, port, List.of(Ports.free()), detour, Optional.empty());
  }

  static BrokerNode secured(int port, SecuredListener listener) {
    return new BrokerNode(
        LocalBroker.NAME, 1, port, List.of(Ports.free()), Optional.empty(), Optional.of(listener));
  }

  int controllerPort() {
    return voters.get(id - 1);
  }

  int replicas() {
    return Math.min(3, voters.size());
  }

  int minInSync() {
    return replicas() > 1 ? 2 : 1;
  }

  /** Nobody takes over from a single broker: Kafka's default spares it a busy machine's pauses. */
  int sessionMillis() {
    return voters.size() > 1 ? 4_000 : 9_000;
  }

  String voterList() {
    return IntStream.rangeClosed(1, voters.size())
        .mapToObj(node -> node + "@127.0.0.1:" + voters.get(node - 1))
        .collect(Collectors.joining(","));
  }

  String listeners() {
    return "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d%s%s"
        .formatted(port, controllerPort(), detour(Detour::port), securedAddress());
  }

  String advertised() {
    return "PLAINTEXT://127.0.0.1:%d%s%s"
        .formatted(port, detour(Detour::advertised), securedAddress());
  }

  private String securedAddress() {
    return secured.map(way -> ",SECURED://127.0.0.1:" + way.port()).orElse("");
  }

  private String detour(ToIntFunction<Detour> which) {
    return detour.map(way -> ",DETOUR://127.0.0.1:" + which.applyAsInt(way)).orElse("");
  }
}
