package dev.otajobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.client.Token;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import picocli.CommandLine;

/**
 * Writes a record for each JSON line of a file or of stdin, one after the other, and tells where it
 * stands. Blank lines and those that begin with # are passed over. The first line that cannot be
 * written ends it.
 */
final class JsonLines {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String file;
  private final CommandLine command;

  /**
   * @param file its path; - is stdin
   */
  JsonLines(String file, CommandLine command) {
    this.file = file;
    this.command = command;
  }

  /** The record of a line, on its way. */
  record Sent(String key, CompletableFuture<Token> place) {}

  /**
   * Writes the lines.
   *
   * @param sender sends the record of a line; throws IllegalArgumentException with what is wrong
   * @return the command's exit code
   */
  int write(Function<JsonNode, Sent> sender) throws IOException, InterruptedException {
    try (BufferedReader lines = open()) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        try {
          Sent sent = sender.apply(JSON.readTree(line));
          command.getOut().println(sent.key() + " at " + sent.place().get().text());
        } catch (JsonProcessingException e) {
          return failed(number, "is not JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
          return failed(number, String.valueOf(e.getMessage()));
        } catch (ExecutionException e) {
          return failed(number, "was not taken by the broker: " + e.getCause());
        }
      }
      return 0;
    }
  }

  private int failed(int line, String problem) {
    command.getErr().println("ota-jobs: " + file + " line " + line + ": " + problem);
    return 1;
  }

  private BufferedReader open() throws IOException {
    return file.equals("-")
        ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
        : Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8);
  }
}
