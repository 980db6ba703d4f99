/**
 * For programs that write the events of OTA jobs, or read jobs: the right key, partitioner and
 * acknowledgements, and reads of what the program itself has written.
 */
@NullMarked
package dev.otajobs.client;

import org.jspecify.annotations.NullMarked;
