package dev.otajobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.otajobs.client.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;

/**
 * Writes a record for each JSON line of some files, in their order, and prints where each record
 * stands. Up to 1,000 records are on their way at once. Blank lines and those that begin with # are
 * passed over. The first line that cannot be read ends it; the lines before it are written. If the
 * broker refuses a record, the lines that were on their way with it may be written.
 */
final class JsonLines {

  private static final int MOST_ON_THEIR_WAY = 1_000;
  private final CommandLine command;
  private final WriteProgress progress;
  private final Function<JsonNode, Sent> sender;
  private final Queue<OnItsWay> onTheirWay = new ArrayDeque<>();
  private boolean failed;

  /**
   * @param sender sends the record of a line; throws IllegalArgumentException with what is wrong
   */
  JsonLines(CommandLine command, Function<JsonNode, Sent> sender) {
    this.command = command;
    this.progress = new WriteProgress(command.getErr());
    this.sender = sender;
  }

  /** The record of a line, sent. */
  record Sent(String key, CompletableFuture<Token> place) {}

  private record OnItsWay(Sent sent, String line) {}

  /**
   * Writes the lines.
   *
   * @param files paths; - is stdin
   * @return the command's exit code: 1 if a line could not be written, 2 if a file cannot be read
   */
  int write(List<String> files) throws IOException, InterruptedException {
    List<String> missing = files.stream().filter(JsonLines::isMissing).toList();
    if (!missing.isEmpty()) {
      command.getErr().println("ota-jobs: cannot read " + missing + "; nothing was written");
      return CommandLine.ExitCode.USAGE;
    }
    try {
      for (String file : files) {
        if (!failed) {
          writeAll(file);
        }
      }
    } finally {
      awaitUntilOnly(0);
      progress.end();
    }
    return failed ? 1 : 0;
  }

  private void writeAll(String file) throws IOException, InterruptedException {
    try (Utf8Lines lines = Utf8Lines.open(file)) {
      while (!failed) {
        if (lines.mayWait()) {
          awaitUntilOnly(0);
        }
        Optional<String> line = lines.next();
        if (line.isEmpty()) {
          return;
        }
        write(line.get(), lines);
      }
    } catch (LineException e) {
      fail(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isMissing(String file) {
    Path path = Path.of(file);
    return !file.equals("-") && (!Files.isReadable(path) || Files.isDirectory(path));
  }

  private void write(String line, Utf8Lines lines) throws LineException, InterruptedException {
    if (line.isBlank() || line.stripLeading().startsWith("#")) {
      return;
    }
    Sent sent;
    try {
      sent = sender.apply(StrictJson.read(line));
    } catch (IllegalArgumentException e) {
      throw lines.problem(String.valueOf(e.getMessage()));
    } catch (KafkaException e) {
      throw lines.problem("could not be written: " + FailureText.of(e));
    }
    onTheirWay.add(new OnItsWay(sent, lines.place()));
    awaitUntilOnly(MOST_ON_THEIR_WAY);
  }

  /** Prints records as they are taken, in their order. */
  private void awaitUntilOnly(int most) throws InterruptedException {
    for (OnItsWay next = onTheirWay.peek();
        next != null && (onTheirWay.size() > most || next.sent().place().isDone());
        next = onTheirWay.peek()) {
      onTheirWay.remove();
      try {
        command.getOut().println(next.sent().key() + " at " + next.sent().place().get().text());
        progress.written();
      } catch (ExecutionException e) {
        fail(
            next.line()
                + ": was not taken by the broker: "
                + FailureText.of(Optional.ofNullable(e.getCause()).orElse(e)));
      }
    }
  }

  private void fail(String problem) {
    failed = true;
    command.getErr().println("ota-jobs: " + problem);
  }
}
