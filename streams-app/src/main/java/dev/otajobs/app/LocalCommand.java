package dev.otajobs.app;

import dev.otajobs.local.LocalSettings;
import dev.otajobs.local.LocalStack;
import dev.otajobs.local.LocalStackException;
import dev.otajobs.local.ServiceCommands;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs everything on this machine: a broker, a schema registry and the service. */
@Command(
    name = "local",
    description = {
      "Runs a Kafka broker, a schema registry and the service with sample jobs, on 127.0.0.1 only.",
      "Ctrl-C ends all of them; their data stay in the directory until you delete it."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class LocalCommand implements Callable<Integer> {

  private static final String PACKAGES = "packages.jsonl";
  private static final String JOBS = "jobs.jsonl";

  @Option(names = "--detach", description = "Run in the background; return after the first query.")
  private boolean detach;

  @Option(names = "--stop", description = "Stop what runs for the directory.")
  private boolean stop;

  @Mixin private Place place = new Place();

  @Spec private CommandSpec spec;

  /** Where it runs. */
  static final class Place {

    @Option(
        names = "--dir",
        defaultValue = "${env:OTA_LOCAL_DIR:-.ota-jobs}",
        description = "Data and logs; OTA_LOCAL_DIR, or ${DEFAULT-VALUE}.")
    private Path dir;

    @Option(
        names = "--http-port",
        defaultValue = "${env:OTA_HTTP_PORT:-8080}",
        description = "The service; OTA_HTTP_PORT, or ${DEFAULT-VALUE}.")
    private int http;

    @Option(
        names = "--kafka-port",
        defaultValue = "${env:OTA_KAFKA_PORT:-9092}",
        description = "The broker; OTA_KAFKA_PORT, or ${DEFAULT-VALUE}.")
    private int kafka;

    @Option(
        names = "--registry-port",
        defaultValue = "${env:OTA_REGISTRY_PORT:-8081}",
        description = "The schema registry; OTA_REGISTRY_PORT, or ${DEFAULT-VALUE}.")
    private int registry;

    @Option(
        names = "--samples",
        defaultValue = "${sys:ota.samples:-schemas/samples}",
        description = "The directory of packages.jsonl and jobs.jsonl; ${DEFAULT-VALUE}.")
    private Path samples;

    LocalSettings settings() {
      return new LocalSettings(dir, kafka, registry, http);
    }

    void requireSamples() {
      for (String file : List.of(PACKAGES, JOBS)) {
        if (!Files.isReadable(samples.resolve(file))) {
          throw new LocalStackException(
              "There is no %s. Name the directory of the samples: --samples DIR"
                  .formatted(samples.resolve(file).toAbsolutePath()));
        }
      }
    }

    List<String> arguments() {
      return List.of(
          "--dir", dir.toAbsolutePath().toString(),
          "--http-port", Integer.toString(http),
          "--kafka-port", Integer.toString(kafka),
          "--registry-port", Integer.toString(registry),
          "--samples", samples.toAbsolutePath().toString());
    }
  }

  @Override
  public Integer call() {
    LocalStack stack = new LocalStack(place.settings(), spec.commandLine().getOut());
    if (stop) {
      stack.stop();
      return 0;
    }
    place.requireSamples();
    if (detach) {
      stack.detach(again());
      return 0;
    }
    return stack.run(new Commands(place.samples));
  }

  /** This command in a JVM of its own. */
  private List<String> again() {
    List<String> arguments = new ArrayList<>(List.of("-Xmx128m", "-XX:+UseSerialGC"));
    arguments.add("-XX:TieredStopAtLevel=1");
    String home = System.getProperty("local.stack.home");
    if (home != null) {
      arguments.add("-Dlocal.stack.home=" + home);
    }
    arguments.addAll(main("local"));
    arguments.addAll(place.arguments());
    return arguments;
  }

  private static List<String> main(String command) {
    return List.of("-cp", classes(), Main.class.getName(), command);
  }

  private static String classes() {
    return System.getProperty("java.class.path");
  }

  /**
   * The commands of the service, in this JVM but for the service itself.
   *
   * @param samples the directory of packages.jsonl and jobs.jsonl
   */
  private record Commands(Path samples) implements ServiceCommands {

    @Override
    public int createTopics(Path config, PrintWriter log) {
      return run(log, "topics", "--config", config.toString());
    }

    @Override
    public int produceSamples(Path config, PrintWriter log) {
      String settings = config.toString();
      int packages = run(log, "packages", "--config", settings, sample(PACKAGES));
      return packages == 0 ? run(log, "produce", "--config", settings, sample(JOBS)) : packages;
    }

    @Override
    public String classPath() {
      return classes();
    }

    @Override
    public List<String> serve(Path config) {
      List<String> arguments = new ArrayList<>(main("serve"));
      arguments.addAll(List.of("--config", config.toString()));
      return arguments;
    }

    private String sample(String file) {
      return samples.resolve(file).toString();
    }

    private static int run(PrintWriter log, String... arguments) {
      return Main.commandLine(arguments).setOut(log).setErr(log).execute(arguments);
    }
  }
}
