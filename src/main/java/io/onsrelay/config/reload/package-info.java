/**
 * Reading the files of the configuration again while the service runs, and telling what
 * has changed in them.
 */
@NullMarked
@NamedInterface("reload")
package io.onsrelay.config.reload;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
