/**
 * How jobs are written: the bytes in the store, the JSON of the views topic and of replies, XML.
 */
@NullMarked
package dev.otajobs.codec;

import org.jspecify.annotations.NullMarked;
