package dev.otajobs.ingest;

import dev.otajobs.events.OtaJobEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Deserializer;

/** A deserializer that fails as told, in this order, and then gives the event. */
final class FakeRegistry implements Deserializer<OtaJobEvent> {

  private final Deque<RuntimeException> failures;
  private final Supplier<OtaJobEvent> event;
  private final AtomicInteger attempts = new AtomicInteger();
  private Runnable onAttempt = () -> {};

  FakeRegistry(Supplier<OtaJobEvent> event, RuntimeException... failures) {
    this.event = event;
    this.failures = new ArrayDeque<>(List.of(failures));
  }

  /** One that never answers. */
  static FakeRegistry away(RuntimeException failure) {
    return new FakeRegistry(
        () -> {
          throw failure;
        });
  }

  FakeRegistry onAttempt(Runnable action) {
    onAttempt = action;
    return this;
  }

  int attempts() {
    return attempts.get();
  }

  @Override
  public OtaJobEvent deserialize(String topic, byte[] value) {
    attempts.incrementAndGet();
    onAttempt.run();
    RuntimeException failure = failures.poll();
    if (failure != null) {
      throw failure;
    }
    return event.get();
  }
}
