/**
 * The Merkle tree of RFC 6962, which certificate transparency uses: it knows neither
 * records nor the store.
 */
@NullMarked
@NamedInterface("tree")
package io.onsrelay.audit.tree;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
