package dev.otajobs.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How this instance talks to the others.
 *
 * @param listen where it listens for them
 * @param advertised how they reach it
 * @param secretFile the file of the secret that all instances share
 * @param allowed the addresses that may be connected to
 */
public record PeerConfig(
    HostPort listen, HostPort advertised, Path secretFile, List<PeerPattern> allowed) {

  private static final String LISTEN = "peer.listen";
  private static final String ADVERTISED = "peer.advertised";
  private static final String SECRET_FILE = "peer.secret.file";
  private static final String ALLOWED = "peer.allowed";

  public PeerConfig {
    allowed = List.copyOf(allowed);
  }

  /** Empty if there is no {@code peer.listen}: the instance is then the only one. */
  static Optional<PeerConfig> read(Settings settings) {
    Optional<String> listen = settings.optional(LISTEN);
    Optional<String> advertised = settings.optional(ADVERTISED);
    Optional<String> secretFile = settings.optional(SECRET_FILE);
    Optional<String> allowed = settings.optional(ALLOWED);
    if (listen.isEmpty()) {
      refuseWithoutListen(settings, ADVERTISED, advertised);
      refuseWithoutListen(settings, SECRET_FILE, secretFile);
      refuseWithoutListen(settings, ALLOWED, allowed);
      return Optional.empty();
    }
    HostPort own = address(settings, LISTEN, listen.get());
    return Optional.of(
        new PeerConfig(
            own,
            advertised(settings, own, advertised),
            secretFile(settings, secretFile),
            patterns(settings, allowed)));
  }

  private static void refuseWithoutListen(Settings settings, String key, Optional<String> value) {
    if (value.isPresent()) {
      settings.problem(key, "has no effect without " + LISTEN);
    }
  }

  private static HostPort advertised(Settings settings, HostPort own, Optional<String> value) {
    if (value.isPresent()) {
      return address(settings, ADVERTISED, value.get());
    }
    if (own.host().equals("0.0.0.0") || own.host().equals("::")) {
      settings.problem(ADVERTISED, "is missing: no peer can connect to " + own);
    }
    return own;
  }

  private static HostPort address(Settings settings, String key, String text) {
    try {
      return HostPort.parse(text);
    } catch (IllegalArgumentException e) {
      settings.problem(key, "is '" + text + "', expected host:port");
      return new HostPort("localhost", 1);
    }
  }

  private static Path secretFile(Settings settings, Optional<String> file) {
    if (file.isEmpty()) {
      settings.problem(SECRET_FILE, "is missing: peers must know each other by a shared secret");
      return Path.of("");
    }
    try {
      return Path.of(file.get());
    } catch (InvalidPathException e) {
      settings.problem(SECRET_FILE, "is no path: " + e.getReason());
      return Path.of("");
    }
  }

  private static List<PeerPattern> patterns(Settings settings, Optional<String> allowed) {
    if (allowed.isEmpty()) {
      settings.problem(
          ALLOWED, "is missing: which host:port may be connected to, as 10.0.0.*:9080");
      return List.of();
    }
    try {
      return PeerPattern.parseAll(allowed.get());
    } catch (IllegalArgumentException e) {
      settings.problem(ALLOWED, e.getMessage() == null ? "cannot be read" : e.getMessage());
      return List.of();
    }
  }
}
