package dev.otajobs.faults.rows;

import dev.otajobs.faults.check.Checker;
import dev.otajobs.faults.check.EventLogReader;
import dev.otajobs.faults.check.RestCheck;
import dev.otajobs.faults.check.Run;
import dev.otajobs.faults.check.StoreCheck;
import dev.otajobs.faults.check.Verdict;
import dev.otajobs.faults.history.HistoryFile;
import dev.otajobs.faults.supervise.Await;
import dev.otajobs.faults.supervise.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The end of a run: lets the service come to rest, and has everything checked. */
public final class Inspection {

  /** Standbys follow the changelog; a commit lies a second apart. */
  private static final Duration STANDBYS_CATCH_UP = Duration.ofSeconds(3);

  private final Rig rig;
  private Run run;

  private Inspection(Rig rig) {
    this.rig = rig;
    this.run = read(rig);
  }

  /** Checks the history and, over HTTP, the jobs at rest. */
  public static Verdict quick(Rig rig) {
    rig.stopLoad();
    return new Inspection(rig).check();
  }

  /** Also what is on the disks of owners and standbys, and what a restore from nothing gives. */
  public static Verdict thorough(Rig rig) {
    rig.stopLoad();
    Inspection inspection = new Inspection(rig);
    Verdict verdict = inspection.check();
    inspection.checkDisks(verdict);
    inspection.checkRestore(verdict);
    return verdict;
  }

  private static Run read(Rig rig) {
    return Run.of(
        rig.history(), EventLogReader.read(rig.config(), rig.partitioning()), rig.partitioning());
  }

  private Verdict check() {
    // First the rest: by then the service has had the time to write its dead letters.
    Verdict atRest = new Verdict();
    new RestCheck(run, rig.client(), rig.instances().alive()).check(atRest, "at rest");
    run = read(rig);
    Verdict verdict = new Checker(run, rig.config()).check();
    verdict.addAll(atRest);
    HistoryFile.write(rig.history(), rig.dir().resolve("history.tsv"));
    return verdict;
  }

  private void checkDisks(Verdict verdict) {
    Await.pause(STANDBYS_CATCH_UP);
    rig.instances().close();
    StoreCheck stores = new StoreCheck(run);
    for (Instance instance : rig.instances().all()) {
      stores.check(instance.stateDir(), instance.name(), verdict);
    }
  }

  private void checkRestore(Verdict verdict) {
    rig.instances().all().forEach(instance -> delete(instance.stateDir()));
    Instance alone = rig.instances().all().get(0);
    alone.launch().awaitReady();
    new RestCheck(run, rig.client(), List.of(alone)).check(verdict, "after a restore");
  }

  static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
