package dev.otajobs.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/**
 * The settings of the local stack, from the environment. {@code scripts/local} sets each of them,
 * and has the defaults.
 *
 * @param root the directory of the repository
 * @param dir the directory of data, logs, pid files and the service's settings
 * @param kafkaPort the broker's port
 * @param registryPort the registry's port
 * @param httpPort the service's port
 */
record LocalSettings(Path root, Path dir, int kafkaPort, int registryPort, int httpPort) {
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

  static LocalSettings of(Map<String, String> environment) {
    Path moduleTarget = StackHome.codeSource().resolveSibling("");
    return new LocalSettings(
        moduleTarget.resolve("../..").normalize(),
        Path.of(value(environment, "OTA_LOCAL_DIR")).toAbsolutePath().normalize(),
        port(environment, "OTA_KAFKA_PORT"),
        port(environment, "OTA_REGISTRY_PORT"),
        port(environment, "OTA_HTTP_PORT"));
  }

  Path serviceJar() {
    return root.resolve("streams-app/target/streams-app.jar");
  }

  Path samples(String file) {
    return root.resolve("schemas/samples").resolve(file);
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
        # Written by scripts/local at each start.
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

  private static int port(Map<String, String> environment, String key) {
    String value = value(environment, key);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new LocalStackException("%s=%s is not a port.".formatted(key, value), e);
    }
  }

  private static String value(Map<String, String> environment, String key) {
    String value = environment.get(key);
    if (value == null || value.isEmpty()) {
      throw new LocalStackException("%s is not set; start through scripts/local.".formatted(key));
    }
    return value;
  }
}
