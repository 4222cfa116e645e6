/**
 * Files of other modules beside the database, with its permissions.
 */
@NullMarked
@NamedInterface("file")
package io.onsrelay.store.file;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
