/**
 * Tests of the packaged jar, which is started, killed and started again as a process of
 * its own. They know nothing of the relay but its jar, its configuration, its endpoint
 * and its store.
 */
@NullMarked
package io.onsrelay.process;

import org.jspecify.annotations.NullMarked;
