/** Tests of the registry client against addresses that misbehave. */
@NullMarked
package dev.otajobs.serde.registry;

import org.jspecify.annotations.NullMarked;
