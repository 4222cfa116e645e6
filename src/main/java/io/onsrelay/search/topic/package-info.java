/**
 * What is known of topics, subscriptions and confirmations, in one list.
 */
@NullMarked
@NamedInterface("topic")
package io.onsrelay.search.topic;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
