package dev.otajobs.testkit.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What processes and their children have taken of the processors, user and system together, from
 * Linux' {@code /proc}, in steps of 10 ms. The threads of a JVM that collect garbage and compile
 * are apart: how much they do depends on the heap and on how long it runs.
 *
 * @param work of all other threads, in nanoseconds
 * @param collector of the collector's threads
 * @param compilers of the compilers' threads
 */
public record CpuTime(long work, long collector, long compilers) {

  /** A tick of {@code /proc/PID/stat}: {@code getconf CLK_TCK} is 100 wherever Linux runs Java. */
  private static final long TICK_NANOS = 10_000_000;

  // Places after the name, which ends with a parenthesis: man 5 proc, utime is field 14.
  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int ENDED_CHILDREN_USER = 13;
  private static final int ENDED_CHILDREN_SYSTEM = 14;

  /** The serial collector works in the thread of the JVM's operations. */
  private static final List<String> COLLECTORS =
      List.of("GC Thread", "G1 ", "VM Thread", "ZWorker", "ZDriver", "Shenandoah");

  private static final List<String> COMPILERS = List.of("C1 Compiler", "C2 Compiler");

  /** Of these processes and their children so far; empty where there is no {@code /proc}. */
  public static Optional<CpuTime> of(List<Long> pids) {
    if (!Files.exists(Path.of("/proc/self/stat"))) {
      return Optional.empty();
    }
    Stream<Long> all =
        pids.stream()
            .flatMap(pid -> ProcessHandle.of(pid).stream())
            .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
            .map(ProcessHandle::pid);
    return Optional.of(all.map(CpuTime::ofOne).reduce(new CpuTime(0, 0, 0), CpuTime::plus));
  }

  private static CpuTime ofOne(long pid) {
    Path proc = Path.of("/proc", Long.toString(pid));
    long all = ticks(proc, USER, SYSTEM, ENDED_CHILDREN_USER, ENDED_CHILDREN_SYSTEM) * TICK_NANOS;
    long collector = 0;
    long compilers = 0;
    try (Stream<Path> threads = Files.list(proc.resolve("task"))) {
      for (Path thread : threads.toList()) {
        String name = name(thread);
        long taken = ticks(thread, USER, SYSTEM) * TICK_NANOS;
        if (COLLECTORS.stream().anyMatch(name::startsWith)) {
          collector += taken;
        } else if (COMPILERS.stream().anyMatch(name::startsWith)) {
          compilers += taken;
        }
      }
    } catch (NoSuchFileException e) {
      // It has ended meanwhile.
      return new CpuTime(0, 0, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new CpuTime(all - collector - compilers, collector, compilers);
  }

  /**
   * What came after an earlier reading of the same processes.
   *
   * @throws IllegalStateException if a thread of the collector or the compilers has ended
   *     meanwhile: its time counts as work then; run the JVM with
   *     -XX:-UseDynamicNumberOfCompilerThreads
   */
  public CpuTime since(CpuTime earlier) {
    if (collector < earlier.collector || compilers < earlier.compilers) {
      throw new IllegalStateException("a thread of the collector or the compilers has ended");
    }
    return new CpuTime(
        work - earlier.work, collector - earlier.collector, compilers - earlier.compilers);
  }

  private CpuTime plus(CpuTime other) {
    return new CpuTime(work + other.work, collector + other.collector, compilers + other.compilers);
  }

  private static String name(Path thread) {
    return text(thread.resolve("comm")).strip();
  }

  private static long ticks(Path of, int... places) {
    String stat = text(of.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    long sum = 0;
    for (int place : places) {
      sum += fields.length > place ? Long.parseLong(fields[place]) : 0;
    }
    return sum;
  }

  /** Empty if it has ended meanwhile. */
  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      if (Files.exists(file.getParent())) {
        throw new UncheckedIOException(e);
      }
      return "";
    }
  }
}
