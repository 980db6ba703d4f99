package dev.otajobs.cli;

import dev.otajobs.config.AppConfig;
import dev.otajobs.letters.Letter;
import dev.otajobs.letters.LetterTopic;
import dev.otajobs.topics.KafkaClients;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the dead letters, from the first on. */
@Command(
    name = "dead-letters",
    description = "Shows what could not be folded, with the reason, and follows what comes.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class DeadLettersCommand implements Callable<Integer> {

  @Mixin private ConfigOption config;

  @Option(names = "--once", description = "End at the last one instead of following.")
  private boolean once;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    AppConfig settings = config.load();
    try (LetterTopic letters =
        LetterTopic.open(
            KafkaClients.consumer(settings.kafka()), settings.topics().deadLetters())) {
      PrintWriter out = spec.commandLine().getOut();
      while (!once || letters.isBehind()) {
        letters.poll().forEach(letter -> out.println(line(letter)));
        out.flush();
      }
    }
    return 0;
  }

  private static String line(Letter letter) {
    return "%s key=%s bytes=%s reason=%s: %s"
        .formatted(
            letter.place(),
            letter.keyText().orElse("none"),
            letter.value() == null ? "none" : Integer.toString(letter.value().length),
            letter.reason(),
            letter.message());
  }
}
