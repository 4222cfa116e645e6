/**
 * The pipeline from OCI to this service: a topic, its subscription and the rules of
 * Events. It says what exists and what would change, changes it in steps that can be
 * repeated, and knows Oracle's control planes only by an interface.
 */
@NullMarked
@NamedInterface("pipeline")
package io.onsrelay.provisioning.pipeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
