/**
 * The packaged service as child JVMs, with a stack of brokers and a registry, settings and clients.
 */
@NullMarked
package dev.otajobs.testkit.service;

import org.jspecify.annotations.NullMarked;
