package dev.otajobs.serde;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Keeps records of a newer kind from being taken for others. Where no branch of a union fits by
 * name, Avro takes one that fits by structure, and a record without fields fits everything. So the
 * writer's branches that we do not know are added to what we expect: they fit by name, and are read
 * as records of no class of ours, which whoever looks at them can refuse.
 */
final class UnknownBranches {

  private UnknownBranches() {}

  /** The reader's schema, its fields' unions with the branches that only the writer's have. */
  static Schema added(Schema writer, Schema reader) {
    List<Schema.Field> fields = new ArrayList<>();
    boolean added = false;
    for (Schema.Field field : reader.getFields()) {
      Schema.Field written = writer.getField(field.name());
      Schema expected = written == null ? field.schema() : union(written.schema(), field.schema());
      added |= expected != field.schema();
      fields.add(new Schema.Field(field, expected));
    }
    if (!added) {
      return reader;
    }
    Schema schema =
        Schema.createRecord(
            reader.getName(), reader.getDoc(), reader.getNamespace(), false, fields);
    reader.getAliases().forEach(schema::addAlias);
    reader.getObjectProps().forEach(schema::addProp);
    return schema;
  }

  private static Schema union(Schema writer, Schema reader) {
    if (!writer.isUnion() || !reader.isUnion()) {
      return reader;
    }
    Set<String> known = new HashSet<>();
    reader.getTypes().forEach(branch -> known.add(branch.getFullName()));
    List<Schema> branches = new ArrayList<>(reader.getTypes());
    for (Schema branch : writer.getTypes()) {
      if (branch.getType() == Schema.Type.RECORD && known.add(branch.getFullName())) {
        branches.add(branch);
      }
    }
    return branches.size() == reader.getTypes().size() ? reader : Schema.createUnion(branches);
  }
}
