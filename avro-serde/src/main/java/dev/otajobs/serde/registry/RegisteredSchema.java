package dev.otajobs.serde.registry;

import org.apache.avro.Schema;

/**
 * A version of a subject.
 *
 * @param id the registry's id of the schema, which the wire format's header holds
 * @param version the number of the version within the subject, from 1
 * @param schema the schema itself
 */
public record RegisteredSchema(int id, int version, Schema schema) {}
