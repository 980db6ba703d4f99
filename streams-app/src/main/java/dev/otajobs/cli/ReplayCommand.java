package dev.otajobs.cli;

import dev.otajobs.config.AppConfig;
import dev.otajobs.ingest.RejectReason;
import dev.otajobs.letters.Letter;
import dev.otajobs.letters.LetterFilter;
import dev.otajobs.letters.LetterTopic;
import dev.otajobs.letters.Replay;
import dev.otajobs.letters.ReplayException;
import dev.otajobs.topics.KafkaClients;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Writes dead letters to the events topic once more, byte for byte: after what made them so was
 * mended, such as a schema that the registry did not have.
 */
@Command(
    name = "replay",
    description = "Writes dead letters to the events topic once more, byte for byte.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ReplayCommand implements Callable<Integer> {

  @Mixin private ConfigOption config;

  @ArgGroup(multiplicity = "1")
  private Which which;

  @Spec private CommandSpec spec;

  private static final class Which {

    @Option(
        names = "--at",
        split = ",",
        paramLabel = "P-O",
        description = "Those that dead-letters shows with these places in the events topic.")
    private List<String> places = List.of();

    @Option(names = "--reason", description = "All of this reason: ${COMPLETION-CANDIDATES}.")
    private RejectReason reason;

    LetterFilter filter() {
      return LetterFilter.of(Set.copyOf(places), Optional.ofNullable(reason));
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    AppConfig settings = config.load();
    ByteArraySerializer asIs = new ByteArraySerializer();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    // Under at-least-once a dead letter can be there twice.
    Set<String> seen = new HashSet<>();
    boolean failed = false;
    LetterFilter filter = which.filter();
    try (LetterTopic letters =
            LetterTopic.open(
                KafkaClients.consumer(settings.kafka()), settings.topics().deadLetters());
        Producer<byte[], byte[]> producer =
            new KafkaProducer<>(KafkaClients.producer(settings.kafka()), asIs, asIs)) {
      Replay replay = new Replay(producer, settings.topics().events());
      while (letters.isBehind()) {
        for (Letter letter : letters.poll()) {
          if (filter.takes(letter) && seen.add(letter.place())) {
            try {
              out.println(letter.place() + " again at " + replay.write(letter).text());
            } catch (ReplayException e) {
              failed = true;
              err.println("ota-jobs: " + letter.place() + ": " + e.why());
            }
          }
        }
      }
    }
    List<String> missing = which.places.stream().filter(place -> !seen.contains(place)).toList();
    if (!missing.isEmpty()) {
      err.println("ota-jobs: there are no dead letters of " + missing);
    }
    return failed || !missing.isEmpty() ? 1 : 0;
  }
}
