package dev.otajobs.benchmarks.load;

import dev.otajobs.benchmarks.load.measures.Measure;
import dev.otajobs.benchmarks.load.measures.NotHere;
import dev.otajobs.benchmarks.load.report.ReportPage;
import dev.otajobs.benchmarks.load.report.Section;
import dev.otajobs.benchmarks.load.report.Versions;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.benchmarks.load.rig.Children;
import dev.otajobs.benchmarks.load.rig.Programs;
import dev.otajobs.benchmarks.load.rig.Scale;
import dev.otajobs.testkit.machine.Directories;
import dev.otajobs.testkit.machine.Machine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs measures, one after the other. */
@Command(
    name = "scripts/bench-load",
    description = "Measures the whole service under load.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class BenchLoad implements Callable<Integer> {

  @Parameters(paramLabel = "NAME", description = "measures; see --list.")
  private List<String> names = List.of();

  @Option(names = "--all", description = "all of them.")
  private boolean all;

  @Option(names = "--list", description = "lists the measures.")
  private boolean list;

  @Option(names = "--smoke", description = "each for a moment; its figures say nothing.")
  private boolean smoke;

  @Option(names = "--jobs", defaultValue = "1000000", description = "jobs in the store.")
  private long jobs;

  @Option(
      names = "--jvm",
      defaultValue = Programs.DEFAULT_FLAGS,
      description = "flags of all that is compared; by default ${DEFAULT-VALUE}")
  private String jvm;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "a setting of all instances, to try it; name another --page with it.")
  private Map<String, String> tried = Map.of();

  @Option(names = "--dir", defaultValue = "benchmarks/target/load")
  private Path dir;

  @Option(names = "--page", description = "the report; by default docs/benchmarks.md.")
  private Optional<Path> page = Optional.empty();

  public static void main(String[] args) {
    System.exit(new CommandLine(new BenchLoad()).execute(args));
  }

  @Override
  public Integer call() {
    List<Measure> measures = Measures.all();
    List<String> known = measures.stream().map(Measure::name).toList();
    if (list) {
      measures.forEach(m -> System.out.printf("%-16s %s%n", m.name(), m.description()));
      return 0;
    }
    List<String> unknown = names.stream().filter(name -> !known.contains(name)).toList();
    if (!unknown.isEmpty() || (names.isEmpty() && !all)) {
      System.err.println(unknown.isEmpty() ? "which ones? See --list" : "unknown: " + unknown);
      return 2;
    }
    Children.endWithThisProcess();
    Path home = dir.toAbsolutePath();
    Path own = Directories.fresh(home, "run-");
    Scale scale = smoke ? Scale.smoke() : Scale.full(jobs);
    ReportPage report = new ReportPage(page.orElse(defaultPage(home)));
    boolean failed = false;
    try (Bench bench = Bench.start(own, scale, List.of(jvm.split(" ")), tried)) {
      for (Measure measure : measures) {
        if (all || names.contains(measure.name())) {
          failed |= !run(measure, bench, report, known);
        }
      }
    }
    if (failed) {
      System.out.println("what the programs wrote is in " + own);
      return 1;
    }
    // Gigabytes, with a million jobs.
    Directories.delete(own);
    return 0;
  }

  private Path defaultPage(Path home) {
    return smoke ? home.resolve("smoke.md") : Path.of("docs/benchmarks.md");
  }

  /** False if it failed. */
  private boolean run(Measure measure, Bench bench, ReportPage report, List<String> order) {
    System.out.printf("%s: %s%n", measure.name(), measure.description());
    long start = System.nanoTime();
    String busy = Machine.loadAverage();
    try {
      Section section = measure.body().run(bench);
      report.put(order, measure.name(), section, how(measure.name(), busy));
      return true;
    } catch (NotHere e) {
      System.out.printf("  not run: %s%n", e.getMessage());
      return true;
    } catch (Exception e) {
      e.printStackTrace();
      return false;
    } finally {
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      System.out.printf("  took %d s%n", took.toSeconds());
    }
  }

  private String how(String name, String busy) {
    String command = "scripts/bench-load %s --jobs %d".formatted(name, jobs);
    return "`%s`, %s, commit `%s`; JVM flags `%s`; %s, load average %s before it; %s."
        .formatted(
            smoke ? "scripts/bench-load --smoke " + name : command,
            LocalDate.now(ZoneOffset.UTC),
            Machine.commit(),
            jvm,
            Machine.text(),
            busy,
            Versions.text());
  }
}
