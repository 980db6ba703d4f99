/**
 * Events as bytes: Confluent's wire format, which is a zero byte, the schema's id in four bytes and
 * then the record in Avro's binary encoding. Producers in any language that use Confluent's
 * serializers, and any registry with Confluent's API, work with it. It is reached only as Kafka's
 * {@code Serializer} and {@code Deserializer} under Confluent's setting names, so that a site can
 * name Confluent's own classes instead. Bytes that are wrong are a {@code SerializationException},
 * for a dead letter; a registry in trouble is a {@code RetriableException}, and never the other way
 * round.
 */
@NullMarked
package dev.otajobs.serde;

import org.jspecify.annotations.NullMarked;
