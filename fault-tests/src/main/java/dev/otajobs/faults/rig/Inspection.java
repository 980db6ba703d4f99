package dev.otajobs.faults.rig;

import dev.otajobs.faults.check.Checker;
import dev.otajobs.faults.check.EventLogReader;
import dev.otajobs.faults.check.Invariant;
import dev.otajobs.faults.check.ListCheck;
import dev.otajobs.faults.check.RestCheck;
import dev.otajobs.faults.check.Run;
import dev.otajobs.faults.check.StoreCheck;
import dev.otajobs.faults.check.Verdict;
import dev.otajobs.faults.history.HistoryFile;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.machine.Directories;
import dev.otajobs.testkit.service.Instance;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The end of a run: lets the service come to rest, and has everything checked. */
public final class Inspection {

  /** Standbys follow the changelog; a commit lies a second apart. */
  private static final Duration STANDBYS_CATCH_UP = Duration.ofSeconds(3);

  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final Rig rig;
  private final Duration patience;
  private Run run;

  private Inspection(Rig rig, Duration patience) {
    this.rig = rig;
    this.patience = patience;
    this.run = read(rig);
  }

  /** Checks the history and, over HTTP, the jobs at rest. */
  public static Verdict quick(Rig rig) {
    return quick(rig, PATIENCE);
  }

  /** As {@link #quick(Rig)}, with less patience for what may never come to rest. */
  public static Verdict quick(Rig rig, Duration patience) {
    rig.stopLoad();
    return new Inspection(rig, patience).check();
  }

  /** Also what is on the disks of owners and standbys, and what a restore from nothing gives. */
  public static Verdict thorough(Rig rig) {
    rig.stopLoad();
    Inspection inspection = new Inspection(rig, PATIENCE);
    Verdict verdict = inspection.check();
    inspection.checkDisks(verdict);
    inspection.checkRestore(verdict);
    return verdict;
  }

  private static Run read(Rig rig) {
    return Run.of(
        rig.history(),
        EventLogReader.read(rig.config(), rig.partitioning()),
        rig.partitioning(),
        rig.plan().bounds());
  }

  private Verdict check() {
    // First the rest: by then the service has had the time to write its dead letters.
    Verdict atRest = new Verdict();
    new RestCheck(run, rig.client(), rig.instances().alive(), patience).check(atRest, "at rest");
    run = read(rig);
    ListCheck lists = new ListCheck(run, patience);
    rig.instances().alive().forEach(instance -> lists.check(rig.batches(), instance, atRest));
    Verdict verdict = new Checker(run, rig.config()).check();
    verdict.addAll(atRest);
    HistoryFile.write(rig.history(), rig.dir().resolve("history.tsv"));
    return verdict;
  }

  private void checkDisks(Verdict verdict) {
    Await.pause(STANDBYS_CATCH_UP);
    Map<Instance, Set<String>> tasks = new LinkedHashMap<>();
    rig.instances().alive().forEach(instance -> tasks.put(instance, instance.probe().tasks()));
    rig.instances().close();
    StoreCheck stores = new StoreCheck(run);
    tasks.forEach(
        (instance, open) -> {
          if (open.isEmpty()) {
            verdict.violated(Invariant.I1, instance.name() + " does not say which stores it has");
          }
        });
    tasks.forEach(
        (instance, open) -> stores.check(instance.stateDir(), open, instance.name(), verdict));
  }

  private void checkRestore(Verdict verdict) {
    rig.instances().all().forEach(instance -> Directories.delete(instance.stateDir()));
    Instance alone = rig.instances().all().get(0);
    alone.launch().awaitReady();
    new RestCheck(run, rig.client(), List.of(alone), patience).check(verdict, "after a restore");
  }
}
