package dev.otajobs.serde;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Keeps a record of an unknown kind from being read as a record of a known kind. If no branch of
 * the reader's union has the name of the written record, Avro takes a branch that fits by
 * structure, and a record without fields fits every record. This class therefore adds the writer's
 * unknown branches to the reader's unions. Such a record is then read as a generic record, which
 * the caller can recognise and refuse.
 */
final class UnknownBranches {

  private UnknownBranches() {}

  /**
   * The reader's schema, in which the union of each field also has the records that only the
   * writer's union of the same field has. It is the same object if nothing is added.
   */
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
