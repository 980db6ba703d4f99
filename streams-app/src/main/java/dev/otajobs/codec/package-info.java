/** How jobs are written: the bytes in the store, and the JSON of replies and of the views topic. */
@NullMarked
package dev.otajobs.codec;

import org.jspecify.annotations.NullMarked;
