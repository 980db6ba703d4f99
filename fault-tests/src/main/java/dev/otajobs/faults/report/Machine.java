package dev.otajobs.faults.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Where and on what a run was made. */
public final class Machine {

  private Machine() {}

  public static String text() {
    Runtime runtime = Runtime.getRuntime();
    return "%d cores, %s, Java %s"
        .formatted(
            runtime.availableProcessors(),
            System.getProperty("os.name").toLowerCase(Locale.ROOT),
            Runtime.version().feature());
  }

  /** The commit of the working tree; "unknown" without git. */
  public static String commit() {
    String commit = git("rev-parse", "--short", "HEAD");
    return commit.isEmpty() ? "unknown" : commit;
  }

  private static String git(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "git";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    try {
      Process process = new ProcessBuilder(command).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? out.strip() : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
