package dev.otajobs.cli;

import dev.otajobs.config.AppConfig;
import dev.otajobs.letters.Letter;
import dev.otajobs.letters.LetterFilter;
import dev.otajobs.letters.LetterTopic;
import dev.otajobs.topics.KafkaClients;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists dead letters, a line each. */
@Command(
    name = "list",
    description = "Lists dead letters with their reasons, a line each, from the first on.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ListLettersCommand implements Callable<Integer> {

  @Mixin private ConfigOption config;
  @Mixin private LetterOptions which = new LetterOptions();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with those that come, until Ctrl-C.")
  private boolean follow;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    AppConfig settings = config.load();
    LetterFilter filter = which.filter();
    try (LetterTopic letters =
        LetterTopic.open(
            KafkaClients.consumer(settings.kafka()), settings.topics().deadLetters())) {
      PrintWriter out = spec.commandLine().getOut();
      while (follow || letters.isBehind()) {
        letters.poll().stream().filter(filter::takes).forEach(letter -> out.println(line(letter)));
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
