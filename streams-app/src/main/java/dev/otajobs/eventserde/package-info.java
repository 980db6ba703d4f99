/**
 * The serializer and the deserializer of event values. The settings name the classes: those of
 * module {@code avro-serde}, unless a site names others, such as Confluent's own. This package
 * makes and configures them.
 */
@NullMarked
package dev.otajobs.eventserde;

import org.jspecify.annotations.NullMarked;
