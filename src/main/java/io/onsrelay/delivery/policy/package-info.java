/**
 * Pure rules, without a clock, a database or a thread of their own: when to retry and
 * when to give up, when a destination counts as down, and how a lane serves it.
 */
@NullMarked
package io.onsrelay.delivery.policy;

import org.jspecify.annotations.NullMarked;
