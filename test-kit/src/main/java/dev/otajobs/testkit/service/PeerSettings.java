package dev.otajobs.testkit.service;

import dev.otajobs.local.Ports;
import dev.otajobs.testkit.machine.PrivateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What lets the instances on this machine ask each other. */
public final class PeerSettings {

  private static final String SECRET = "test-kit-peer-secret-0123456789abcdef";

  private PeerSettings() {}

  /**
   * The settings of one more instance, which listens for the others at a free port.
   *
   * @param dir for what proves that they are peers; the same one for all of them
   */
  public static Map<String, String> of(Path dir) {
    Path secret = dir.resolve("peer-secret");
    if (!Files.exists(secret)) {
      PrivateFile.write(secret, SECRET);
    }
    return Map.of(
        "peer.listen",
        "127.0.0.1:" + Ports.free(),
        "peer.allowed",
        "127.0.0.1:*",
        "peer.secret.file",
        secret.toString());
  }
}
