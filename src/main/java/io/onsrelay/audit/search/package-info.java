/**
 * Records of the audit log, page by page, as operators look at them.
 */
@NullMarked
@NamedInterface("search")
package io.onsrelay.audit.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
