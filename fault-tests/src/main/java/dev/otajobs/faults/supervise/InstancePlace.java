package dev.otajobs.faults.supervise;

import dev.otajobs.local.Ports;
import java.nio.file.Path;

/**
 * What stays an instance's own over its restarts.
 *
 * @param peerPort where it listens for its peers
 * @param advertisedPeerPort where its peers connect to: the same, or a proxy
 */
public record InstancePlace(
    String name, int httpPort, int peerPort, int advertisedPeerPort, Path stateDir) {

  static InstancePlace of(Path dir, String name) {
    int peerPort = Ports.free();
    return new InstancePlace(name, Ports.free(), peerPort, peerPort, dir.resolve("state-" + name));
  }

  /** The same, which peers reach through a proxy. */
  public InstancePlace advertisedAt(int port) {
    return new InstancePlace(name, httpPort, peerPort, port, stateDir);
  }

  /** The same, with its store elsewhere. */
  public InstancePlace storedIn(Path directory) {
    return new InstancePlace(name, httpPort, peerPort, advertisedPeerPort, directory);
  }
}
