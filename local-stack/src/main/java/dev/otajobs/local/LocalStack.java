package dev.otajobs.local;

import java.io.PrintWriter;

/** What {@code scripts/local} calls: {@code up}, {@code stop} and {@code check}. */
public final class LocalStack {
  private LocalStack() {}

  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true);
    Progress progress = new Progress(out);
    try {
      System.exit(run(arguments.length == 1 ? arguments[0] : "", progress));
    } catch (LocalStackException e) {
      progress.say(String.valueOf(e.getMessage()));
      System.exit(1);
    }
  }

  private static int run(String command, Progress progress) {
    LocalSettings settings = LocalSettings.of(System.getenv());
    Running running = new Running(settings.dir());
    return switch (command) {
      case "up" -> new Up(settings, progress).run();
      case "stop" -> stop(running, progress);
      case "check" -> {
        running.requireNothing(progress);
        yield 0;
      }
      default -> throw new LocalStackException("Usage: LocalStack up|stop|check");
    };
  }

  private static int stop(Running running, Progress progress) {
    boolean supervised = running.stopSupervisor(progress);
    boolean leftBehind = running.stopChildren(progress);
    progress.say(
        supervised || leftBehind
            ? "Stopped. The data stay in %s".formatted(running.dir())
            : "Nothing runs for %s".formatted(running.dir()));
    return 0;
  }
}
