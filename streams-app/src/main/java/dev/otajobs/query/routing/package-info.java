/** Which instances hold a partition, and which of them is asked, in which order. */
@NullMarked
package dev.otajobs.query.routing;

import org.jspecify.annotations.NullMarked;
