/**
 * What the service is built from: its dependencies and their licences, the base images,
 * and the actions of its workflows.
 */
@NullMarked
package io.onsrelay.supply;

import org.jspecify.annotations.NullMarked;
