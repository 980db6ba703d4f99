package dev.otajobs.faults.workload;

import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.events.TargetSelection;
import dev.otajobs.job.JobKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records that cannot be folded, of every kind. */
public final class Poison {

  private static final byte[] KEY = "poison".getBytes(StandardCharsets.UTF_8);

  private final EventSender sender;
  private final String topic;
  private final Random random;

  public Poison(EventSender sender, String topic, Random random) {
    this.sender = sender;
    this.topic = topic;
    this.random = random;
  }

  /** One of each kind, sent and acknowledged; how many those were. */
  public int sendAll() {
    Map<String, ProducerRecord<byte[], byte[]>> records = records();
    records.forEach((kind, record) -> sender.sendPoison(record, kind).join());
    return records.size();
  }

  /** What the broken records should have been, at last. */
  public void sendRepaired() {
    LifeEvents life = new LifeEvents(new JobKey("poison", Accounts.UNSIGNED), random, false);
    sender.send(life.created()).join();
    sender.send(life.started()).join();
    sender.send(life.modified()).join();
  }

  private Map<String, ProducerRecord<byte[], byte[]>> records() {
    LifeEvents life = new LifeEvents(new JobKey("poison", Accounts.UNSIGNED), random, false);
    byte[] good = sender.encode(life.created());
    byte[] wrongMagic = good.clone();
    wrongMagic[0] = 7;
    byte[] unknownSchema = good.clone();
    ByteBuffer.wrap(unknownSchema).putInt(1, 90_000_000 + random.nextInt(9_000_000));
    byte[] noise = new byte[1 + random.nextInt(300)];
    random.nextBytes(noise);
    // A magic byte and a known id before noise would be one more kind, and might decode.
    noise[0] = (byte) (1 + random.nextInt(100));
    byte[] badKey = {(byte) 0xC3};
    Map<String, ProducerRecord<byte[], byte[]>> records = new LinkedHashMap<>();
    records.put("empty", record(KEY, new byte[0]));
    records.put("no key", new ProducerRecord<>(topic, good));
    records.put("key no text", record(badKey, good));
    records.put("random bytes", record(KEY, noise));
    records.put("wrong magic", record(KEY, wrongMagic));
    records.put("unknown schema", record(KEY, unknownSchema));
    records.put("truncated", record(KEY, Arrays.copyOf(good, good.length / 2)));
    records.put("too long", record(KEY, new byte[70_000]));
    records.put("another job's", record("other".getBytes(StandardCharsets.UTF_8), good));
    records.put("contradictory", record(KEY, sender.encode(contradictory(life.created()))));
    records.put("before 1970", record(KEY, sender.encode(at(life.started(), -1))));
    records.put("at 0", record(KEY, sender.encode(at(life.started(), 0))));
    return records;
  }

  private ProducerRecord<byte[], byte[]> record(byte[] key, byte[] value) {
    return new ProducerRecord<>(topic, key, value);
  }

  private static OtaJobEvent at(OtaJobEvent event, long millis) {
    return OtaJobEvent.newBuilder(event).setOccurredAt(Instant.ofEpochMilli(millis)).build();
  }

  private static OtaJobEvent contradictory(OtaJobEvent created) {
    OtaJobCreated change =
        OtaJobCreated.newBuilder((OtaJobCreated) created.getChange())
            .setTargetSelection(TargetSelection.GRAY)
            .setGrayPercent(null)
            .build();
    return OtaJobEvent.newBuilder(created).setChange(change).build();
  }
}
