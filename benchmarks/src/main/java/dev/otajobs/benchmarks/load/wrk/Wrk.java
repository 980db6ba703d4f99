package dev.otajobs.benchmarks.load.wrk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The closed-loop generator of the distribution: each connection asks again once it is answered.
 *
 * @param dir for its scripts
 */
public record Wrk(Path dir) {

  /** Each with half of the connections. */
  public static final int THREADS = 2;

  /** What the issue of this benchmark asks for. */
  public static final int CONNECTIONS = 64;

  /** What to do if it is not there. */
  public static final String MISSING = "wrk is not on the PATH: install the package wrk";

  /** What to send. */
  public record Script(String name, List<String> arguments) {

    public Script {
      arguments = List.copyOf(arguments);
    }

    /** Random ones of so many jobs. */
    public static Script random(String prefix, long jobs) {
      return new Script("random", List.of(prefix, Long.toString(jobs)));
    }

    /** The same ones, few of them often and most of them seldom, by Zipf's law. */
    public static Script skewed(String prefix, long jobs) {
      return new Script("skewed", List.of(prefix, Long.toString(jobs)));
    }

    /** The requests of {@link RequestFiles}. */
    public static Script requests(Path files, boolean once) {
      return new Script("requests", List.of(files.toString(), once ? "once" : "again"));
    }
  }

  public static boolean isInstalled() {
    return Stream.of(String.valueOf(System.getenv("PATH")).split(":"))
        .anyMatch(dir -> Files.isExecutable(Path.of(dir, "wrk")));
  }

  public WrkResult run(int port, Script script, int seconds) {
    return run(port, script, seconds, CONNECTIONS);
  }

  /** Runs it; the port is that of a server on 127.0.0.1. */
  public WrkResult run(int port, Script script, int seconds, int connections) {
    return finish(start(port, script, seconds, connections), seconds);
  }

  /** Starts it. */
  public Process start(int port, Script script, int seconds, int connections) {
    if (!isInstalled()) {
      throw new IllegalStateException(MISSING);
    }
    List<String> line = new ArrayList<>();
    line.addAll(List.of("wrk", "-t" + THREADS, "-c" + connections, "-d" + seconds + "s"));
    line.addAll(List.of("-s", file(script.name()).toString(), "http://127.0.0.1:" + port, "--"));
    line.addAll(script.arguments());
    try {
      return new ProcessBuilder(line).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for its end. */
  public static WrkResult finish(Process wrk, int seconds) {
    try {
      if (!wrk.waitFor(seconds + 20L, TimeUnit.SECONDS)) {
        throw new IllegalStateException("wrk does not end");
      }
      return WrkResult.parse(
          new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      wrk.destroyForcibly();
    }
  }

  /** Written once: another wrk may be reading it. */
  private Path file(String name) {
    Path file = dir.resolve(name + ".lua");
    if (Files.exists(file)) {
      return file;
    }
    try {
      Files.createDirectories(dir);
      return Files.writeString(file, resource(name + ".lua") + resource("common.lua"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Wrk.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
