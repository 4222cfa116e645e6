/**
 * When to try again, and when to give up: rules without a clock, a database or a thread.
 */
@NullMarked
package io.onsrelay.delivery.policy;

import org.jspecify.annotations.NullMarked;
