package dev.otajobs.local;

import java.io.PrintWriter;
import java.util.List;

/**
 * A broker, a schema registry and the service with sample jobs, for people: {@code ota-jobs local}.
 *
 * @param settings where it listens and keeps its data
 * @param out for its lines
 */
public record LocalStack(LocalSettings settings, PrintWriter out) {

  /**
   * Runs everything until a process ends or does not start, or until SIGTERM or Ctrl-C.
   *
   * @return the exit code
   * @throws LocalStackException if it cannot start
   */
  public int run(ServiceCommands service) {
    Progress progress = new Progress(out);
    running().requireNothing(progress);
    settings.requireFreePorts();
    return new Up(settings, service, progress).run();
  }

  /**
   * Runs everything in the background, by a process of this command; returns once a query has been
   * answered.
   *
   * @param command the arguments of a JVM that runs everything
   * @throws LocalStackException if it cannot start
   */
  public void detach(List<String> command) {
    running().requireNothing(new Progress(out));
    settings.requireFreePorts();
    new Background(settings.dir(), out).start(command);
  }

  /** Ends what runs for the directory. */
  public void stop() {
    Progress progress = new Progress(out);
    Running running = running();
    boolean supervised = running.stopSupervisor(progress);
    boolean leftBehind = running.stopChildren(progress);
    progress.say(
        supervised || leftBehind
            ? "Stopped. The data stay in %s".formatted(running.dir())
            : "Nothing runs for %s".formatted(running.dir()));
  }

  private Running running() {
    return new Running(settings.dir());
  }
}
