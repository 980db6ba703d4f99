package dev.otajobs.app;

import dev.otajobs.cli.ConfigOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the service until it is told to stop, or fails. */
@Command(
    name = "serve",
    description = "Runs the service until SIGTERM or Ctrl-C.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  /** From a failure to the end of the process: a close that goes well takes a few seconds. */
  private static final Duration CLOSE = Duration.ofSeconds(30);

  @Mixin private ConfigOption config = new ConfigOption();

  @Override
  public Integer call() {
    Service service = Service.start(config.load());
    AtomicReference<@Nullable String> failure = new AtomicReference<>();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(service, failure), "stop"));
    String why = service.awaitFailure();
    failure.set(why);
    haltUnlessClosed(why);
    // The shutdown hook closes what is still open.
    return 1;
  }

  /** The last line says why: what was logged when it happened lies behind all that is closed. */
  private static void close(Service service, AtomicReference<@Nullable String> failure) {
    service.close();
    String why = failure.get();
    if (why != null) {
      LOG.error("the service has ended by itself: {}", why);
    }
  }

  /** Threads can be stuck for good, as they are while RocksDB waits for room on its disk. */
  private static void haltUnlessClosed(String why) {
    Thread halt =
        new Thread(
            () -> {
              try {
                Thread.sleep(CLOSE.toMillis());
                LOG.error("could not close in {} s, halting: {}", CLOSE.toSeconds(), why);
                Runtime.getRuntime().halt(1);
              } catch (InterruptedException e) {
                LOG.debug("not halting");
              }
            },
            "halt");
    halt.setDaemon(true);
    halt.start();
  }
}
