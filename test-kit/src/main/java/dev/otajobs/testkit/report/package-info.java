/** Pages of results that commands write. */
@NullMarked
package dev.otajobs.testkit.report;

import org.jspecify.annotations.NullMarked;
