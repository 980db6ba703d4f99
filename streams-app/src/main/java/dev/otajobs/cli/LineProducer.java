package dev.otajobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Writes a record for each JSON line of a file or of stdin, one after the other, and tells where it
 * stands. Blank lines and those that begin with # are passed over. The first line that cannot be
 * written ends it.
 */
final class LineProducer<V extends @Nullable Object> {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Producer<String, V> producer;
  private final Function<JsonNode, ProducerRecord<String, V>> reader;

  /**
   * @param reader makes the record of a line; throws IllegalArgumentException with what is wrong
   */
  LineProducer(Producer<String, V> producer, Function<JsonNode, ProducerRecord<String, V>> reader) {
    this.producer = producer;
    this.reader = reader;
  }

  /**
   * Writes the file.
   *
   * @param file its path; - is stdin
   * @return the command's exit code
   */
  int write(String file, CommandLine command) throws IOException, InterruptedException {
    PrintWriter out = command.getOut();
    try (BufferedReader lines = open(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        try {
          ProducerRecord<String, V> record = reader.apply(JSON.readTree(line));
          RecordMetadata ack = producer.send(record).get();
          out.println(record.key() + " at " + ack.partition() + "-" + ack.offset());
        } catch (JsonProcessingException e) {
          return failed(command, file, number, "is not JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
          return failed(command, file, number, String.valueOf(e.getMessage()));
        } catch (ExecutionException e) {
          return failed(command, file, number, "was not taken by the broker: " + e.getCause());
        }
      }
      return 0;
    }
  }

  private static int failed(CommandLine command, String file, int line, String problem) {
    command.getErr().println("ota-jobs: " + file + " line " + line + ": " + problem);
    return 1;
  }

  private static BufferedReader open(String file) throws IOException {
    return file.equals("-")
        ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
        : Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8);
  }
}
