package dev.otajobs.faults.attacks;

import dev.otajobs.faults.history.Window;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.faults.workload.Accounts;
import dev.otajobs.faults.workload.WorkloadPlan;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.machine.Directories;
import dev.otajobs.testkit.machine.Machine;
import dev.otajobs.testkit.report.MarkedPage;
import dev.otajobs.testkit.service.Stack;
import dev.otajobs.testkit.service.TestAccount;
import dev.otajobs.testkit.signing.Signer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Attacks two running instances, one attack after the other, and then with several at once. */
@Command(
    name = "scripts/attacks",
    description = "Attacks two running instances and notes what was seen.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class Attacks implements Callable<Integer> {

  /** Of an account with the smallest quota. */
  static final Signer SMALL = new Signer("attacksKeyId", "attacksKeySecret");

  /** The token of an account with a large quota. */
  static final String GREEDY = "attacks-greedy-token";

  private static final int TOKENS = 20_000;

  private static final String TOGETHER_NAME = "eight of these at once";
  private static final Duration CALM = Duration.ofSeconds(15);

  @Option(names = "--full", description = "larger and longer attacks.")
  private boolean full;

  @Option(
      names = "--only",
      defaultValue = "",
      description = "those whose names have this text, by themselves; the page stays as it is.")
  private String only;

  @Option(names = "--seed", defaultValue = "42", description = "of the load beside them.")
  private long seed;

  @Option(names = "--dir", defaultValue = "fault-tests/target/attacks")
  private Path dir;

  @Option(names = "--page", defaultValue = "docs/threat-model.md", description = "the report.")
  private Path page;

  private record Line(Attack attack, RowResult result) {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Attacks()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Path own = Directories.fresh(dir.toAbsolutePath(), "run-");
    List<Line> lines = new ArrayList<>();
    RigPlan plan =
        RigPlan.of(2)
            .under(WorkloadPlan.full().times(0.25))
            .with("auth.accounts.file", accounts(own).toString());
    try (Stack stack = Stack.start(own.resolve("stack"), 1);
        Rig rig = new Rig(plan, own, seed, stack).cold().start().startLoad()) {
      Target target = new Target(rig, full);
      Await.pause(Rig.WARM_UP.multipliedBy(2));
      for (Attack attack : AttackList.ALL) {
        if (attack.name().contains(only)) {
          lines.add(make(attack, target));
        }
      }
      if (TOGETHER_NAME.contains(only)) {
        rig.history().cold(Rig.WARM_UP);
        Await.pause(Rig.WARM_UP);
        lines.add(together(target));
      }
    }
    if (only.isEmpty()) {
      report(lines);
    }
    return lines.stream().anyMatch(line -> line.result().failed()) ? 1 : 0;
  }

  private static Path accounts(Path dir) {
    List<String> tokens =
        Stream.concat(
                Stream.of(Accounts.TOKEN),
                IntStream.range(0, TOKENS).mapToObj(i -> "attacks-token-" + i))
            .toList();
    return TestAccount.write(
        // Not accounts.json, which the rig writes.
        dir.resolve("attacked-accounts.json"),
        new TestAccount(
                Accounts.TOKEN_HOLDER, TestAccount.GREATEST_QUOTA, List.of(Accounts.KEY), tokens)
            .mayAll(Map.of()),
        new TestAccount("100000000000003", OptionalInt.of(1), List.of(SMALL), List.of()),
        new TestAccount("100000000000004", TestAccount.GREATEST_QUOTA, List.of(), List.of(GREEDY)));
  }

  private static Line make(Attack attack, Target target) {
    System.out.println(attack.name());
    RowResult result = new RowResult();
    long began = System.nanoTime();
    try {
      attack.body().run(target, result);
    } catch (Exception e) {
      e.printStackTrace();
      result.fail("could not be made to its end: " + e);
    }
    target.rig().history().window(new Window(began, System.nanoTime(), attack.name()));
    System.out.println("  " + result.outcome() + " " + result.figures());
    result.failures().forEach(why -> System.out.println("  because " + why));
    return new Line(attack, result);
  }

  private static Line together(Target target) {
    Attack all =
        new Attack(
            TOGETHER_NAME,
            "all of them",
            "no instance ends; the jobs are those of the log",
            (same, result) -> {
              Target.Usual calm = target.usual();
              Await.pause(CALM);
              result.figure("p99 of the usual reads before", calm.p99());
              Target.Usual usual = target.usual();
              List<Thread> threads =
                  AttackList.ALL.stream()
                      .filter(attack -> AttackList.TOGETHER.contains(attack.name()))
                      .map(attack -> new Thread(() -> make(attack, target), attack.name()))
                      .toList();
              threads.forEach(Thread::start);
              for (Thread thread : threads) {
                thread.join();
              }
              usual.judge(result);
              // The attackers share the two cores with what they attack, so this has no bound.
              result.figure("and meanwhile", usual.p99());
              result.verdict(Inspection.quick(target.rig()));
            });
    return make(all, target);
  }

  private void report(List<Line> lines) {
    String table =
        lines.stream()
            .map(
                line ->
                    "| %s | %s | %s | %s | %s |"
                        .formatted(
                            line.attack().name(),
                            line.attack().by(),
                            line.attack().bound(),
                            seen(line.result()),
                            verdict(line.result())))
            .collect(Collectors.joining("\n"));
    new MarkedPage(page, "scripts/attacks")
        .replace(
            "\n%s form, seed %d, %s, %s, %s\n\n| attack | by | bound | seen | verdict |\n|---|---|---|---|---|\n%s\n\n"
                .formatted(
                    full ? "Full" : "Short",
                    seed,
                    Machine.commit(),
                    Machine.brief(),
                    LocalDate.now(ZoneOffset.UTC),
                    table));
  }

  private static String seen(RowResult result) {
    return result.figures().entrySet().stream()
        .map(figure -> figure.getKey() + ": " + figure.getValue())
        .collect(Collectors.joining("; "))
        .replace("|", "\\|");
  }

  private static String verdict(RowResult result) {
    return result.failed()
        ? "**open**: " + String.join("; ", result.failures()).replace("|", "\\|")
        : "held";
  }
}
