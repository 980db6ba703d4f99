package dev.otajobs.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The metric {@code ota_copy_age_seconds}: how old each copy is that this instance has, by
 * partition and role; NaN while the age is not known. Copies that it has no more have no value.
 */
public final class CopyAges {

  private static final double NANOS = 1e9;

  private final Status.Copies copies;
  private final MultiGauge ages;

  public CopyAges(Status.Copies copies, MeterRegistry metrics) {
    this.copies = copies;
    this.ages =
        MultiGauge.builder("ota.copy.age")
            .description("How old this instance's copy of a partition is")
            .baseUnit("seconds")
            .register(metrics);
  }

  /** Takes the ages of now; before each scrape. */
  public synchronized void refresh() {
    List<Row<?>> rows = new ArrayList<>();
    for (int partition = 0; partition < copies.partitions(); partition++) {
      if (copies.owns().test(partition)) {
        rows.add(row(partition, "owner", copies.ownedAge().apply(partition)));
      } else if (copies.keeps().test(partition)) {
        rows.add(row(partition, "standby", copies.standbyAge().apply(partition)));
      }
    }
    ages.register(rows, true);
  }

  private static Row<?> row(int partition, String role, Optional<Duration> age) {
    return Row.of(
        Tags.of("partition", Integer.toString(partition), "role", role),
        age.map(known -> known.toNanos() / NANOS).orElse(Double.NaN));
  }
}
