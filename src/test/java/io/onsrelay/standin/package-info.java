/**
 * Stand-ins for the services on both sides of the relay: ONS, Slack and PagerDuty, each
 * as strict as the real one where strictness is documented. They know nothing of the
 * relay but its public endpoint.
 */
@NullMarked
package io.onsrelay.standin;

import org.jspecify.annotations.NullMarked;
