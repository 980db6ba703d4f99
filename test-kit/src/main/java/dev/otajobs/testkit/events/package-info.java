/** Sample events that keep every rule of the event contract. */
@NullMarked
package dev.otajobs.testkit.events;

import org.jspecify.annotations.NullMarked;
