/**
 * Talks to a schema registry that has Confluent's HTTP API: Confluent's own, Redpanda's, Karapace
 * or Apicurio under {@code /apis/ccompat/v7}. Setting names are Confluent's. It keeps two kinds of
 * failure apart for its callers: what the registry knows to be wrong is a {@code
 * SerializationException} and will be wrong tomorrow; a registry that cannot be asked is a {@link
 * dev.otajobs.serde.registry.RegistryUnavailableException} and says nothing about the record.
 */
@NullMarked
package dev.otajobs.serde.registry;

import org.jspecify.annotations.NullMarked;
