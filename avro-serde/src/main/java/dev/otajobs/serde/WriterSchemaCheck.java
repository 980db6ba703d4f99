package dev.otajobs.serde;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Refuses writer's schemas with which a few bytes cause work or memory without bound. Anybody who
 * may register a schema may add a field that the reader skips: a record that holds itself, records
 * that hold each other twice, 40 levels deep, or an array of nulls. Reading such a field takes no
 * byte, so the end of the bytes does not stop it. A schema that passes costs at most {@value
 * #MAX_WEIGHT} steps for each byte.
 *
 * <p>To resolve a schema costs time and memory, too: for a union the product of the writer's and
 * the reader's branches. So the schemas in it, their records and the branches of a union are
 * bounded.
 */
final class WriterSchemaCheck {

  static final int MAX_WEIGHT = 2_000;
  static final int MAX_SCHEMAS = 5_000;
  static final int MAX_RECORDS = 256;
  static final int MAX_BRANCHES = 64;

  private final Set<Schema> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final IdentityHashMap<Schema, Integer> weights = new IdentityHashMap<>();

  private int records;

  private WriterSchemaCheck() {}

  /**
   * Checks the schema and all that it holds; how many schemas those are.
   *
   * @throws SerializationException if it is such a schema
   */
  static int check(Schema writer) {
    WriterSchemaCheck check = new WriterSchemaCheck();
    check.walk(writer);
    return check.seen.size();
  }

  private void walk(Schema schema) {
    if (!seen.add(schema)) {
      return;
    }
    if (seen.size() > MAX_SCHEMAS) {
      throw refused("more than " + MAX_SCHEMAS + " schemas within it");
    }
    switch (schema.getType()) {
      case RECORD -> {
        if (++records > MAX_RECORDS) {
          throw refused("more than " + MAX_RECORDS + " records within it");
        }
        weight(schema);
        schema.getFields().forEach(field -> walk(field.schema()));
      }
      case UNION -> {
        if (schema.getTypes().size() > MAX_BRANCHES) {
          throw refused("a union of more than " + MAX_BRANCHES + " branches");
        }
        schema.getTypes().forEach(this::walk);
      }
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

  /**
   * How many values are read for one value of {@code schema}, counted through records within
   * records up to the next union, array or map, each of which takes a byte.
   */
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
