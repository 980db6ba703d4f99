package dev.otajobs.cli;

import dev.otajobs.config.AppConfig;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the settings. */
public final class ConfigOption {

  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "The settings, a .properties file; OTA_JOBS_HTTP_PORT overrides http.port.")
  private Path file = Path.of("ota-jobs.properties");

  /** The settings in the file and the environment. */
  public AppConfig load() {
    return AppConfig.load(file, System.getenv());
  }
}
