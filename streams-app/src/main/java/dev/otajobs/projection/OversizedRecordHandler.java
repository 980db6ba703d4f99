package dev.otajobs.projection;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record that does not fit into its topic must not stop the stream. Only a dead letter can be
 * that large: it is then written without its value, whose place its headers name.
 */
public final class OversizedRecordHandler implements ProductionExceptionHandler {

  /** The header that gives the length of the value that was left out, in bytes. */
  public static final String OMITTED = "ota.value.omitted";

  /** The key under which Kafka Streams hands over the name of the topic. */
  static final String DEAD_LETTERS = "ota.topics.dead.letters";

  private static final Logger LOG = LoggerFactory.getLogger(OversizedRecordHandler.class);

  private String deadLetters = "";

  @Override
  public Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
    if (!(exception instanceof RecordTooLargeException)
        || !record.topic().equals(deadLetters)
        || record.value() == null) {
      return Response.fail();
    }
    LOG.warn(
        "a dead letter does not fit into its topic and is written without its value:"
            + " raise the topic's max.message.bytes, topic={} bytes={}",
        record.topic(),
        record.value().length);
    RecordHeaders headers = new RecordHeaders(record.headers());
    headers.add(OMITTED, Integer.toString(record.value().length).getBytes(StandardCharsets.UTF_8));
    return Response.resume(
        List.of(
            new ProducerRecord<>(
                record.topic(),
                record.partition(),
                record.timestamp(),
                record.key(),
                null,
                headers)));
  }

  @Override
  public void configure(Map<String, ?> configs) {
    deadLetters = String.valueOf(configs.get(DEAD_LETTERS));
  }
}
