package dev.otajobs.faults;

import dev.otajobs.faults.report.ReliabilityPage;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.ControlGroup;
import dev.otajobs.faults.rows.FaultRow;
import dev.otajobs.faults.rows.RowContext;
import dev.otajobs.testkit.machine.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs rows of the table of faults, one after the other. */
@Command(
    name = "scripts/faults",
    description = "Hurts a running service and checks that what is promised still holds.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Faults implements Callable<Integer> {

  private static final Pattern BROKER = Pattern.compile("kafka_[0-9.]+-([0-9.]+)\\.jar");

  /** What the service is compiled for. */
  private static final int JAVA = 17;

  @Option(names = "--seed", description = "of all that is random; by default a new one, printed.")
  private Optional<Long> seed = Optional.empty();

  @Option(names = "--only", split = ",", description = "names of rows; by default all.")
  private List<String> only = List.of();

  @Option(names = "--short", description = "fewer repetitions.")
  private boolean shortForm;

  @Option(names = "--list", description = "lists the rows.")
  private boolean list;

  @Option(names = "--soak", defaultValue = "600", description = "seconds that long rows take.")
  private int soakSeconds;

  @Option(
      names = "--load",
      defaultValue = "1.0",
      description = "share of the usual 200 writes and 400 reads a second.")
  private double load;

  @Option(
      names = "--guarantee",
      defaultValue = "exactly_once_v2",
      description = "of the service: exactly_once_v2 or at_least_once.")
  private String guarantee;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "a setting of the service, to try it: the page stays as it is.")
  private Map<String, String> tried = Map.of();

  @Option(
      names = "--cpu",
      paramLabel = "SHARE",
      defaultValue = "1.0",
      description = "share of the processors that brokers, registry and instances have together.")
  private double cpu;

  @Option(
      names = "--stack",
      paramLabel = "DIR",
      description = "brokers and registry of another version: its local-stack/target/stack.")
  private Optional<Path> stack = Optional.empty();

  @Option(
      names = "--other",
      paramLabel = "JAR",
      description = "the packaged jar of another version, beside its lib, for two-versions.")
  private Optional<Path> other = Optional.empty();

  @Option(names = "--dir", defaultValue = "fault-tests/target/faults")
  private Path dir;

  @Option(names = "--page", defaultValue = "docs/reliability.md", description = "the table's file.")
  private Path page;

  public static void main(String[] args) {
    System.exit(new CommandLine(new Faults()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    List<FaultRow> rows = AllRows.rows();
    List<String> names = rows.stream().map(FaultRow::name).toList();
    if (list) {
      rows.forEach(
          row ->
              System.out.printf(
                  "%-22s %s%n%22s passes if: %s%n", row.name(), row.description(), "", row.pass()));
      return 0;
    }
    List<String> unknown = only.stream().filter(name -> !names.contains(name)).toList();
    if (!unknown.isEmpty()) {
      System.err.println("no such rows: " + unknown + "; see --list");
      return 2;
    }
    stack.ifPresent(dir -> System.setProperty("local.stack.home", dir.toString()));
    long chosen = seed.orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000));
    System.out.println("seed " + chosen);
    boolean failed = false;
    for (FaultRow row : rows) {
      if (only.isEmpty() || only.contains(row.name())) {
        RowResult result = slowed(row, chosen);
        failed |= result.failed();
        String how = "seed " + chosen + (shortForm ? ", short" : ", full") + otherLoad();
        if (tried.isEmpty()) {
          new ReliabilityPage(page).put(names, row.name() + otherForm(), result, how);
        }
      }
    }
    return failed ? 1 : 0;
  }

  private String otherLoad() {
    return load == 1 ? "" : ", load x " + load;
  }

  /** A row has a line of its own for each form. */
  private String otherForm() {
    int java = Runtime.version().feature();
    return (guarantee.equals("exactly_once_v2") ? "" : ", " + guarantee)
        + (java == JAVA ? "" : ", Java " + java)
        + (cpu == 1 ? "" : ", " + cpu + " of the CPU")
        + stack.map(dir -> ", brokers " + brokers(dir)).orElse("");
  }

  private static String brokers(Path stack) {
    try (Stream<Path> jars = Files.list(stack.resolve("kafka"))) {
      return jars.map(jar -> BROKER.matcher(jar.getFileName().toString()))
          .filter(Matcher::matches)
          .map(jar -> jar.group(1))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no broker in " + stack));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> settings() {
    Map<String, String> all = new TreeMap<>(tried);
    all.put("processing.guarantee", guarantee);
    return all;
  }

  private RowResult slowed(FaultRow row, long chosen) throws Exception {
    if (cpu == 1) {
      return run(row, chosen);
    }
    try (ControlGroup quota = ControlGroup.cpu(cpu)) {
      return run(row, chosen);
    }
  }

  private RowResult run(FaultRow row, long chosen) throws Exception {
    System.out.println(row.name() + ": " + row.description());
    Path own = Directories.fresh(dir.toAbsolutePath(), row.name() + "-");
    RowContext context =
        new RowContext(
            own,
            chosen,
            !shortForm,
            Duration.ofSeconds(soakSeconds),
            load,
            settings(),
            cpu,
            other.map(Path::toAbsolutePath));
    RowResult result;
    try {
      result = row.body().run(context);
    } catch (Exception e) {
      e.printStackTrace();
      result = new RowResult().fail("could not be run to its end: " + e);
    }
    System.out.println("  " + result.outcome() + " " + result.whyNotRun());
    result.failures().forEach(why -> System.out.println("  because " + why));
    result.figures().forEach((name, value) -> System.out.println("  " + name + ": " + value));
    return result;
  }
}
