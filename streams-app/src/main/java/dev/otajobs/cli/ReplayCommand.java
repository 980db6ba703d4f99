package dev.otajobs.cli;

import dev.otajobs.config.AppConfig;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.eventserde.EventJson;
import dev.otajobs.eventserde.EventSerdes;
import dev.otajobs.letters.Letter;
import dev.otajobs.letters.LetterFilter;
import dev.otajobs.letters.LetterTopic;
import dev.otajobs.letters.Replay;
import dev.otajobs.letters.ReplayException;
import dev.otajobs.topics.KafkaClients;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Writes dead letters to the events topic once more: byte for byte, after what made them so was
 * mended, such as a schema that the registry did not have; or a mended event in the place of one.
 */
@Command(
    name = "replay",
    description = {
      "Writes dead letters to the events topic once more, byte for byte, or one of them mended.",
      "At least one of --at, --reason, --job, --from and --to is needed."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all of them are written",
      "1:some could not be written",
      "2:wrong arguments or settings",
      "3:there are no such dead letters, or none of one of these places"
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ReplayCommand implements Callable<Integer> {

  private static final int MOST_BYTES = 1 << 20;

  @Mixin private ConfigOption config;
  @Mixin private LetterOptions which = new LetterOptions();

  @Option(names = "--dry-run", description = "Only say which ones these are.")
  private boolean dryRun;

  @Option(
      names = "--value",
      paramLabel = "FILE",
      description = "Write the event in this JSON file instead of the one dead letter of --at.")
  private @Nullable Path value;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (which.areAll()) {
      throw wrong("say which dead letters: by --at, --reason, --job, --from or --to");
    }
    if (value != null && which.places().size() != 1) {
      throw wrong("--value goes with the place of one dead letter in --at");
    }
    AppConfig settings = config.load();
    Optional<OtaJobEvent> mended = mended();
    String events = settings.topics().events();
    ByteArraySerializer asIs = new ByteArraySerializer();
    // Under at-least-once a dead letter can be there twice.
    Set<String> seen = new HashSet<>();
    boolean failed = false;
    LetterFilter filter = which.filter();
    try (LetterTopic letters =
            LetterTopic.open(
                KafkaClients.consumer(settings.kafka()), settings.topics().deadLetters());
        Producer<byte[], byte[]> producer =
            new KafkaProducer<>(KafkaClients.producer(settings.kafka()), asIs, asIs);
        Serializer<OtaJobEvent> serializer = EventSerdes.serializer(settings.serde())) {
      Replay replay = new Replay(producer, events, serializer);
      while (letters.isBehind()) {
        for (Letter letter : letters.poll()) {
          if (filter.takes(letter) && seen.add(letter.place())) {
            Optional<String> problem = replay(replay, letter, mended);
            problem.ifPresent(why -> error(letter.place() + ": " + why));
            failed |= problem.isPresent();
          }
        }
      }
    }
    List<String> missing = which.places().stream().filter(place -> !seen.contains(place)).toList();
    if (!missing.isEmpty()) {
      error("there are no dead letters of " + missing);
    } else if (seen.isEmpty()) {
      error("there are no such dead letters");
    }
    return failed ? 1 : missing.isEmpty() && !seen.isEmpty() ? 0 : ReplyText.NOT_FOUND;
  }

  /** Why it could not be written; empty if it was, or was not to be. */
  private Optional<String> replay(Replay replay, Letter letter, Optional<OtaJobEvent> mended)
      throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      if (!dryRun) {
        out.println(letter.place() + " again at " + replay.write(letter, mended).text());
        return Optional.empty();
      }
      Optional<String> problem = Replay.problem(letter, mended);
      if (problem.isEmpty()) {
        out.println(letter.place() + " would be written again");
      }
      return problem;
    } catch (ReplayException e) {
      return Optional.of(e.why());
    }
  }

  private Optional<OtaJobEvent> mended() throws IOException {
    if (value == null) {
      return Optional.empty();
    }
    if (Files.size(value) > MOST_BYTES) {
      throw wrong(value + " is longer than 1 MiB");
    }
    try {
      return Optional.of(new EventJson().read(StrictJson.read(Files.readString(value))));
    } catch (CharacterCodingException e) {
      throw wrong(value + " is not UTF-8");
    } catch (IllegalArgumentException e) {
      throw wrong(value + " has no event: " + e.getMessage());
    }
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  private void error(String problem) {
    spec.commandLine().getErr().println("ota-jobs: " + problem);
  }
}
