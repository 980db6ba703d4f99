/** Tests of the wire format, beside a fault injector and a real registry. */
@NullMarked
package dev.otajobs.serde;

import org.jspecify.annotations.NullMarked;
