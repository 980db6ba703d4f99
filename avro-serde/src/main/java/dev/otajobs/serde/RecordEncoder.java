package dev.otajobs.serde;

import dev.otajobs.serde.registry.LoadingCache;
import dev.otajobs.serde.registry.SchemaRegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Record in, bytes out. Safe for threads. */
final class RecordEncoder {

  private static final int MAX_SUBJECTS = 1_000;

  private record Source(String topic, Class<? extends SpecificRecord> type) {}

  private record Target(int schemaId, DatumWriter<SpecificRecord> writer) {}

  private record Buffers(ByteArrayOutputStream out, BinaryEncoder encoder) {

    static Buffers create() {
      ByteArrayOutputStream out = new ByteArrayOutputStream(512);
      return new Buffers(out, EncoderFactory.get().binaryEncoder(out, null));
    }
  }

  private final SerdeConfig config;
  private final WriterSchemaIds ids;
  private final LoadingCache<Source, Target> targets;
  private final AtomicReference<@Nullable Buffers> spare = new AtomicReference<>();

  RecordEncoder(SerdeConfig config, SchemaRegistryClient registry) {
    this.config = config;
    this.ids = new WriterSchemaIds(config, registry);
    this.targets = new LoadingCache<>(MAX_SUBJECTS, this::target);
  }

  byte[] encode(String topic, SpecificRecord record) {
    Target target = targets.get(new Source(topic, record.getClass()));
    Buffers taken = spare.getAndSet(null);
    // After a failure the encoder holds half a record, so it is kept only when all went well.
    Buffers buffers = taken == null ? Buffers.create() : taken;
    byte[] bytes = write(buffers, target, record);
    spare.set(buffers);
    return bytes;
  }

  private static byte[] write(Buffers buffers, Target target, SpecificRecord record) {
    buffers.out().reset();
    WireFormat.writeHeader(buffers.out(), target.schemaId());
    try {
      target.writer().write(record, buffers.encoder());
      buffers.encoder().flush();
      return buffers.out().toByteArray();
    } catch (IOException | RuntimeException e) {
      throw new SerializationException(
          record.getSchema().getFullName() + " cannot be written: " + e.getMessage(), e);
    }
  }

  private Target target(Source source) {
    SpecificData model = SpecificData.getForClass(source.type());
    Schema schema = model.getSchema(source.type());
    String subject = config.naming().subject(source.topic(), config.isKey(), schema.getFullName());
    return new Target(ids.id(subject, schema), new SpecificDatumWriter<>(schema, model));
  }
}
