package dev.otajobs.serde;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Refuses writer's schemas that let a few bytes mean endless work. Whoever may register a schema
 * may give it a field that we skip: a record that holds itself, records that hold each other twice,
 * 40 levels deep, or an array of nulls would keep a reader busy or fill its memory without a byte
 * to run out of. With these refused, work and memory are at most {@value #MAX_WEIGHT} steps a byte.
 */
final class WriterSchemaCheck {

  static final int MAX_WEIGHT = 2_000;

  private final Set<Schema> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final IdentityHashMap<Schema, Integer> weights = new IdentityHashMap<>();

  private WriterSchemaCheck() {}

  /** Throws {@link SerializationException} for such a schema. */
  static void check(Schema writer) {
    new WriterSchemaCheck().walk(writer);
  }

  private void walk(Schema schema) {
    if (!seen.add(schema)) {
      return;
    }
    switch (schema.getType()) {
      case RECORD -> {
        weight(schema);
        schema.getFields().forEach(field -> walk(field.schema()));
      }
      case UNION -> schema.getTypes().forEach(this::walk);
      case MAP -> walk(schema.getValueType());
      case ARRAY -> {
        if (GenericDatumReader.isZeroByteSchema(schema.getElementType())) {
          throw refused("an array whose elements take no bytes");
        }
        walk(schema.getElementType());
      }
      default -> {}
    }
  }

  /** Values to read without a choice, counted along records within records. */
  private int weight(Schema schema) {
    if (schema.getType() != Schema.Type.RECORD) {
      return 1;
    }
    Integer known = weights.put(schema, MAX_WEIGHT);
    if (known != null) {
      weights.put(schema, known);
      return known;
    }
    int sum = 1;
    List<Schema.Field> fields = schema.getFields();
    for (Schema.Field field : fields) {
      sum += weight(field.schema());
      if (sum > MAX_WEIGHT) {
        throw refused("a record of more than " + MAX_WEIGHT + " values, or that holds itself");
      }
    }
    weights.put(schema, sum);
    return sum;
  }

  private static SerializationException refused(String what) {
    return new SerializationException("the writer's schema has " + what);
  }
}
