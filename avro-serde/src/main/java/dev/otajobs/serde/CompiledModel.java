package dev.otajobs.serde;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Conversion;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * Avro's data model of one generated class: it knows the classes that the class's schema names, and
 * no others. Since 1.12.2 Avro makes records only of classes that a list for the whole JVM trusts,
 * the system property {@code org.apache.avro.SERIALIZABLE_PACKAGES}. This model trusts fewer
 * classes and needs no such property. A schema from outside cannot add a class to it. Many threads
 * may use it.
 */
public final class CompiledModel extends SpecificData {

  private final Map<String, Class<?>> classes = new HashMap<>();

  /**
   * Collects the classes of {@code type}'s schema.
   *
   * @param type a class that Avro generated
   * @throws IllegalStateException if a class that the schema names does not exist
   */
  public CompiledModel(Class<?> type) {
    super(type.getClassLoader());
    for (Conversion<?> conversion : SpecificData.getForClass(type).getConversions()) {
      addLogicalTypeConversion(conversion);
    }
    collect(SpecificData.get().getSchema(type), type.getClassLoader());
  }

  /** The generated class of a record, an enum or a fixed; null if this model does not know it. */
  @Override
  public @Nullable Class<?> getClass(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ENUM, FIXED -> classes.get(schema.getFullName());
      default -> super.getClass(schema);
    };
  }

  private void collect(Schema schema, ClassLoader loader) {
    switch (schema.getType()) {
      case RECORD -> {
        if (add(schema, loader)) {
          schema.getFields().forEach(field -> collect(field.schema(), loader));
        }
      }
      case ENUM, FIXED -> add(schema, loader);
      case UNION -> schema.getTypes().forEach(branch -> collect(branch, loader));
      case ARRAY -> collect(schema.getElementType(), loader);
      case MAP -> collect(schema.getValueType(), loader);
      default -> {}
    }
  }

  private boolean add(Schema schema, ClassLoader loader) {
    try {
      Class<?> type = Class.forName(SpecificData.getClassName(schema), false, loader);
      return classes.put(schema.getFullName(), type) == null;
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("no class was generated for " + schema.getFullName(), e);
    }
  }
}
