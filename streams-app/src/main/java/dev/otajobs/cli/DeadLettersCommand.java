package dev.otajobs.cli;

import static dev.otajobs.cli.DeadLetterTopic.header;
import static dev.otajobs.cli.DeadLetterTopic.text;

import dev.otajobs.ingest.DeadLetter;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
    try (DeadLetterTopic letters = DeadLetterTopic.open(config.load())) {
      PrintWriter out = spec.commandLine().getOut();
      while (!once || letters.isBehind()) {
        letters.poll().forEach(letter -> out.println(line(letter)));
        out.flush();
      }
    }
    return 0;
  }

  private static String line(ConsumerRecord<byte[], byte[]> letter) {
    return "%s-%s key=%s bytes=%s reason=%s: %s"
        .formatted(
            header(letter, DeadLetter.PARTITION),
            header(letter, DeadLetter.OFFSET),
            text(letter.key()),
            letter.value() == null ? "none" : Integer.toString(letter.value().length),
            header(letter, DeadLetter.REASON),
            header(letter, DeadLetter.MESSAGE));
  }
}
