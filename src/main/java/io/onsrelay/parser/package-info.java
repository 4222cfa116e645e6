/**
 * Parses the body of a message. The parser is total: there is no body that it throws on.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "event")
package io.onsrelay.parser;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
