package dev.otajobs.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The settings of the local stack.
 *
 * @param dir the directory of data, logs, pid files and the service's settings; absolute
 * @param kafkaPort the broker's port
 * @param registryPort the registry's port
 * @param httpPort the service's port
 */
public record LocalSettings(Path dir, int kafkaPort, int registryPort, int httpPort) {
  private static final String SAMPLE_JOB = "HvKuBpuk3rdk6E92CP****0200";

  /**
   * The account that the sample jobs belong to. Everybody knows its secret, so the service accepts
   * it on loopback only.
   */
  private static final String DEVELOPMENT_ACCOUNT =
      """
      {"accounts": [{
        "accountId": "100000000000001",
        "permissions": ["read", "jobs", "packages", "operate"],
        "accessKeys": [{"id": "localAccessKeyId", "secret": "localAccessKeySecret"}]
      }]}
      """;

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  public LocalSettings {
    dir = dir.toAbsolutePath().normalize();
  }

  /**
   * Checks that all three ports can be used.
   *
   * @throws LocalStackException with what helps
   */
  void requireFreePorts() {
    requireFree("--http-port", httpPort, "service");
    requireFree("--kafka-port", kafkaPort, "broker");
    requireFree("--registry-port", registryPort, "schema registry");
    if (httpPort == kafkaPort || httpPort == registryPort || kafkaPort == registryPort) {
      throw new LocalStackException("--http-port, --kafka-port and --registry-port must differ.");
    }
  }

  private static void requireFree(String option, int port, String owner) {
    if (port < 1 || port > 65_535) {
      throw new LocalStackException("%s %d is not a port number.".formatted(option, port));
    }
    if (Ports.accepts(port)) {
      throw new LocalStackException(
          "Port %d, wanted by the %s, is in use. Free it, or choose another: %s %d"
              .formatted(port, owner, option, port + 1_000));
    }
  }

  SharedClasses classes() {
    return SharedClasses.in(dir.resolve("classes"));
  }

  Path serviceSettings() {
    return dir.resolve("ota-jobs.properties");
  }

  URI http(String path) {
    return URI.create("http://127.0.0.1:%d%s".formatted(httpPort, path));
  }

  URI sampleQuery() {
    return http("/?Action=QueryOTAJob&Version=2018-01-20&Format=JSON&JobId=" + SAMPLE_JOB);
  }

  void writeServiceSettings(String bootstrapServers, String registryUrl) {
    String text =
        """
        # Written by "ota-jobs local" at each start.
        bootstrap.servers=%s
        schema.registry.url=%s
        http.host=127.0.0.1
        http.port=%d
        state.dir=%s
        auth.accounts.file=%s
        # Development only: calls without a signature act as this account.
        auth.unsigned.account=100000000000001
        jobs.history.changes=100
        """
            .formatted(
                bootstrapServers,
                registryUrl,
                httpPort,
                escaped(dir.resolve("state")),
                escaped(accounts()));
    try {
      Files.writeString(serviceSettings(), text);
      if (!Files.exists(accounts())) {
        Files.createFile(accounts(), OWNER_ONLY);
        Files.writeString(accounts(), DEVELOPMENT_ACCOUNT);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path accounts() {
    return dir.resolve("accounts.json");
  }

  private static String escaped(Path path) {
    return path.toString().replace("\\", "\\\\");
  }
}
