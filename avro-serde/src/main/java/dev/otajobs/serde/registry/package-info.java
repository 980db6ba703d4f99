/**
 * A client of schema registries that have Confluent's HTTP API. The settings have Confluent's
 * names.
 *
 * <p>It keeps two kinds of failure apart for its callers. What the registry itself says is wrong is
 * a {@code SerializationException}, and asking again does not help. If the registry cannot be
 * asked, or its answer cannot be used, it is a {@link
 * dev.otajobs.serde.registry.RegistryUnavailableException}, which says nothing about the record.
 */
@NullMarked
package dev.otajobs.serde.registry;

import org.jspecify.annotations.NullMarked;
