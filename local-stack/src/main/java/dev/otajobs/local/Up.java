package dev.otajobs.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** One run of the stack, from the first process to the last. */
final class Up {
  private static final Duration UNWIND_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(5);

  private final LocalSettings settings;
  private final Progress progress;
  private final Running running;
  private final Service service;
  private final Http http = new Http();
  private final CompletableFuture<LocalBroker> broker = new CompletableFuture<>();
  private final CompletableFuture<LocalRegistry> registry = new CompletableFuture<>();
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
  private volatile boolean stopping;

  /** While this process writes to the broker. */
  private volatile boolean writing;

  // Held as long as this object: a lock whose channel is collected is given up.
  private @Nullable FileLock lock;

  Up(LocalSettings settings, ServiceCommands commands, Progress progress) {
    this.settings = settings;
    this.progress = progress;
    this.running = new Running(settings.dir());
    this.service = new Service(settings, commands);
  }

  /**
   * Runs until a process ends or does not start; the way out, as for Ctrl-C and SIGTERM, is the
   * shutdown hook.
   */
  int run() {
    lock = running.lock();
    if (lock == null) {
      throw new LocalStackException(
          "Already running for %s. Stop it: ota-jobs local --stop".formatted(settings.dir()));
    }
    running.requireNothing(progress);
    running.supervisor().write(ProcessHandle.current());
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    try {
      throw firstToEnd(start()).ended();
    } catch (LocalStackException e) {
      if (!stopping) {
        progress.say("\n" + e.getMessage() + "\n");
      }
    } finally {
      exitCode.complete(1);
    }
    return exitCode.join();
  }

  /** Starts everything; returns the service once it has answered a query. */
  private ChildProcess start() {
    progress.step("Starting a broker and a schema registry ...");
    broker.completeAsync(
        () -> LocalBroker.start(settings.dir(), settings.kafkaPort(), settings.classes()));
    registry.completeAsync(() -> LocalRegistry.start(settings.dir(), settings.registryPort()));
    await(CompletableFuture.anyOf(broker, registry));
    progress.step("Broker at %s".formatted(await(broker).bootstrapServers()));
    settings.writeServiceSettings(
        await(broker).bootstrapServers(), LocalRegistry.url(settings.registryPort()));
    step("Creating topics, starting the service ...");
    write(service::createTopics);
    // It asks the registry only when events come.
    ChildProcess process = service.serve();
    progress.step("Schema registry at %s".formatted(await(registry).url()));
    step("Producing the sample packages and jobs ...");
    write(service::produceSamples);
    service.awaitReady(process, http);
    step("Querying ...");
    String reply = service.awaitAnswer(process, http);
    step("Ready.");
    announce(reply);
    mark();
    return process;
  }

  private ChildProcess firstToEnd(ChildProcess process) {
    return (ChildProcess)
        await(
            CompletableFuture.anyOf(
                process.onExit(),
                await(registry).process().onExit(),
                await(broker).process().onExit()));
  }

  private void write(Runnable step) {
    writing = true;
    step.run();
    writing = false;
  }

  private void stop() {
    stopping = true;
    // Without its broker the step would wait for minutes.
    Await.until(WRITE_TIMEOUT, () -> !writing || exitCode.isDone());
    // The other threads may be about to start one more process: look again until they gave up.
    Await.until(
        UNWIND_TIMEOUT,
        () -> {
          running.stopChildren(progress);
          return exitCode.isDone() && broker.isDone() && registry.isDone();
        });
    running.stopChildren(progress);
    // Those whose pid file was deleted, for example with the whole directory.
    ProcessHandle.current().children().forEach(child -> Processes.end(child, Running.GRACE));
    running.supervisor().delete();
    progress.step("All stopped. The data stay in %s".formatted(settings.dir()));
  }

  private void step(String line) {
    if (stopping) {
      throw new LocalStackException("Stopped while starting.");
    }
    progress.step(line);
  }

  private void mark() {
    try {
      Files.writeString(running.readyMark(), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof LocalStackException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private void announce(String reply) {
    progress.say(
        """

        curl '%s'
        %s

        Console   %s
        HTTP      %s
        Metrics   %s
        Registry  %s
        Broker    127.0.0.1:%d
        Data      %s
        Logs      %s
        """
            .formatted(
                settings.sampleQuery(),
                reply.strip(),
                settings.http("/console/"),
                settings.http("/"),
                settings.http("/metrics"),
                await(registry).url(),
                settings.kafkaPort(),
                settings.dir(),
                settings.dir().resolve("log")));
    progress.say("Ctrl-C, or the same command with --stop, ends everything; the data stay.");
  }
}
