package dev.otajobs.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The registry of metrics, with those of the process. */
final class Metrics {

  private static final String KAFKA = "kafka.";

  /** Of Kafka's metrics those that alerts and dashboards ask for, and a person first. */
  private static final Set<String> FEW =
      Set.of(
          "kafka.consumer.fetch.manager.records.lag.max",
          "kafka.consumer.fetch.manager.records.consumed.total",
          "kafka.consumer.coordinator.rebalance.total",
          "kafka.consumer.coordinator.failed.rebalance.total",
          "kafka.producer.txn.commit.time.ns.total",
          "kafka.producer.record.send.total",
          "kafka.producer.record.error.total",
          "kafka.stream.failed.stream.threads",
          "kafka.stream.alive.stream.threads",
          "kafka.stream.thread.commit.latency.avg",
          "kafka.stream.thread.commit.latency.max",
          "kafka.stream.thread.commit.total",
          "kafka.stream.thread.process.total",
          "kafka.stream.thread.process.latency.avg",
          "kafka.stream.thread.process.latency.max");

  private Metrics() {}

  /**
   * The registry.
   *
   * @param allOfKafkas whether it has all of Kafka's metrics, or few
   */
  static PrometheusMeterRegistry create(boolean allOfKafkas) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    if (!allOfKafkas) {
      registry
          .config()
          .meterFilter(
              MeterFilter.deny(
                  id -> id.getName().startsWith(KAFKA) && !FEW.contains(id.getName())));
    }
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    JvmGcMetrics gc = new JvmGcMetrics();
    gc.bindTo(registry);
    return registry;
  }

  /** 1 while it holds, 0 while it does not. */
  static void gauge(MeterRegistry registry, String name, BooleanSupplier holds) {
    Gauge.builder(name, () -> holds.getAsBoolean() ? 1 : 0).register(registry);
  }
}
