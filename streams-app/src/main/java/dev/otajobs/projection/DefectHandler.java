package dev.otajobs.projection;

import static java.util.Objects.requireNonNull;

import dev.otajobs.ingest.DeadLetter;
import dev.otajobs.ingest.DefectLog;
import dev.otajobs.ingest.EventDecoder.StalledException;
import dev.otajobs.ingest.Ingest;
import dev.otajobs.ingest.Judgement;
import dev.otajobs.ingest.Position;
import dev.otajobs.ingest.SourceRecord;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Keeps a defect of ours from stopping the stream: the record that met it becomes a dead letter
 * with the reason INTERNAL_ERROR, in the same transaction, and the stream goes on. What is no
 * defect ends the task: an error of the store or of the brokers, or a registry that does not
 * answer.
 */
public final class DefectHandler implements ProcessingExceptionHandler {

  /** The key of the settings under which Kafka Streams hands over the {@link Collaborators}. */
  public static final String COLLABORATORS = "ota.defect.handler";

  /** What it works with: Kafka Streams makes the handler itself. */
  public record Collaborators(Ingest ingest, DeadLetters deadLetters, SourceProgress progress) {}

  private final DefectLog log = new DefectLog();

  // Kafka Streams calls configure before anything else.
  @SuppressWarnings("NullAway.Init")
  private Collaborators with;

  @Override
  public void configure(Map<String, ?> settings) {
    with = (Collaborators) requireNonNull(settings.get(COLLABORATORS), COLLABORATORS);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
    Throwable thrown = unwrapped(exception);
    return thrown instanceof KafkaException || thrown instanceof StalledException
        ? Response.fail()
        : Response.resume(List.of(deadLetter(context, thrown)));
  }

  /** Kafka Streams itself wraps the ClassCastException of a step, and nothing else of ours. */
  private static Throwable unwrapped(Exception exception) {
    return exception instanceof StreamsException
            && exception.getCause() instanceof ClassCastException wrongType
        ? wrongType
        : exception;
  }

  private ProducerRecord<byte[], byte[]> deadLetter(ErrorHandlerContext context, Throwable defect) {
    SourceRecord source =
        with.ingest()
            .trace(
                context.topic(),
                new Position(context.partition(), context.offset()),
                context.sourceRawKey(),
                context.sourceRawValue(),
                context.headers(),
                context.timestamp());
    log.log(source, defect);
    DeadLetter letter = with.deadLetters().of(source, Judgement.Rejected.defect(defect));
    with.progress().processed(context.topic(), context.partition(), context.offset());
    return new ProducerRecord<>(
        with.deadLetters().topic(),
        null,
        letter.timestamp(),
        letter.key(),
        letter.value(),
        letter.headers());
  }
}
