package dev.otajobs.faults.check;

import dev.otajobs.faults.history.Read;
import dev.otajobs.faults.workload.JobClient;
import dev.otajobs.job.JobKey;
import dev.otajobs.testkit.service.Instance;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks over HTTP for the owner's reply, not a standby's: of each instance in turn until one has it.
 */
final class OwnerReplies {

  private static final Read.Asked OF_THE_OWNER =
      new Read.Asked(Optional.empty(), false, Optional.of(Duration.ZERO));

  private final JobClient client;
  private final List<Instance> instances;

  OwnerReplies(JobClient client, List<Instance> instances) {
    this.client = client;
    this.instances = List.copyOf(instances);
  }

  /** One read for each of these jobs, asked for at the same time. */
  List<Read> of(List<JobKey> keys) {
    return keys.stream().map(key -> client.read(call(key, 0), key, OF_THE_OWNER)).toList().stream()
        .map(reply -> elsewhere(reply.join()))
        .toList();
  }

  private Read elsewhere(Read first) {
    Read read = first;
    for (int next = 1; !read.outcome().answered() && next < instances.size(); next++) {
      read = client.read(call(read.key(), next), read.key(), OF_THE_OWNER).join();
    }
    return read;
  }

  private JobClient.Call call(JobKey key, int turn) {
    Instance instance = instances.get(Math.floorMod(key.hashCode() + turn, instances.size()));
    return new JobClient.Call(instance.name(), instance.port(), JobClient.Api.RPC, 0);
  }
}
