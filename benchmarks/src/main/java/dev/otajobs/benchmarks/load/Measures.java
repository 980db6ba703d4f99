package dev.otajobs.benchmarks.load;

import dev.otajobs.benchmarks.load.measures.Measure;
import dev.otajobs.benchmarks.load.measures.events.Projection;
import dev.otajobs.benchmarks.load.measures.events.Visible;
import dev.otajobs.benchmarks.load.measures.growth.Growth;
import dev.otajobs.benchmarks.load.measures.growth.InstanceCount;
import dev.otajobs.benchmarks.load.measures.growth.PointReads;
import dev.otajobs.benchmarks.load.measures.life.ColdStart;
import dev.otajobs.benchmarks.load.measures.life.Failover;
import dev.otajobs.benchmarks.load.measures.life.Killed;
import dev.otajobs.benchmarks.load.measures.life.Restore;
import dev.otajobs.benchmarks.load.measures.query.Creates;
import dev.otajobs.benchmarks.load.measures.query.Forwarded;
import dev.otajobs.benchmarks.load.measures.query.Latency;
import dev.otajobs.benchmarks.load.measures.query.Lists;
import dev.otajobs.benchmarks.load.measures.query.Throughput;
import java.util.List;

/** The measures, in the order of the report: those that share the loaded instance are together. */
final class Measures {

  private Measures() {}

  static List<Measure> all() {
    return List.of(
        new Measure(
            "throughput",
            "requests a second, wrk, 64 connections: plain, signed, 304, miss; ceiling: constant bytes",
            Throughput::run),
        new Measure(
            "latency",
            "p50, p99, p99.9 at 2,000 requests/s while 500 events/s arrive: plain, signed, 304, miss",
            Latency::run),
        new Measure(
            "visible",
            "from the broker's acknowledgement of an event to the first reply with it, 200 events/s",
            Visible::run),
        new Measure(
            "restore", "jobs a second from the changelog into an empty store", Restore::run),
        new Measure(
            "projection",
            "events a second into an empty store, at both guarantees; ceiling: poll and decode",
            Projection::run),
        new Measure(
            "kill-restart",
            "from the start after a SIGKILL to ready, exactly once, a static member, one instance",
            Killed::run),
        new Measure(
            "forwarded",
            "requests/s and latency of jobs that the other one of two instances owns",
            Forwarded::run),
        new Measure(
            "create",
            "p50, p99, p99.9 of create calls at 200/s, one instance, one broker",
            Creates::run),
        new Measure(
            "lists",
            "p50, p99, p99.9 of pages of 100 jobs and of batches of 100 ids, two instances",
            Lists::run),
        new Measure(
            "instances",
            "requests/s of 1, 2 and 4 instances together, all on this machine",
            InstanceCount::run),
        new Measure(
            "failover",
            "SIGKILL to one of two instances: until its jobs are answered, until they have an owner",
            Failover::run),
        new Measure(
            "cold-start",
            "from the start of the process, with an empty store and the broker up, to the first job",
            ColdStart::run),
        new Measure(
            "growth",
            "RSS, bytes per job on disk and requests/s with 10 thousand jobs and more",
            Growth::run),
        new Measure("point-reads", "ceiling: random reads of RocksDB alone, JMH", PointReads::run));
  }
}
