package dev.otajobs.serde.registry;

import org.apache.avro.Schema;

/**
 * A version of a subject.
 *
 * @param id the registry's id of the schema, as in the wire format
 * @param version counted from 1 within the subject
 * @param schema the schema
 */
public record RegisteredSchema(int id, int version, Schema schema) {}
