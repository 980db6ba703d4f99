/** The nonces of verified calls, remembered as long as such a call could be replayed. */
@NullMarked
package dev.otajobs.auth.nonces;

import org.jspecify.annotations.NullMarked;
