/**
 * URLs that are called: their parts, and the hosts that untrusted ones must not name.
 */
@NullMarked
@NamedInterface("url")
package io.onsrelay.http.url;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
