package dev.otajobs.app;

import dev.otajobs.cli.ConfigOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the service until it is told to stop, or fails. */
@Command(
    name = "serve",
    description = "Runs the service until SIGTERM or Ctrl-C.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

  @Mixin private ConfigOption config = new ConfigOption();

  @Override
  public Integer call() throws InterruptedException {
    Service service = Service.start(config.load());
    Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop"));
    service.awaitFailure();
    // The shutdown hook closes what is still open.
    return 1;
  }
}
