/**
 * Which incident a content opens or closes, and under which key: the rules that every
 * destination with incidents needs, as functions of one content.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "event")
package io.onsrelay.incident;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
