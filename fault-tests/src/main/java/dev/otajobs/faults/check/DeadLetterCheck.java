package dev.otajobs.faults.check;

import dev.otajobs.config.AppConfig;
import dev.otajobs.ingest.DeadLetter;
import dev.otajobs.ingest.Position;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** I7: the dead letters, without repetitions, are the broken records. */
final class DeadLetterCheck {

  private final Run run;
  private final Verdict verdict;
  private final Map<Position, String> letters = new HashMap<>();

  DeadLetterCheck(Run run, Verdict verdict) {
    this.run = run;
    this.verdict = verdict;
  }

  void check(AppConfig config) {
    TopicReader.readAll(config, config.topics().deadLetters(), this::take);
    compare();
  }

  /** Notes a dead letter; one that was written again after a crash counts once. */
  void take(ConsumerRecord<byte[], byte[]> letter) {
    if (letters.put(origin(letter), header(letter, DeadLetter.REASON)) != null) {
      verdict.count("dead letters written again after a crash");
    }
  }

  /** Compares the dead letters that were taken with the broken records. */
  void compare() {
    verdict.count("dead letters", letters.size());
    compareLetters();
    run.log()
        .rejected()
        .forEach(
            (at, reason) -> {
              if (!run.history().poison().containsKey(at)) {
                verdict.violated(
                    Invariant.I7, "a record that was meant to be good is " + reason + " at " + at);
              }
            });
  }

  private void compareLetters() {
    Set<Position> broken = new HashSet<>(run.log().rejected().keySet());
    for (Map.Entry<Position, String> letter : letters.entrySet()) {
      if (!broken.remove(letter.getKey())) {
        verdict.violated(Invariant.I7, "a good record is a dead letter: " + letter);
      } else if (!letter
          .getValue()
          .equals(String.valueOf(run.log().rejected().get(letter.getKey())))) {
        verdict.violated(Invariant.I7, "a dead letter for another reason: " + letter);
      }
    }
    broken.forEach(at -> verdict.violated(Invariant.I7, "no dead letter of the record at " + at));
  }

  private static Position origin(ConsumerRecord<byte[], byte[]> letter) {
    return new Position(
        Integer.parseInt(header(letter, DeadLetter.PARTITION)),
        Long.parseLong(header(letter, DeadLetter.OFFSET)));
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
