package dev.otajobs.benchmarks.load.report;

import dev.otajobs.testkit.machine.Machine;
import dev.otajobs.testkit.service.ServiceJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The versions of what is measured. */
public final class Versions {

  private static final List<String> LIBRARIES =
      List.of("kafka-streams", "kafka-clients", "rocksdbjni", "vertx-core", "avro");

  private Versions() {}

  /** Of the libraries that the service is packaged with, and of wrk. */
  public static String text() {
    String wrk = Machine.output("wrk", "-v").lines().findFirst().orElse("");
    return wrk.isEmpty()
        ? libraries()
        : libraries() + ", " + wrk.replaceAll(" \\[.*| Copyright.*", "");
  }

  private static String libraries() {
    try (Stream<Path> jars = Files.list(ServiceJar.find().libraries())) {
      return jars.map(jar -> jar.getFileName().toString().replace(".jar", ""))
          .filter(jar -> LIBRARIES.stream().anyMatch(lib -> jar.matches(lib + "-[0-9].*")))
          .sorted()
          .collect(Collectors.joining(", "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
