package dev.otajobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.otajobs.config.AppConfig;
import dev.otajobs.eventserde.EventSerdes;
import dev.otajobs.job.Shown;
import dev.otajobs.letters.Letter;
import dev.otajobs.letters.LetterFilter;
import dev.otajobs.letters.LetterJson;
import dev.otajobs.letters.LetterTopic;
import dev.otajobs.topics.KafkaClients;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows dead letters whole, with their events if these can be decoded. */
@Command(
    name = "show",
    description = {
      "Shows dead letters whole, in JSON, with the event if it can be decoded.",
      "The event, mended, is what replay --value takes."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ShowLettersCommand implements Callable<Integer> {

  @Mixin private ConfigOption config;

  @Parameters(
      paramLabel = "P-O",
      arity = "1..*",
      description = "Places in the events topic, as the list shows them.")
  private List<String> places;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    AppConfig settings = config.load();
    LetterJson json =
        new LetterJson(
            EventSerdes.deserializer(settings.serde().impatient()), settings.topics().events());
    LetterFilter filter = LetterFilter.of(Set.copyOf(places), Optional.empty());
    Set<String> missing = new HashSet<>(places);
    try (LetterTopic letters =
        LetterTopic.open(
            KafkaClients.consumer(settings.kafka()), settings.topics().deadLetters())) {
      while (letters.isBehind() && !missing.isEmpty()) {
        for (Letter letter : letters.poll()) {
          if (filter.takes(letter) && missing.remove(letter.place())) {
            for (JsonNode shown : json.of(List.of(letter))) {
              spec.commandLine().getOut().println(text(shown));
            }
          }
        }
      }
    }
    missing.forEach(
        place -> spec.commandLine().getErr().println("ota-jobs: there is no dead letter " + place));
    return missing.isEmpty() ? 0 : ReplyText.NOT_FOUND;
  }

  /** The characters that a terminal acts on are escaped, which JSON allows. */
  private static String text(JsonNode letter) {
    return letter.toPrettyString().lines().map(Shown::of).collect(Collectors.joining("\n"));
  }
}
