package dev.otajobs.testkit.service;

import dev.otajobs.local.Ports;
import dev.otajobs.local.SelfSignedPair;
import java.nio.file.Path;
import java.util.Map;

/** What lets the instances on this machine ask each other. */
public final class PeerSettings {

  private PeerSettings() {}

  /**
   * The settings of one more instance, which listens for the others at a free port.
   *
   * @param dir for the certificate that all of them share
   */
  public static Map<String, String> of(Path dir) {
    SelfSignedPair pair = SelfSignedPair.in(dir);
    return Map.of(
        "peer.listen",
        "127.0.0.1:" + Ports.free(),
        "peer.allowed",
        "127.0.0.1:*",
        "peer.tls.certificate.file",
        pair.certificate().toString(),
        "peer.tls.key.file",
        pair.key().toString());
  }
}
