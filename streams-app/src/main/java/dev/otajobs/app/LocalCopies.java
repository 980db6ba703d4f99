package dev.otajobs.app;

import dev.otajobs.config.AppConfig;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.query.JobLookup;
import dev.otajobs.query.freshness.Freshness;
import dev.otajobs.query.freshness.SourceQuestions;
import dev.otajobs.query.freshness.SourceWatch;
import dev.otajobs.query.local.LocalJobs;
import dev.otajobs.query.local.StoreReads;
import dev.otajobs.topics.KafkaAdmin;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;

/** Wires what this instance answers from its own stores, and how it knows how fresh they are. */
record LocalCopies(JobLookup jobs, Freshness freshness) {

  /** How long the brokers may take to answer before they are held for away. */
  private static final Duration ANSWER = Duration.ofSeconds(2);

  static LocalCopies open(
      AppConfig config,
      Vertx vertx,
      Projection projection,
      Partitioning partitioning,
      Closing closing) {
    Freshness freshness =
        new Freshness(
            config.topics(),
            partitioning.partitions(),
            projection.progress(),
            projection.standbys());
    Admin admin = closing.last("admin client", KafkaAdmin.impatient(config.kafka(), ANSWER));
    SourceQuestions questions =
        new SourceQuestions(
            admin, config.kafka(), config.topics(), partitioning, projection.standbys());
    SourceWatch watch =
        closing.last("source watch", new SourceWatch(vertx, questions, freshness).begin());
    JobLookup jobs =
        new LocalJobs(
            vertx,
            projection.progress(),
            new StoreReads(projection.streams(), projection.progress(), partitioning.partitions()),
            freshness,
            watch,
            config.query().maxStaleness());
    return new LocalCopies(jobs, freshness);
  }
}
