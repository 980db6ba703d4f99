/**
 * Files that operators may change while the service runs, and files with secrets: how a change is
 * seen, and who may open them.
 */
@NullMarked
package dev.otajobs.files;

import org.jspecify.annotations.NullMarked;
