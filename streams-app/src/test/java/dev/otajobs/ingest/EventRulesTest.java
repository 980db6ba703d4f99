package dev.otajobs.ingest;

import static dev.otajobs.ingest.Events.with;
import static dev.otajobs.ingest.Rejections.assertAccepted;
import static dev.otajobs.ingest.Rejections.assertRejected;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.events.OtaJobFinished;
import dev.otajobs.job.Times;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventRulesTest {

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("valid")
  void shouldAccept(String field, @Nullable Object value) {
    assertAccepted(with(Events.started(), field, value));
  }

  static Stream<Arguments> valid() {
    return Stream.of(
        arguments("accountId", "a"),
        arguments("accountId", "aZ_9-".repeat(12) + "1234"),
        arguments("iotInstanceId", null),
        arguments("iotInstanceId", "*"),
        arguments("iotInstanceId", "aZ_9*".repeat(12) + "123-"),
        arguments("occurredAt", Instant.ofEpochMilli(1)),
        arguments("occurredAt", Instant.ofEpochMilli(Times.MAX)),
        arguments("revision", 0L),
        arguments("revision", Long.MAX_VALUE),
        arguments("source", "s"),
        arguments("source", "源".repeat(128)));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("invalid")
  void shouldReject(String field, Object value) {
    assertRejected(with(Events.started(), field, value), field + " ");
  }

  static Stream<Arguments> invalid() {
    return Stream.of(
        arguments("jobId", "another"),
        arguments("jobId", ""),
        arguments("accountId", ""),
        arguments("accountId", "a".repeat(65)),
        arguments("accountId", "a/b"),
        arguments("accountId", "a\n"),
        arguments("iotInstanceId", ""),
        arguments("iotInstanceId", "i".repeat(65)),
        arguments("iotInstanceId", "a b"),
        arguments("occurredAt", Instant.EPOCH),
        arguments("occurredAt", Instant.ofEpochMilli(Times.MAX + 1)),
        arguments("occurredAt", Instant.ofEpochMilli(Long.MIN_VALUE)),
        arguments("occurredAt", Instant.ofEpochMilli(Long.MAX_VALUE)),
        arguments("revision", -1L),
        arguments("revision", Long.MIN_VALUE),
        arguments("source", ""),
        arguments("source", "s".repeat(129)),
        arguments("source", "a\tb"));
  }

  @Test
  void shouldReportEveryProblemAtOnce() {
    // given
    OtaJobEvent event = with(Events.created("name", "", "retryCount", 3), "revision", -1L);

    // then
    assertRejected(event, "revision ", "name ", "retryCount must", "retryCount and retryInterval");
  }

  @Test
  void shouldBoundTheReasonOfAnEnd() {
    assertAccepted(finished("r".repeat(1024)));
    assertAccepted(finished("line 1\nline 2\tend"));
    assertAccepted(finished(""));
    assertRejected(finished("r".repeat(1025)), "reason must be at most 1024");
    assertRejected(finished("\u0000"), "reason must be at most 1024");
  }

  @Test
  void shouldNameMicroseconds() {
    Instant micros = Instant.ofEpochMilli(1_764_264_000_000_000L);
    String expected = ", expected 1 to 253402300799999 milliseconds since 1970: ";
    assertRejected(
        with(Events.started(), "occurredAt", micros),
        "occurredAt is 1764264000000000" + expected + "is it in microseconds?");
    assertRejected(
        with(Events.started(), "occurredAt", Instant.EPOCH),
        "occurredAt is 0" + expected + "is the producer's clock set?");
  }

  private static OtaJobEvent finished(String reason) {
    return Events.event(
        OtaJobFinished.newBuilder()
            .setOutcome(dev.otajobs.events.JobOutcome.CANCELED)
            .setReason(reason)
            .build());
  }
}
