/**
 * A Kafka serializer and deserializer for classes that Avro generated, in Confluent's wire format:
 * a zero byte, the schema's id in four bytes, and the record in Avro's binary encoding. They work
 * with producers and consumers in any language that use Confluent's format, and with registries
 * that have Confluent's HTTP API. The settings have Confluent's names.
 *
 * <p>Two kinds of failure are kept apart. A {@code SerializationException} means that the bytes or
 * the schema are wrong and will be wrong again, so the record may become a dead letter. A {@link
 * dev.otajobs.serde.registry.RegistryUnavailableException} means that the registry could not be
 * asked, so the same record must be tried again.
 */
@NullMarked
package dev.otajobs.serde;

import org.jspecify.annotations.NullMarked;
