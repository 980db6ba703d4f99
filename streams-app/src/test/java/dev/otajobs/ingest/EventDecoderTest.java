package dev.otajobs.ingest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.otajobs.events.OtaJobEvent;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class EventDecoderTest {

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final SourceRecord RECORD = Records.of(Records.utf8("job-1"), Records.VALUE);

  @Test
  void shouldDecode() {
    // given
    OtaJobEvent event = Events.started();
    EventDecoder decoder = new EventDecoder(new FakeRegistry(() -> event), LONG);

    // then
    assertThat(decoder.decode(RECORD)).isSameAs(event);
    assertThat(decoder.isStalled()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("outages")
  void shouldWaitOutAnOutage(RuntimeException outage) {
    // given
    OtaJobEvent event = Events.started();
    List<Boolean> stalled = new ArrayList<>();
    AtomicReference<EventDecoder> seen = new AtomicReference<>();
    FakeRegistry registry =
        new FakeRegistry(() -> event, outage, outage)
            .onAttempt(() -> stalled.add(requireNonNull(seen.get()).isStalled()));
    EventDecoder decoder = new EventDecoder(registry, LONG);
    seen.set(decoder);

    // when
    OtaJobEvent decoded = decoder.decode(RECORD);

    // then
    assertThat(decoded).isSameAs(event);
    assertThat(stalled).containsExactly(false, true, true);
    assertThat(decoder.isStalled()).isFalse();
  }

  static Stream<RuntimeException> outages() {
    return Stream.of(
        new TimeoutException("registry"),
        new NetworkException("registry"),
        new UncheckedIOException(new ConnectException("refused")),
        new SerializationException("Error retrieving Avro schema", new SocketException("reset")),
        new SerializationException("Error deserializing", new TimeoutException("registry")));
  }

  @ParameterizedTest
  @MethodSource("badBytes")
  void shouldRefuseBadBytesAtOnce(RuntimeException failure) {
    // given
    FakeRegistry registry = FakeRegistry.away(failure);
    EventDecoder decoder = new EventDecoder(registry, LONG);

    // then
    assertThatThrownBy(() -> decoder.decode(RECORD)).isInstanceOf(SerializationException.class);
    assertThat(registry.attempts()).isEqualTo(1);
    assertThat(decoder.isStalled()).isFalse();
  }

  /** What Avro throws for bytes that end early or hold no number are I/O exceptions, too. */
  static Stream<RuntimeException> badBytes() {
    return Stream.of(
        new SerializationException("Unknown magic byte!"),
        new IllegalArgumentException("length -3"),
        new SerializationException("Error deserializing", new EOFException()),
        new SerializationException("bad", new InvalidNumberEncodingException("Invalid int")),
        new UncheckedIOException(new EOFException()));
  }

  @Test
  void shouldNotBeStalledAfterRefusingBadBytes() {
    // given
    FakeRegistry registry =
        new FakeRegistry(
            Events::started, new TimeoutException("away"), new SerializationException("bad bytes"));
    EventDecoder decoder = new EventDecoder(registry, LONG);

    // then
    assertThatThrownBy(() -> decoder.decode(RECORD)).isInstanceOf(SerializationException.class);
    assertThat(decoder.isStalled()).isFalse();
  }

  @Test
  void shouldLosePatience() {
    // given
    FakeRegistry registry = FakeRegistry.away(new TimeoutException("away"));
    EventDecoder decoder = new EventDecoder(registry, Duration.ofMillis(1));

    // then
    assertThatThrownBy(() -> decoder.decode(RECORD))
        .isInstanceOf(EventDecoder.StalledException.class)
        .hasRootCauseInstanceOf(TimeoutException.class);
    assertThat(registry.attempts()).isBetween(1, 2);
    assertThat(decoder.isStalled()).isFalse();
  }

  @Test
  void shouldStopWaitingWhenStopped() {
    // given
    EventDecoder decoder = new EventDecoder(FakeRegistry.away(new TimeoutException("away")), LONG);
    CompletableFuture<OtaJobEvent> decoding =
        CompletableFuture.supplyAsync(() -> decoder.decode(RECORD));
    await().until(decoder::isStalled);

    // when
    decoder.stop();

    // then
    assertThat(decoding)
        .failsWithin(5, TimeUnit.SECONDS)
        .withThrowableThat()
        .withCauseInstanceOf(EventDecoder.StalledException.class);
  }

  @Test
  void shouldStopWaitingWhenInterrupted() throws InterruptedException {
    // given
    EventDecoder decoder = new EventDecoder(FakeRegistry.away(new TimeoutException("away")), LONG);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread = new Thread(() -> decoder.decode(RECORD));
    thread.setUncaughtExceptionHandler((t, failure) -> thrown.set(failure));
    thread.start();
    await().until(decoder::isStalled);

    // when
    thread.interrupt();
    thread.join();

    // then
    assertThat(thrown.get()).isInstanceOf(EventDecoder.StalledException.class);
  }
}
