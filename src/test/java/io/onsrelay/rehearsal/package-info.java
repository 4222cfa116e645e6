/**
 * The main job with stand-ins for everything around it, for a person to watch:
 * {@code ./mvnw spring-boot:test-run}.
 */
@NullMarked
package io.onsrelay.rehearsal;

import org.jspecify.annotations.NullMarked;
