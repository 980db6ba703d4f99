package dev.otajobs.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The calls between this instance and the others.
 *
 * @param listen the address at which this instance listens for the others' calls
 * @param advertised the address at which the others call it
 * @param tls this instance's certificate and key, for both directions of calls
 * @param caFile the certificates of the CAs that sign the instances' certificates, in PEM
 * @param allowed the addresses that this instance may connect to
 */
public record PeerConfig(
    HostPort listen, HostPort advertised, TlsConfig tls, Path caFile, List<PeerPattern> allowed) {

  private static final String LISTEN = "peer.listen";
  private static final String ADVERTISED = "peer.advertised";
  private static final String TLS = "peer.tls.";
  private static final String CERTIFICATE_FILE = TLS + "certificate.file";
  private static final String KEY_FILE = TLS + "key.file";
  private static final String CA_FILE = TLS + "ca.file";
  private static final String ALLOWED = "peer.allowed";

  /** Makes one pair for all instances, which is its own CA. */
  private static final String MAKE_PAIR =
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650"
          + " -subj /CN=ota-jobs -keyout peer.key -out peer.crt";

  /** What can be set. */
  static final List<Setting> SETTINGS =
      List.of(
          new Setting.Optional(
              LISTEN,
              "host:port",
              "none",
              "",
              "where this instance listens for the [other instances](#several-instances-kubernetes);"
                  + " without it, it has no peers"),
          new Setting.Optional(
              ADVERTISED,
              "host:port",
              "`peer.listen`",
              "",
              "the address at which the others call this instance"),
          new Setting.Optional(
              CERTIFICATE_FILE,
              "path",
              "none",
              "mandatory with `peer.listen`",
              "this instance's certificate for [calls between instances](#calls-between-instances),"
                  + " in the form of [TLS](#tls)"),
          new Setting.Optional(
              KEY_FILE, "path", "none", "mandatory with `peer.listen`", "its private key"),
          new Setting.Optional(
              CA_FILE,
              "path",
              "`peer.tls.certificate.file`",
              "mandatory if the certificate is not self-signed",
              "the CAs that sign the instances' certificates: PEM, one or several"),
          new Setting.Optional(
              ALLOWED,
              "list",
              "none",
              "mandatory with `peer.listen`",
              "the addresses that this instance may connect to: `host:port`, commas; `*` for"
                  + " anything but dots and colons"));

  public PeerConfig {
    allowed = List.copyOf(allowed);
  }

  /** Empty without {@code peer.listen}: the instance then has no peers. */
  static Optional<PeerConfig> read(Settings settings) {
    Optional<String> listen = settings.optional(LISTEN);
    if (listen.isEmpty()) {
      List.of(ADVERTISED, CERTIFICATE_FILE, KEY_FILE, CA_FILE, ALLOWED)
          .forEach(key -> refuseWithoutListen(settings, key));
      return Optional.empty();
    }
    HostPort own = address(settings, LISTEN, listen.get());
    TlsConfig tls = tls(settings);
    return Optional.of(
        new PeerConfig(
            own,
            advertised(settings, own),
            tls,
            settings.path(CA_FILE).orElse(tls.certificate()),
            allowed(settings)));
  }

  /** A problem with the content of the CA file. */
  public ConfigException caProblem(String problem) {
    return new ConfigException(List.of(CA_FILE + ": " + caFile + " " + problem));
  }

  private static void refuseWithoutListen(Settings settings, String key) {
    if (settings.optional(key).isPresent()) {
      settings.problem(key, "has no effect without " + LISTEN);
    }
  }

  private static HostPort advertised(Settings settings, HostPort own) {
    Optional<String> advertised = settings.optional(ADVERTISED);
    if (advertised.isPresent()) {
      return address(settings, ADVERTISED, advertised.get());
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

  private static TlsConfig tls(Settings settings) {
    boolean given =
        settings.optional(CERTIFICATE_FILE).isPresent() || settings.optional(KEY_FILE).isPresent();
    if (!given) {
      settings.problem(
          CERTIFICATE_FILE,
          "and "
              + KEY_FILE
              + " are missing: instances encrypt their calls and prove who they are. "
              + MAKE_PAIR
              + " makes a pair that all instances can share");
    }
    return TlsConfig.read(settings, TLS)
        .orElseGet(() -> new TlsConfig(TLS, Path.of(""), Path.of("")));
  }

  private static List<PeerPattern> allowed(Settings settings) {
    Optional<String> allowed = settings.optional(ALLOWED);
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
