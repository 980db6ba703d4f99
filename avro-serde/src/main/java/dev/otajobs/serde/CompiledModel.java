package dev.otajobs.serde;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Conversion;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * The classes that one generated class's schema names, and no other. Since 1.12.2 Avro makes
 * records only of classes that a JVM-wide list trusts; this list is narrower, needs no system
 * property and no static state, and no schema from outside can add to it.
 */
public final class CompiledModel extends SpecificData {

  private final Map<String, Class<?>> classes = new HashMap<>();

  /** The model of the classes that this generated class's schema names. */
  public CompiledModel(Class<?> type) {
    super(type.getClassLoader());
    for (Conversion<?> conversion : SpecificData.getForClass(type).getConversions()) {
      addLogicalTypeConversion(conversion);
    }
    collect(SpecificData.get().getSchema(type), type.getClassLoader());
  }

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
