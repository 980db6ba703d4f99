/**
 * The calls that create, change and cancel batches, and the one that queries a package. Each that
 * changes something writes one event to the topic that upgrade services write to, too; nothing is
 * stored beside it.
 */
@NullMarked
package dev.otajobs.api.rpc.jobs;

import org.jspecify.annotations.NullMarked;
