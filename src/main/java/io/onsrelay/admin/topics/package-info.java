/**
 * Topics with their subscriptions and confirmations.
 */
@NullMarked
package io.onsrelay.admin.topics;

import org.jspecify.annotations.NullMarked;
